import type { BookingLine } from '../../model/facts.js';
import type { Hierarchy } from '../../model/hierarchy.js';
import type { PersonNumber } from '../../model/roster.js';
import type { Books, Offer } from './admission.js';
import type { ReadyPolicy, ReadyRollup } from './policy.js';

interface Rolling {
  readonly line: BookingLine;
  readonly policy: ReadyPolicy;
  readonly hierarchy: Hierarchy;
  readonly books: Books;
}

const NOBODY: readonly PersonNumber[] = [];
const NONE: readonly Offer[] = [];

/**
 * Copies direct and split credit upwards, by the hierarchy on the line's date. Each credit reaches a person once, however many ways lead
 * there, and what several credits of one line bring to a person is one rollup credit: a 60/40 split under one manager rolls up as one
 * whole line. With own bookings excluded, a person with credit of their own in the line gets none of it rolled up.
 */
export function rollUp(direct: readonly Offer[], by: Rolling): readonly Offer[] {
  if (by.policy.rollups.length === 0) return NONE;
  const [only] = direct;
  if (only && direct.length === 1) return reached(only, direct, by);
  const gathered = new Map<PersonNumber, Offer>();
  for (const offer of direct) {
    for (const risen of reached(offer, direct, by)) {
      const known = gathered.get(risen.person);
      gathered.set(risen.person, known ? together(known, risen) : risen);
    }
  }
  return [...gathered.values()];
}

/** Two credits of one line that one person has: of the same whole. */
function together(a: Offer, b: Offer): Offer {
  const parts = a.parts + b.parts;
  const same = a.quota === undefined && b.quota === undefined;
  return same ? { ...a, parts } : { ...a, parts, quota: (a.quota ?? a.parts) + (b.quota ?? b.parts) };
}

/** What one credit brings to those it reaches, each once, by the rollup that comes first. */
function reached(offer: Offer, direct: readonly Offer[], by: Rolling): readonly Offer[] {
  const found: Offer[] = [];
  for (const rollup of by.policy.rollups) {
    for (const person of above(offer.person, rollup, by)) {
      const own = rollup.rollup.ownBookings === 'excluded' && direct.some((each) => each.person === person);
      if (own || found.some((each) => each.person === person) || !applies(rollup, person, by)) continue;
      found.push({ ...offer, person, giver: rollup.giver });
    }
  }
  return found;
}

function above(person: PersonNumber, { rollup }: ReadyRollup, by: Rolling): readonly PersonNumber[] {
  const { line, books } = by;
  if (rollup.to === 'participant.manager') {
    const managers = by.hierarchy.managersOn(person, line.date);
    return rollup.levels === 'all' || managers.length <= rollup.levels
      ? managers
      : managers.slice(0, rollup.levels);
  }
  const head = line.territory === null ? undefined : books.roster.headOn(line.territory, line.date);
  const number = head === undefined ? undefined : books.roster.numberOf(head);
  return number === undefined ? NOBODY : [number];
}

/** A rollup's own `when` asks about the line and the person it would reach. */
function applies(rollup: ReadyRollup, person: PersonNumber, { line, books }: Rolling): boolean {
  if (!rollup.holds) return true;
  books.row.takePerson(person, line.date);
  return rollup.holds(books.row.values);
}
