import { LACKS, NOT_LOOKED_AT } from '../../../engine/approvals/request/clearance.js';
import {
  clearancesKnown,
  linesOfDeals,
  linesThatChange,
} from '../../../platform/database/booked/clearances.sql.js';

/**
 * Booking lines whose pay is held now or was by the settlement before, with the words for it and whether they were others before; earnings of which lines are held, with what these come to;
 * and the lines that went into it or out of it, with the keys of the windows that earn them.
 */
export const HOLDING = `
  create temp table settling_clearance (booking_line uuid, held boolean, before boolean, other_reason boolean, said text) on commit drop;
  create temp table settling_split (held_in bigint, earning_id uuid, lines integer, amount numeric) on commit drop;
  create temp table settling_moved (participant text, incentive text, period text, period_from date, booking_line uuid) on commit drop;
`;

/** Whether any booking ever named a deal: where none did, nothing is held and nothing of this is read. */
export const ANY_DEALS = `select exists (select from booking_line where deal is not null) as found`;

const words = Object.entries(LACKS)
  .map(([lack, said]) => `when '${lack}' then '${said}'`)
  .join(' ');

/** Levels that were passed over for the approval `c`, of several approvals by the same matrix those of the first; null where there are none. */
const PASSED_OVER = `(
  select string_agg(distinct level, ' and ' order by level)
  from jsonb_array_elements(c.rests_on) needed (approvals), jsonb_array_elements_text(needed.approvals -> 0 -> 'passedOver') each (level))`;

/** Lines that name a deal, or named one before, as known at a position: whether their pay is held, and why or why no longer; and on whose decisions it rests. */
const OF_DEALS = `
  select line.id as booking_line, line.deal is not null and coalesce(c.standing = 'missing', true) as held,
    case when line.deal is null then 'it names no deal any more'
      when c.standing = 'approved' then format('deal %s was approved', line.deal) || coalesce(', ' || ${PASSED_OVER} || ' passed over', '')
      when c.standing = 'not-needed' then format('deal %s needs no approval', line.deal)
      when c.lacks is null then format('deal %s ${NOT_LOOKED_AT}', line.deal)
      else format('deal %s %s', line.deal, coalesce(c.says, case c.lacks ${words} end)) end as said,
    line.source, line.external_id as booking, line.deal, nullif(c.rests_on, '[]') as rests_on,
    line.withdrawn, line.deal is null and line.changes is not null as follows
  from line left join cleared c on c.source = line.source and c.booking = line.external_id and c.deal = line.deal`;

/**
 * Whom a calculation credits for the bookings of lines whose approval rests on somebody's decision, with more than nothing: who is credited for a return alone
 * gains nothing by it. All of them, and those who do not earn by rollup alone.
 */
const credited = (calculation: string): string => `
  select told.source, told.booking, told.deal, array_agg(m.participant) as everybody,
    coalesce(array_agg(m.participant) filter (where l.credit_kind <> 'rollup'), '{}') as direct
  from told join earning_line l on l.booking_line = told.booking_line and l.calculation = any (array(select distinct held_in from manifest where calculation = ${calculation}))
  join manifest m on m.calculation = ${calculation} and m.held_in = l.calculation and m.earning_id = l.earning_id
  where told.rests_on is not null and not told.held and l.credit > 0 group by told.source, told.booking, told.deal`;

/** Of these bookings those that pay somebody in each approval that would do by one of the matrices that ask. Who earns by rollup alone counts where the matrix says so. */
const PAYING = `
  select of.source, of.booking, of.deal, of.rests_on
  from (select distinct source, booking, deal, rests_on from told where rests_on is not null and not held) of
  join credited on credited.source = of.source and credited.booking = of.booking and credited.deal = of.deal
  where exists (
    select from jsonb_array_elements(of.rests_on) needed (approvals) where not exists (
      select from jsonb_array_elements(needed.approvals) approval (by)
      where not (approval.by -> 'people') ?| case when (approval.by ->> 'rollup')::boolean then credited.everybody else credited.direct end))`;

/**
 * The same with lines that name none and change a booking that does: a return of what was never paid takes no pay back. Where lines of that booking
 * differ, one that is held decides. What is approved is held all the same where it, or the booking that it changes, pays one of those who approved it.
 */
const standing = (at: string, calculation: string): string => `
  with recursive line as materialized (${linesOfDeals(at)}), cleared as materialized (${clearancesKnown(at)}),
  own as materialized (${OF_DEALS}), change as materialized (${linesThatChange(at)}),
  reached as (
    select source, booking, booking as root, deal, rests_on, held, said from own where not follows
    union
    select change.source, change.external_id, reached.root, reached.deal, reached.rests_on, reached.held, reached.said
    from reached join change on change.source = reached.source and change.changes = reached.booking
  ),
  told as materialized (
    select booking_line, source, booking, booking as root, deal, rests_on, held, said, 2 as place from own where not withdrawn
    union all
    select change.id, change.source, change.external_id, reached.root, reached.deal, reached.rests_on, reached.held, reached.said, 1
    from reached join change on change.source = reached.source and change.changes = reached.booking
  ),
  credited as materialized (${credited(calculation)}), paying as materialized (${PAYING})
  select distinct on (booking_line) booking_line, held, said from (
    select told.booking_line, told.place, told.held or paying.deal is not null as held,
      case when paying.deal is null then told.said else format('deal %s ${LACKS.PAYS_APPROVER}', told.deal) end as said
    from told left join paying on paying.source = told.source and paying.booking in (told.booking, told.root) and paying.deal = told.deal
      and paying.rests_on = told.rests_on
  ) line order by booking_line, place, held desc, said`;

/** $1 the position that is settled, $2 the one settled last; $3 the calculation, $4 the one settled last or null. */
export const CLEARED = `
  insert into settling_clearance
  select booking_line, coalesce(now.held, false), coalesce(before.held, false), coalesce(now.held and before.held and now.said <> before.said, false), now.said
  from (${standing('$1', '$3::bigint')}) now full join (${standing('$2', '$4::bigint')}) before using (booking_line)
  where now.held or before.held`;

/** $1 the calculation: what its earnings come to on lines that are held. */
export const SPLIT = `
  insert into settling_split
  select l.calculation, l.earning_id, count(*), sum(l.amount)
  from settling_clearance c join earning_line l on l.booking_line = c.booking_line
  where c.held and l.calculation = any (array(select distinct held_in from manifest where calculation = $1))
  group by 1, 2`;

/** $1 the calculation: lines that are held and were not, or the other way round, or are held for another reason, with the keys of the windows that earn them. */
export const MOVED = `
  insert into settling_moved
  select distinct m.participant, m.incentive, m.period, m.period_from, c.booking_line
  from settling_clearance c join earning_line l on l.booking_line = c.booking_line
  join manifest m on m.calculation = $1 and m.held_in = l.calculation and m.earning_id = l.earning_id
  where (c.held <> c.before or c.other_reason) and m.incentive <> ''
    and l.calculation = any (array(select distinct held_in from manifest where calculation = $1))`;

/** Before what is held is found, to the end of the transaction. */
export const NO_LOOPS = `select set_config('enable_nestloop', 'off', true)`;

/** SQL: booking lines whose pay is held by what was found out up to a position, and by whom a calculation credits. */
export const heldLines = (at: string, calculation: string): string =>
  `select booking_line from (${standing(at, calculation)}) line where held`;
