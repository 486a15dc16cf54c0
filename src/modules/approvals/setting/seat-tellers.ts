import { KNOWN_ROW } from '../../../platform/database/known.js';
import type { Transaction } from '../../../platform/database/transaction.js';

/** That somebody reports to somebody: which participant alone told it, and the position at which it was told first; nobody where it was no user, or more than one told it. */
export interface Telling {
  readonly by: string | null;
  readonly at: bigint;
}

interface Row {
  readonly id: string;
  readonly participant: string;
  readonly manager: string | null;
  /** Whether it is of the day that is asked. */
  readonly stands: boolean;
  readonly toldBy: string | null;
  readonly toldAt: string;
}

/** Rows of seats that were told more than once. */
const TOLD_AGAIN = `
  select fact.id, fact.participant, fact.manager,
    not fact.withdrawn and fact.effective_from <= $2 and (fact.effective_until is null or fact.effective_until > $2) as stands,
    (select u.participant from kicker_user u where u.user_id::text = a.actor) as "toldBy", a.position::text as "toldAt"
  from assignment fact join audit_entry a on a.entry = fact.entry
  where fact.id in (select id from assignment where nth > 1) and ${KNOWN_ROW}
  order by fact.id, fact.revision, fact.nth`;

/**
 * Seats that were told more than once, as known at a position, by the id of the row: who told that its person reports to its manager on a day. A seat that is told again with
 * the same manager, with another end or attribute, was told first when it first said so of that day.
 */
export async function readSeatTellers(
  tx: Transaction,
  { position, day }: { readonly position: bigint; readonly day: string },
): Promise<ReadonlyMap<string, Telling>> {
  const found = new Map<string, Telling>();
  let before: Row | undefined;
  for (const row of await tx.query<Row>(TOLD_AGAIN, [position.toString(), day])) {
    const first = before && saysTheSame(before, row) ? found.get(row.id) : undefined;
    found.set(row.id, {
      by: !first || first.by === row.toldBy ? row.toldBy : null,
      at: first?.at ?? BigInt(row.toldAt),
    });
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
