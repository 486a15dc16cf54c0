import { WINDOW_LINE } from '../../../engine/model/ledger.js';

/**
 * What one settlement works on, for the length of its transaction: the keys of the windows that differ from the last settled calculation,
 * chunk by chunk of participants, and what was told since; then, of the chunk at hand, the earnings and the ledger entries on either side of
 * each window, and the differences to be posted.
 */
export const SETTLING = `
  create temp table settling_key (chunk integer, participant text, incentive text, period text, period_from date) on commit drop;
  create temp table settling_booking (id uuid, name text collate "C", booked_on date, cleared boolean) on commit drop;
  create temp table settling_fact (number bigint, name text, participants text[], from_day date, until_day date) on commit drop;
  create temp table settling_earning (number integer, participant text, incentive text, fresh boolean, held_in bigint, earning_id uuid, first integer, held boolean)
    on commit drop;
  create temp table settling_entry (number integer, participant text, incentive text, entry bigint, place integer, position bigint) on commit drop;
  create temp table settling_line (number integer, line integer, booking_line uuid, tier text, rate numeric, change numeric,
    exact_change numeric, cause text[]) on commit drop;
`;

/** Before the next chunk. */
export const FORGET_CHUNK = 'truncate settling_earning, settling_entry, settling_line';

const keysOf = (calculation: string): string => `
  select participant, incentive, period, period_from, array_agg(earning_id order by earning_id) as earnings
  from manifest where calculation = ${calculation} and incentive <> '' group by 1, 2, 3, 4`;

/**
 * $1 the calculation, $2 the one settled last or null, $3 the windows of a chunk: the union of both sets of keys, without those that hold
 * the same earnings. A chunk holds whole participants, since a booking in one window moves another of the same participant.
 */
export const CHANGED_KEYS = `
  insert into settling_key
  select (min(place) over (partition by participant) - 1) / $3, participant, incentive, period, period_from
  from (
    select row_number() over (order by participant collate "C") as place, participant, incentive, period, period_from
    from (${keysOf('$1')}) now full join (${keysOf('$2')}) before using (participant, incentive, period, period_from)
    where now.earnings is distinct from before.earnings
      or (participant, incentive, period, period_from) in (select participant, incentive, period, period_from from settling_moved)
  ) changed`;

/** $1 the calculation, $2 the chunk. */
export const EARNINGS = `
  select k.participant, k.incentive, e.plan, e.version, e.currency, e.period, e.period_from, e.period_until, e.window_from,
    e.earning_id, e.calculation as held_in, e.amount, e.lines, coalesce(s.lines, 0) as held_lines, coalesce(s.amount, 0) as held_amount
  from settling_key k
  join manifest m on m.calculation = $1 and m.participant = k.participant and m.incentive = k.incentive and m.period = k.period
    and m.period_from = k.period_from
  join earning e on e.calculation = m.held_in and e.earning_id = m.earning_id
  left join settling_split s on s.held_in = e.calculation and s.earning_id = e.earning_id
  where k.chunk = $2
  order by e.earning_id`;

/** $1 the chunk. */
export const ENTRIES = `
  select l.entry, l.number, a.position, l.participant, l.incentive, l.currency, l.calendar, l.every, l.origin, l.origin_from,
    l.origin_until, l.state, l.lines
  from settling_key k
  join ledger_entry l on l.participant = k.participant and l.incentive = k.incentive and l.origin_from = k.period_from
    and l.origin = k.period
  join audit_entry a on a.entry = l.entry
  where k.chunk = $1 and l.kind in ('earning', 'waiver')`;

/** A window that nothing was posted on takes its earnings' lines as they are. $1 the entry, $2 the calculations that hold them. */
export const POST_FRESH = `
  with written as (
    insert into ledger_line (entry, number, line, booking_line, tier, rate, change, exact_change, cause)
    select $1, s.number, s.first + l.seq, l.booking_line, l.tier, l.rate, l.amount, l.exact_amount, '{}'
    from settling_earning s join earning_line l on l.calculation = s.held_in and l.earning_id = s.earning_id
    where s.fresh and l.calculation = any ($2) and (l.amount <> 0 or l.exact_amount <> 0)
    returning number, change
  )
  select number, sum(change) as change, count(*)::integer as lines from written group by number`;

/** Windows by their numbers, and of them the booking lines from one on and before another; rounding lines come after all. */
export interface Slice {
  readonly first: number;
  readonly last: number;
  readonly from: string | null;
  readonly before: string | null;
}

/** Whether the window still earns a line that went into what is held or out of it: where it does not, its credit went, and that is not why. */
const STAYS = `exists (select from settling_moved m where m.booking_line = both_sides.booking_line and m.participant = both_sides.participant
  and m.incentive = both_sides.incentive)`;

/** Both sides of a slice, a booking line's rows together: what is no booking's first, the rounding line of a window last. */
export const sidesOf = (slice: Slice, holding: readonly bigint[]): string => `
  copy (
    select number, booking_line, side, exact, change, tier, rate,
      case when told.cleared and cleared.said is not null then null else told.name end,
      case when cleared.held = cleared.before or ${STAYS} then cleared.said end,
      case when cleared.other_reason then 2 when cleared.held <> cleared.before and ${STAYS} then 1 else 0 end
    from (
      select s.number, s.participant, s.incentive, l.booking_line, 0 as side, l.seq as place, l.exact_amount as exact, l.amount as change, l.tier, l.rate
      from settling_earning s join earning_line l on l.calculation = s.held_in and l.earning_id = s.earning_id
      where not s.fresh and ${within(slice)} and l.calculation = any (array[${holding.join(', ')}]::bigint[])
        and (s.held is null or s.held = exists (select from settling_clearance c where c.booking_line = l.booking_line and c.held))
      union all
      select s.number, s.participant, s.incentive, l.booking_line, 1, s.position, l.exact_change, l.change, l.tier, l.rate
      from settling_entry s join ledger_line l on l.entry = s.entry and l.number = s.place
      where ${within(slice)}
    ) both_sides
    left join settling_booking told on told.id = booking_line
    left join settling_clearance cleared using (booking_line)
    order by number, booking_line nulls last, side, place
  ) to stdout (format binary)`;

function within({ first, last, from, before }: Slice): string {
  const windows = `s.number between ${first} and ${last}`;
  if (before !== null)
    return `${windows} and l.booking_line < '${before}' and l.booking_line >= '${from ?? WINDOW_LINE}'`;
  return from === null ? windows : `${windows} and (l.booking_line is null or l.booking_line >= '${from}')`;
}

export const TAKE_DIFFERENCES = 'copy settling_line from stdin (format binary)';

/** $1 the entry. */
export const POST_DIFFERENCES = `
  insert into ledger_line (entry, number, line, booking_line, tier, rate, change, exact_change, cause)
  select $1, number, line, booking_line, tier, rate, change, exact_change, cause from settling_line`;
