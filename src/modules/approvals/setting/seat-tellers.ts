import { KNOWN_ROW } from '../../../platform/database/known.js';
import type { SignIns } from '../../../platform/database/sql/sign-ins.js';
import type { Transaction } from '../../../platform/database/transaction.js';

/**
 * That somebody reports to somebody: which participants whoever alone told it signs in as, or did then, and the position at which it was told first; nobody where it was no
 * user, or more than one told it.
 */
export interface Telling {
  readonly by: readonly string[];
  readonly at: bigint;
}

/** Under whose entry a seat was told. */
export interface SeatTold {
  readonly actor: string;
  readonly position: string;
}

interface Row extends SeatTold {
  readonly id: string;
  readonly participant: string;
  readonly manager: string | null;
  /** Whether it is of the day that is asked. */
  readonly stands: boolean;
}

/** Rows of seats that were told more than once. */
const TOLD_AGAIN = `
  select fact.id, fact.participant, fact.manager, a.actor, a.position::text as position,
    not fact.withdrawn and fact.effective_from <= $2 and (fact.effective_until is null or fact.effective_until > $2) as stands
  from assignment fact join audit_entry a on a.entry = fact.entry
  where fact.id in (select id from assignment where nth > 1) and ${KNOWN_ROW}
  order by fact.id, fact.revision, fact.nth`;

/** Who told a seat that was told once. */
export function tellingOf({ actor, position }: SeatTold, signIns: SignIns): Telling {
  const at = BigInt(position);
  return { by: signIns.peopleOf(actor, at), at };
}

/**
 * Seats that were told more than once, as known at a position, by the id of the row: who told that its person reports to its manager on a day. A seat that is told again with
 * the same manager, with another end or attribute, was told first when it first said so of that day.
 */
export async function readSeatTellers(
  { tx, position, day }: { readonly tx: Transaction; readonly position: bigint; readonly day: string },
  signIns: SignIns,
): Promise<ReadonlyMap<string, Telling>> {
  const found = new Map<string, Telling>();
  let before: Row | undefined;
  for (const row of await tx.query<Row>(TOLD_AGAIN, [position.toString(), day])) {
    const telling = tellingOf(row, signIns);
    const first = before && saysTheSame(before, row) ? found.get(row.id) : undefined;
    const by = telling.by.filter((person) => !first || first.by.includes(person));
    found.set(row.id, { by, at: first?.at ?? telling.at });
    before = row;
  }
  return found;
}

function saysTheSame(one: Row, other: Row): boolean {
  return (
    one.id === other.id &&
    one.stands &&
    other.stands &&
    one.participant === other.participant &&
    one.manager === other.manager
  );
}
