import { ENTRIES_BETWEEN } from '../../../platform/database/told-between.js';
import { holdersOf } from '../reading/holders.js';
import type { ChangedBookings } from './changed-facts.js';
import { datesAny, daysNow, type DayReading } from './days-now.js';

/** Bookings whose days are worked out one by one; of more it is said that they may count in any period. */
const MOST_BOOKINGS = 10_000;

/** What changed since a calculation, up to a position. */
export interface ChangedSince {
  readonly calculation: bigint;
  readonly since: bigint;
  readonly until: bigint;
  readonly bookings: readonly ChangedBookings[];
}

const TOLD = `
  with since as materialized (${ENTRIES_BETWEEN}),
  told as (select distinct b.source, b.external_id from since join booking_line b on b.entry = since.entry)`;

/** Lines of the bookings that changed, as known at one of the positions $1 and $2. */
const linesAt = (position: '$1' | '$2'): string => `${TOLD},
  known as materialized (select entry from known_entries(${position})),
  line as (
    select * from (
      select distinct on (b.id) b.id, b.booked_on, b.withdrawn from told join booking_line b using (source, external_id)
      where b.entry in (select entry from known) order by b.id, b.revision desc, b.nth desc) newest
    where not withdrawn
  )`;

/** On which days they counted in calculation $3, whose blocks those of $4 hold: the booking date of what counted on no other. */
const BEFORE = `${linesAt('$1')}
  select distinct coalesce(credited.counted, line.booked_on::text) as day
  from line left join lateral (
    select x.working -> 'counted' ->> l.seq::text as counted
    from earning_line l join manifest m on m.calculation = $3 and m.held_in = l.calculation and m.earning_id = l.earning_id
    join earning x on x.calculation = l.calculation and x.earning_id = l.earning_id
    where l.booking_line = line.id and l.calculation = any($4::bigint[]) and x.calculation = any($4::bigint[])
  ) credited on true`;

const BOOKED = `${linesAt('$2')} select distinct line.booked_on::text as day from line`;

/**
 * The days on which bookings that changed counted in the latest calculation, and on which they count now: a plan may date them otherwise than
 * they are booked. Null where they are too many to say.
 */
export async function daysCounted(
  reading: DayReading,
  { calculation, since, until, bookings }: ChangedSince,
): Promise<readonly string[] | null> {
  if (bookings.length === 0) return [];
  const { tx, rulebook } = reading;
  const dates = rulebook !== null && datesAny(rulebook);
  const span = [since, until];
  const told = await tx.query<{ source: string; external_id: string }>(
    `${TOLD} select source, external_id from told limit ${MOST_BOOKINGS + 1}`,
    span,
  );
  if (told.length > MOST_BOOKINGS) return dates ? null : bookings.map(({ day }) => day);
  const holders = await holdersOf(tx, [calculation]);
  const before = await tx.query<{ day: string }>(BEFORE, [...span, calculation, holders]);
  const now = dates
    ? await daysNow(reading, { rulebook, until, bookings }, told)
    : (await tx.query<{ day: string }>(BOOKED, span)).map(({ day }) => day);
  return [...new Set([...before.map(({ day }) => day), ...now])].sort();
}
