import type { Day } from '../../kernel/day.js';
import { compareText } from '../../kernel/text-order.js';
import type { Causes, WindowKey } from '../../model/ledger.js';

/** A booking line that was added, amended or withdrawn since the last settlement, and whose pay it touches. */
export interface ChangedBooking {
  readonly bookingLine: string;
  readonly name: string;
  readonly date: Day;
  readonly participants: readonly string[];
}

/** Another fact or document that changed. `participants` null: it may touch anybody's pay, as who holds a territory does. */
export interface ChangedFact {
  readonly name: string;
  readonly participants: readonly string[] | null;
  readonly from: Day;
  readonly until: Day | null;
}

/** Everything that changed since the last settlement. */
export interface ChangesSince {
  readonly bookings: Iterable<ChangedBooking>;
  readonly facts: readonly ChangedFact[];
  /** Where the window of the measure behind a key begins: a January booking moves February's pay when both are in one quarter. */
  measuredFrom(key: WindowKey): Day;
}

/** More names than these on one line tell nobody anything. */
const MOST_NAMES = 8;

/** A difference for which no changed fact was found: the calculation itself is another, by a newer engine. */
const RECALCULATED = 'recalculated';

/**
 * Why lines changed. A line whose own booking changed names that revision. Any other was moved by the bookings of its participant in
 * the same window, up to the end of its own period, and by the participant's quotas, assignments and documents; where there are none,
 * by the facts that may touch anybody.
 */
export function nameCauses(changes: ChangesSince): Causes {
  const own = new Map<string, string>();
  const bookings = new Map<string, ChangedBooking[]>();
  for (const booking of changes.bookings) {
    own.set(booking.bookingLine, booking.name);
    for (const participant of booking.participants) listAt(bookings, participant).push(booking);
  }
  const facts = new Map<string, ChangedFact[]>();
  for (const fact of changes.facts) {
    for (const participant of fact.participants ?? []) listAt(facts, participant).push(fact);
  }
  const common = changes.facts.filter((fact) => fact.participants === null);
  const ofWindow = (key: WindowKey): readonly string[] => {
    const from = changes.measuredFrom(key);
    const dated = (bookings.get(key.participant) ?? []).filter(
      ({ date }) => from <= date && date < key.origin.until,
    );
    const touching = [...dated, ...inForce(facts.get(key.participant) ?? [], key, from)];
    return names(touching.length > 0 ? touching : inForce(common, key, from));
  };
  return { ofLine: (bookingLine) => own.get(bookingLine), ofWindow: once(ofWindow) };
}

/** A window is asked for each of its lines; its answer is worked out once. */
function once(ofWindow: (key: WindowKey) => readonly string[]): (key: WindowKey) => readonly string[] {
  const known = new Map<WindowKey, readonly string[]>();
  return (key) => {
    const answer = known.get(key) ?? ofWindow(key);
    known.set(key, answer);
    return answer;
  };
}

function inForce(facts: readonly ChangedFact[], key: WindowKey, from: Day): readonly ChangedFact[] {
  return facts.filter((fact) => fact.from < key.origin.until && (fact.until === null || from < fact.until));
}

function names(changes: readonly { readonly name: string }[]): readonly string[] {
  const all = [...new Set(changes.map(({ name }) => name))].sort(compareText);
  if (all.length === 0) return [RECALCULATED];
  if (all.length <= MOST_NAMES) return all;
  return [...all.slice(0, MOST_NAMES), `and ${all.length - MOST_NAMES} more`];
}

function listAt<T>(lists: Map<string, T[]>, key: string): T[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}
