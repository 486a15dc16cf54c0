import { KNOWN_ROW } from '../../../../platform/database/known.js';
import type { Transaction } from '../../../../platform/database/transaction.js';

/** A deal that has no line left, the position by which that is so, and those at which its bookings were first told. */
export interface Emptied {
  readonly deal: string;
  readonly by: bigint;
  readonly bookedAt: readonly bigint[];
}

interface Row {
  readonly deal: string;
  /** Empty for its head. */
  readonly part: string;
  readonly revision: number;
  readonly position: string;
  readonly withdrawn: boolean;
}

const TOLD = `
  select told.deal, told.part, told.revision, told.withdrawn, a.position from (
    select external_id as deal, '' as part, revision, nth, withdrawn, entry from deal fact where external_id = any($2::text[]) and ${KNOWN_ROW}
    union all select deal, id::text, revision, nth, withdrawn, entry from deal_line fact where deal = any($2::text[]) and ${KNOWN_ROW}
  ) told join audit_entry a on a.entry = told.entry order by a.position, told.part, told.revision, told.nth`;

/**
 * From which position on the last lines of deals were withdrawn, as known at a position, by deal; nothing of one that had none. Lines that are withdrawn one after the other, with nothing
 * of the deal told nor booked in between, go together.
 */
export async function lastLinesWithdrawn(
  tx: Transaction,
  position: bigint,
  deals: readonly Emptied[],
): Promise<ReadonlyMap<string, bigint>> {
  const rows = new Map<string, Row[]>(deals.map(({ deal }) => [deal, []]));
  for (const row of await tx.query<Row>(TOLD, [position, [...rows.keys()]])) rows.get(row.deal)?.push(row);
  const found = new Map<string, bigint>();
  for (const { deal, by, bookedAt } of deals) {
    const told = (rows.get(deal) ?? []).filter((row) => BigInt(row.position) < by);
    const gone = withdrawalsIn(told);
    const last = gone.at(-1);
    if (last === undefined) continue;
    const between = bookedAt.filter((each) => each < last);
    found.set(deal, gone.find((each) => between.every((booked) => booked < each)) ?? last);
  }
  return found;
}

/** The positions at which the last lines of a deal were withdrawn, with nothing else told of it in between. */
function withdrawalsIn(told: readonly Row[]): readonly bigint[] {
  const revisions = new Map<string, number>();
  const left = new Set<string>();
  let gone: bigint[] = [];
  for (const { part, revision, position, withdrawn } of told) {
    if ((revisions.get(part) ?? 0) > revision) continue;
    revisions.set(part, revision);
    if (part !== '' && withdrawn) {
      if (left.delete(part)) gone.push(BigInt(position));
      continue;
    }
    if (part !== '') left.add(part);
    // What is told of a deal that has no line left changes nothing of when these went.
    if (left.size > 0) gone = [];
  }
  return gone;
}
