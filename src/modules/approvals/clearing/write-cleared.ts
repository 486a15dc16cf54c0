import type { Clearance } from '../../../engine/approvals/request/clearance.js';
import type { ChangeTransaction } from '../../../platform/database/transaction.js';
import { writeRestsOn, type BookedDeal } from './booked-deals.js';

/** What was found out of a booking that is another than before. */
export interface Cleared extends BookedDeal {
  readonly nth: number;
  readonly clearance: Clearance;
}

/** Writes down what was found out. */
export async function writeCleared(tx: ChangeTransaction, cleared: readonly Cleared[]): Promise<void> {
  if (cleared.length === 0) return;
  const rows = cleared.map(({ source, booking, deal, nth, clearance }) => [
    source,
    booking,
    deal,
    nth,
    clearance.standing,
    clearance.standing === 'missing' ? clearance.lacks : null,
    clearance.request,
    clearance.standing === 'missing' ? (clearance.says ?? null) : null,
    writeRestsOn(clearance),
  ]);
  const columns = Array.from({ length: 9 }, (_, at) => rows.map((row) => row[at]));
  await tx.query(
    `insert into booking_clearance (entry, source, booking, deal, nth, standing, lacks, request, says, rests_on)
     select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::int[], $6::text[], $7::text[], $8::uuid[], $9::text[], $10::jsonb[])`,
    [tx.entry.toString(), ...columns],
  );
}
