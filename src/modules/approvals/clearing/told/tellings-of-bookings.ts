import { keyOf } from '../../../../engine/approvals/booked/fit-deal.js';
import { add, compare, readDecimal, ZERO, type Ratio } from '../../../../engine/kernel/ratio.js';
import { KNOWN_ROW } from '../../../../platform/database/known.js';
import type { Transaction } from '../../../../platform/database/transaction.js';
import type { BookedDeal } from '../booked-deals.js';

/** The positions at which a booking was first told as one of a deal, and from which on it never came to less than it does by now. */
export interface TellingsOfBooking {
  readonly deal: string;
  readonly first: bigint;
  readonly raised: bigint;
}

interface Row extends BookedDeal {
  readonly line: string;
  readonly revision: number;
  readonly position: string;
  readonly net: string;
  /** Whether it is a line of the deal by this telling. */
  readonly counts: boolean;
}

/** Lines that named a deal by any telling, by each telling of them that is known. */
const TOLD = `
  select line.source, line.booking, line.deal, fact.id as line, fact.revision, fact.net, a.position, fact.deal is not distinct from line.deal and not fact.withdrawn as counts
  from (select distinct id, source, external_id as booking, deal from booking_line where deal = any($2::text[])) line
  join booking_line fact on fact.id = line.id join audit_entry a on a.entry = fact.entry
  where ${KNOWN_ROW} order by a.position, fact.id, fact.revision, fact.nth`;

/** When bookings of deals were told, as known at a position, by `nameOf`. */
export async function tellingsOfBookings(
  tx: Transaction,
  position: bigint,
  deals: readonly string[],
): Promise<ReadonlyMap<string, TellingsOfBooking>> {
  const ofBookings = new Map<string, Row[]>();
  for (const row of await tx.query<Row>(TOLD, [position, deals])) {
    const known = ofBookings.get(nameOf(row));
    if (known) known.push(row);
    else ofBookings.set(nameOf(row), [row]);
  }
  return new Map(
    [...ofBookings].flatMap(([name, told]) =>
      told.some(({ counts }) => counts) ? [[name, tellingsIn(told[0]?.deal ?? '', told)]] : [],
    ),
  );
}

function tellingsIn(deal: string, told: readonly Row[]): TellingsOfBooking {
  const lines = new Map<string, Row>();
  const first = BigInt(told.find(({ counts }) => counts)?.position ?? 0);
  const sums: { readonly position: bigint; readonly sum: Ratio }[] = [];
  told.forEach((row, place) => {
    if ((lines.get(row.line)?.revision ?? 0) <= row.revision) lines.set(row.line, row);
    // What is told at once is one telling.
    if (told[place + 1]?.position === row.position) return;
    const own = [...lines.values()].filter(({ counts }) => counts);
    if (own.length === 0) return;
    const sum = own.reduce((all, { net }) => add(all, readDecimal(net) ?? ZERO), ZERO);
    sums.push({ position: BigInt(row.position), sum });
  });
  // An amount that was told by mistake and corrected made it no larger; one that is told again after less was is told then.
  const last = sums.at(-1);
  const below = sums.findLastIndex(({ sum }) => last !== undefined && compare(sum, last.sum) < 0);
  return { deal, first, raised: sums[below + 1]?.position ?? first };
}

/** Names a booking of a deal. */
export function nameOf({ deal, source, booking }: BookedDeal): string {
  return JSON.stringify([deal, keyOf({ source, booking })]);
}
