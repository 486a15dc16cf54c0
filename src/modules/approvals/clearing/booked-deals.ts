import { readDay, type Day } from '../../../engine/kernel/day.js';
import { linesOfDeals } from '../../../platform/database/booked/clearances.sql.js';
import type { Clearance, Lack, Needed } from '../../../engine/approvals/request/clearance.js';
import type { Transaction } from '../../../platform/database/transaction.js';

/** A booking and the deal that it says it comes from. */
export interface BookedDeal {
  readonly source: string;
  readonly booking: string;
  readonly deal: string;
}

/** What was found out last of a booking; `nth` is 0 before the first time. */
export interface KnownClearance extends BookedDeal {
  /** The last day of its lines. */
  readonly bookedOn: Day;
  readonly nth: number;
  readonly clearance: Clearance | null;
}

interface Row extends BookedDeal {
  readonly booked_on: string;
  readonly nth: number | null;
  readonly standing: Clearance['standing'] | null;
  readonly lacks: Lack | null;
  readonly request: string | null;
  readonly says: string | null;
  readonly rests_on: readonly Needed[];
}

/** SQL: bookings that name deals, or those of `which`, as known at position `at`, each with the last day of its lines. */
export const bookedDeals = (at: string, which?: string): string => `
  select source, external_id as booking, deal, max(booked_on) as booked_on
  from (${linesOfDeals(at, which)}) line where deal is not null and not withdrawn group by 1, 2, 3`;

/** Of these, those that are still booked so, each with what was found out last. */
export async function knownClearances(
  tx: Transaction,
  position: bigint,
  of: readonly BookedDeal[],
): Promise<readonly KnownClearance[]> {
  const columns = [
    of.map(({ source }) => source),
    of.map(({ booking }) => booking),
    of.map(({ deal }) => deal),
  ];
  const rows = await tx.query<Row>(
    `select booked.*, last.nth, last.standing, last.lacks, last.request, last.says, last.rests_on
     from (${bookedDeals('$1', '= any($4::text[])')}) booked join unnest($2::text[], $3::text[], $4::text[]) wanted (source, booking, deal) using (source, booking, deal)
     left join lateral (
       select c.nth, c.standing, c.lacks, c.request, c.says, c.rests_on from booking_clearance c
       where c.source = booked.source and c.booking = booked.booking and c.deal = booked.deal order by c.nth desc limit 1
     ) last on true
     order by booked.source collate "C", booked.booking collate "C", booked.deal collate "C"`,
    [position, ...columns],
  );
  return rows.map((row) => {
    const { source, booking, deal, nth } = row;
    const bookedOn = readDay(row.booked_on) ?? 0;
    return { source, booking, deal, bookedOn, nth: nth ?? 0, clearance: clearanceIn(row) };
  });
}

function clearanceIn({
  standing,
  lacks,
  request,
  says,
  rests_on: restsOn,
}: Omit<Row, keyof BookedDeal | 'booked_on'>): Clearance | null {
  if (standing === 'missing' && lacks !== null) return { standing, lacks, request, says };
  if (standing === 'approved' && request !== null) return { standing, request, restsOn };
  return standing === 'not-needed' ? { standing, request: null } : null;
}

/** On whose decisions the approval rests, and what was passed over for it, as it is stored and compared. */
export function writeRestsOn(clearance: Clearance): string {
  const needed = clearance.standing === 'approved' ? clearance.restsOn : [];
  return JSON.stringify(
    needed.map((of) => of.map(({ people, rollup, passedOver }) => ({ people, rollup, passedOver }))),
  );
}
