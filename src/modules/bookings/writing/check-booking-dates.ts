import type { Transaction } from '../../../platform/database/transaction.js';
import { knownRows } from './known.js';

/**
 * The lines of one booking have one date and one sequence: they stand beside each other in the order in which credits accumulate, whoever
 * else booked that day. A line that would stand apart from an earlier line of the file, or from one already known, is a fault.
 */
export async function checkBookingDates(tx: Transaction, source: string): Promise<void> {
  await tx.query(TOLD, [source]);
  await tx.query(APART);
}

/** What would be known of every line of the bookings that have several; `line` is null where the file does not tell it. */
const TOLD = `create temporary table stage_booking on commit drop as
  with known as materialized (
    select id, revision, null::integer as line, external_id, booked_on, sequence, withdrawn from ${knownRows('booking_line')} fact
    where fact.source = $1 and fact.external_id in (select external_id from stage)
  ), told as (
    select id, coalesce(given, 2147483647) as revision, line, external_id, booked_on, sequence, withdrawn from stage
    union all select * from known
  ), several as (
    select external_id from told group by external_id having count(distinct id) > 1
  )
  select distinct on (id) * from told where external_id in (select external_id from several)
  order by id, revision desc, line nulls last`;

const APART = `insert into stage_fault
  select distinct on (a.line) a.line, 'apart', 'date', a.booked_on::text,
    b.booked_on || case when a.booked_on = b.booked_on then ', sequence ' || b.sequence else '' end
  from stage_booking a join stage_booking b on b.external_id = a.external_id and b.id <> a.id and (b.line is null or b.line < a.line)
  where a.line is not null and not a.withdrawn and not b.withdrawn and (a.booked_on, a.sequence) <> (b.booked_on, b.sequence)
  order by a.line, b.line nulls first`;
