import type { BookingLine, FactValue } from '../../model/facts.js';
import type { Roster } from '../../model/roster.js';
import type { CreditPart } from '../../rulebook/rulebook.js';
import type { JudgingRow } from './judging-row.js';

/** One person's whole parts of a line; those that retire quota where they are others than those that are paid on. */
export interface Share {
  readonly person: string;
  readonly parts: number;
  readonly quota?: number;
}

/** How a rule divides a line: parts of a total, and the relations that named nobody, whose parts nobody gets. */
export interface Division {
  readonly shares: readonly Share[];
  readonly of: number;
  readonly nobody: readonly string[];
}

const NOBODY: readonly string[] = [];

/** The ids a relation names for a line: the salesperson, the holders of the territory that day, or a person who came with the line. */
export function peopleOf(
  relation: string,
  line: BookingLine,
  by: { roster: Roster; row: JudgingRow },
): readonly string[] {
  if (by.row.asIf?.has(relation)) return idsOf(by.row.asIf.get(relation));
  if (relation === 'booking.salesperson') return line.salesperson === null ? NOBODY : [line.salesperson];
  if (relation === 'territory.holders')
    return line.territory === null ? NOBODY : by.roster.holdersOn(line.territory, line.date);
  if (relation === 'territory.group-manager') {
    const head = line.territory === null ? undefined : by.roster.headOn(line.territory, line.date);
    return head === undefined ? [] : [head];
  }
  const place = by.row.lineFacts.indexOf(relation);
  return idsOf(line.facts[place]);
}

function idsOf(value: FactValue): readonly string[] {
  return typeof value === 'string' && value !== '' ? [value] : [];
}

/** Parts that stand in the document: the same for every line. */
export interface FixedPart {
  readonly to: string;
  readonly parts: number | 'equal';
}

/** Whether all parts of a rule stand in it as whole numbers, and retire quota as they are paid. */
export function isFixed(credit: readonly CreditPart[]): credit is readonly FixedPart[] {
  return credit.every(
    ({ parts, quotaParts }) => (typeof parts === 'number' || parts === 'equal') && quotaParts === undefined,
  );
}

/**
 * Divides a line by whole parts, exactly. `equal` gives each person of a relation one part; a number of parts for several people is
 * shared equally among them. Somebody named twice gets both parts as one.
 */
export function shareOut(
  credit: readonly FixedPart[],
  people: (relation: string) => readonly string[],
): Division {
  const [only] = credit;
  if (only && credit.length === 1) {
    const among = people(only.to);
    const [one] = among;
    if (one !== undefined && among.length === 1)
      return { shares: [{ person: one, parts: 1 }], of: 1, nobody: NOBODY };
  }
  const named = credit.map((part) => ({ part, people: people(part.to) }));
  const finest = named.reduce(
    (all, { part, people: { length } }) => (part.parts === 'equal' || length < 2 ? all : all * length),
    1,
  );
  const parts = new Map<string, number>();
  let of = 0;
  for (const { part, people: among } of named) {
    const total = (part.parts === 'equal' ? Math.max(among.length, 1) : part.parts) * finest;
    of += total;
    for (const person of among) parts.set(person, (parts.get(person) ?? 0) + total / among.length);
  }
  const shares = [...parts].map(([person, own]) => ({ person, parts: own }));
  return { shares, of, nobody: named.filter((each) => each.people.length === 0).map((each) => each.part.to) };
}
