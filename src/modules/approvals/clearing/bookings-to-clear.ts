import { TELLING } from '../../../platform/database/telling.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { bookedDeals, type BookedDeal } from './booked-deals.js';
import { touchedDeals } from './told/touched-deals.js';

/** A booking that is to be looked at, since a position; `failed`: looking at it failed the last time. */
export interface BookingToClear extends BookedDeal {
  readonly position: string;
  readonly failed: boolean;
}

/** Whatever may change what a matrix says of any deal. */
const OF_ALL = [TELLING.publish, TELLING.publishVersion, TELLING.retireVersion, TELLING.undo];

const KEEP = `
  on conflict (source, booking, deal) do update set position = excluded.position`;

/**
 * Writes down which bookings are to be looked at because of what was told since this was done last: those of a deal of which, or of whose account or seller, anything was told, whether
 * they lack anything or not; all where rules were published or an import was taken back, and the first time. Who comes second finds it done.
 */
export async function findBookingsToClear(tx: Transaction): Promise<void> {
  const [progress] = await tx.query<{ position: string | null }>(
    'select position from clearing_progress for update',
  );
  const [last] = await tx.query<{ position: string }>('select last_position() as position');
  const [since, now] = [progress?.position ?? null, last?.position ?? '0'];
  if (since === now) return;
  const into = 'insert into booking_to_clear (source, booking, deal, position)';
  if (since === null || (await isOfAll(tx, since, now)))
    await tx.query(
      `${into} select booked.source, booked.booking, booked.deal, $1::bigint from (${bookedDeals('$1')}) booked ${KEEP}`,
      [now],
    );
  else {
    const booked = bookedDeals('$2', 'in (select deal from touched)');
    const sql = `with touched as materialized (${await touchedDeals(tx, { since, now })})
      ${into} select booked.source, booked.booking, booked.deal, $2::bigint from (${booked}) booked ${KEEP}`;
    await tx.query(sql, [since, now]);
  }
  await tx.query('update clearing_progress set position = $1', [now]);
}

async function isOfAll(tx: Transaction, since: string, now: string): Promise<boolean> {
  const [row] = await tx.query<{ found: boolean }>(
    'select exists (select from audit_entry where position > $1 and position <= $2 and action = any($3::text[])) as found',
    [since, now, OF_ALL],
  );
  return row?.found === true;
}

/** The next that are to be looked at, in their order: of those that failed the last time, or of the others. */
export async function readBookingsToClear(
  tx: Transaction,
  {
    failed,
    after,
    most,
  }: { readonly failed: boolean; readonly after: BookedDeal | undefined; readonly most: number },
): Promise<readonly BookingToClear[]> {
  return await tx.query<BookingToClear>(
    `select source, booking, deal, position, failed from booking_to_clear
     where failed = $1 and ($2::text is null or (source, booking, deal) > ($2, $3, $4))
     order by source, booking, deal limit $5`,
    [failed, after?.source ?? null, after?.booking ?? null, after?.deal ?? null, most],
  );
}

/** Takes those out that were looked at, but for those of which more was told meanwhile. */
export async function bookingsCleared(tx: Transaction, of: readonly BookingToClear[]): Promise<void> {
  await tx.query(
    `delete from booking_to_clear b using unnest($1::text[], $2::text[], $3::text[], $4::bigint[]) done (source, booking, deal, position)
     where (b.source, b.booking, b.deal, b.position) = (done.source, done.booking, done.deal, done.position)`,
    columnsOf(of),
  );
}

/** Marks one that could not be looked at, so that it is tried again by itself. */
export async function bookingFailed(
  tx: Transaction,
  { source, booking, deal }: BookingToClear,
): Promise<void> {
  await tx.query(
    'update booking_to_clear set failed = true where source = $1 and booking = $2 and deal = $3 and not failed',
    [source, booking, deal],
  );
}

function columnsOf(of: readonly BookingToClear[]): readonly (readonly string[])[] {
  return [
    of.map(({ source }) => source),
    of.map(({ booking }) => booking),
    of.map(({ deal }) => deal),
    of.map(({ position }) => position),
  ];
}
