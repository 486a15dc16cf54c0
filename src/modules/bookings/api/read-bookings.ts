import { latestKnown } from '../../../platform/database/known.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { CursorKeys } from '../../../platform/graphql/schema/cursor.js';
import type { BookingType } from './booking.type.js';

/** A booking by what names it. */
export interface BookingNamed {
  readonly source: string;
  readonly id: string;
}

/** Which bookings; null lets everything through. */
export interface BookingFilter {
  readonly search: string | null;
  readonly salesperson: string | null;
  readonly territory: string | null;
  readonly account: string | null;
  readonly from: string | null;
  readonly until: string | null;
  readonly source: string | null;
  readonly lacksApproval: boolean | null;
}

const COLUMNS = 'id, source, external_id, booked_on, salesperson, territory, account, deal';
const KEYS = 'line.booked_on, line.source collate "C", line.external_id collate "C"';
const NEWEST = 'line.booked_on desc, line.source collate "C" desc, line.external_id collate "C" desc';

/** Without a `line` that became somebody else's since the telling of it that the actor sees: as now known it is not theirs. */
export const NOT_PASSED = `((select sees_all_bookings()) or line.id not in (select booking_lines_passed()))`;

/** Whether pay of a `line` is held, as found out last. */
const LACKS_APPROVAL = `(line.deal is not null and coalesce((
    select c.standing from booking_clearance c where c.source = line.source and c.booking = line.external_id and c.deal = line.deal
    order by c.nth desc limit 1), 'missing') = 'missing')`;

const FROM = `from (${latestKnown('booking_line', COLUMNS)}) line
  where ($2::text is null or position(lower($2) in lower(line.external_id)) > 0 or position(lower($2) in lower(line.account)) > 0)
    and ($3::text is null or line.salesperson = $3) and ($4::text is null or line.territory = $4)
    and ($5::text is null or line.account = $5) and ($6::date is null or line.booked_on >= $6::date)
    and ($7::date is null or line.booked_on < $7::date) and ($8::text is null or line.source = $8)
    and ($9::boolean is null or ${LACKS_APPROVAL} = $9) and ${NOT_PASSED}`;

/** The position last reached: facts known at it are facts as known now. */
export async function positionNow(tx: Transaction): Promise<string> {
  const [row] = await tx.query<{ position: string }>('select last_position() as position');
  return row?.position ?? '0';
}

/** A page of bookings, newest first. All lines of a booking have one date. */
export async function readBookingPage(
  tx: Transaction,
  filter: BookingFilter,
  { after, limit }: { after: CursorKeys | null; limit: number },
): Promise<BookingType[]> {
  const [date, source, id] = after ?? [null, null, null];
  return await tx.query<BookingType>(
    `select line.booked_on as date, line.source collate "C" as source, line.external_id collate "C" as id ${FROM}
       and ($10::date is null or (${KEYS}) < ($10::date, $11::text collate "C", $12::text collate "C"))
     group by ${KEYS} order by ${NEWEST} limit $13`,
    [...(await valuesOf(tx, filter)), date, source, id, limit],
  );
}

/** How many bookings a filter lets through. */
export async function countBookings(tx: Transaction, filter: BookingFilter): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `select count(*)::int as count from (select distinct line.source, line.external_id ${FROM}) booking`,
    await valuesOf(tx, filter),
  );
  return row?.count ?? 0;
}

/** Bookings by source and id, those that are known; also one that was the actor's and is no longer, for its revisions. */
export async function readBookings(tx: Transaction, wanted: readonly BookingNamed[]): Promise<BookingType[]> {
  return await tx.query<BookingType>(
    `select line.source, line.external_id as id, min(line.booked_on) as date
     from (${latestKnown('booking_line', COLUMNS)}) line join ${WANTED} on wanted.source = line.source and wanted.id = line.external_id
     group by line.source, line.external_id`,
    [await positionNow(tx), ...namesOf(wanted)],
  );
}

/** Bookings asked for by `namesOf`, as a table. */
export const WANTED = 'unnest($2::text[], $3::text[]) wanted (source, id)';

/** The values of `WANTED`. */
export function namesOf(wanted: readonly BookingNamed[]): readonly [sources: string[], ids: string[]] {
  return [wanted.map(({ source }) => source), wanted.map(({ id }) => id)];
}

/** One key for a booking of a source. */
export function bookingKey({ source, id }: BookingNamed): string {
  return `${source}\u001f${id}`;
}

async function valuesOf(tx: Transaction, filter: BookingFilter): Promise<unknown[]> {
  const { search, salesperson, territory, account, from, until, source, lacksApproval } = filter;
  return [await positionNow(tx), search, salesperson, territory, account, from, until, source, lacksApproval];
}
