import { LACKS, NOT_LOOKED_AT } from '../../../engine/approvals/request/clearance.js';
import {
  clearancesKnown,
  linesOfDeals,
  linesThatChange,
} from '../../../platform/database/booked/clearances.sql.js';

/**
 * Booking lines whose pay is held now or was by the settlement before, with the words for it; earnings of which lines are held, with what these come to;
 * and the keys of windows that a line went into or out of.
 */
export const HOLDING = `
  create temp table settling_clearance (booking_line uuid, held boolean, before boolean, said text) on commit drop;
  create temp table settling_split (held_in bigint, earning_id uuid, lines integer, amount numeric) on commit drop;
  create temp table settling_moved (participant text, incentive text, period text, period_from date) on commit drop;
`;

/** Whether any booking ever named a deal: where none did, nothing is held and nothing of this is read. */
export const ANY_DEALS = `select exists (select from booking_line where deal is not null) as found`;

const words = Object.entries(LACKS)
  .map(([lack, said]) => `when '${lack}' then '${said}'`)
  .join(' ');

/** Lines that name a deal, or named one before, as known at a position: whether their pay is held, and why or why no longer. */
const OF_DEALS = `
  select line.id as booking_line, line.deal is not null and coalesce(c.standing = 'missing', true) as held,
    case when line.deal is null then 'it names no deal any more'
      when c.standing = 'approved' then format('deal %s was approved', line.deal)
      when c.standing = 'not-needed' then format('deal %s needs no approval', line.deal)
      when c.lacks is null then format('deal %s ${NOT_LOOKED_AT}', line.deal)
      else format('deal %s %s', line.deal, coalesce(c.says, case c.lacks ${words} end)) end as said,
    line.source, line.external_id as booking, line.withdrawn, line.deal is null and line.changes is not null as follows
  from line left join cleared c on c.source = line.source and c.booking = line.external_id and c.deal = line.deal`;

/**
 * The same with lines that name none and change a booking that does: a return of what was never paid takes no pay back. Where lines of that booking
 * differ, one that is held decides.
 */
const standing = (at: string): string => `
  with recursive line as materialized (${linesOfDeals(at)}), cleared as materialized (${clearancesKnown(at)}),
  own as materialized (${OF_DEALS}), change as materialized (${linesThatChange(at)}),
  reached as (
    select source, booking, held, said from own where not follows
    union
    select change.source, change.external_id, reached.held, reached.said
    from reached join change on change.source = reached.source and change.changes = reached.booking
  )
  select distinct on (booking_line) booking_line, held, said from (
    select booking_line, held, said, 2 as place from own where not withdrawn
    union all
    select change.id, reached.held, reached.said, 1
    from reached join change on change.source = reached.source and change.changes = reached.booking
  ) line order by booking_line, place, held desc, said`;

/** $1 the position that is settled, $2 the one settled last. */
export const CLEARED = `
  insert into settling_clearance
  select booking_line, coalesce(now.held, false), coalesce(before.held, false), now.said
  from (${standing('$1')}) now full join (${standing('$2')}) before using (booking_line)
  where now.held or before.held`;

/** $1 the calculation: what its earnings come to on lines that are held. */
export const SPLIT = `
  insert into settling_split
  select l.calculation, l.earning_id, count(*), sum(l.amount)
  from settling_clearance c join earning_line l on l.booking_line = c.booking_line
  where c.held and l.calculation = any (array(select distinct held_in from manifest where calculation = $1))
  group by 1, 2`;

/** $1 the calculation: the keys of windows in which a line is held that was not, or the other way round. */
export const MOVED = `
  insert into settling_moved
  select distinct m.participant, m.incentive, m.period, m.period_from
  from settling_clearance c join earning_line l on l.booking_line = c.booking_line
  join manifest m on m.calculation = $1 and m.held_in = l.calculation and m.earning_id = l.earning_id
  where c.held <> c.before and m.incentive <> ''
    and l.calculation = any (array(select distinct held_in from manifest where calculation = $1))`;

/** SQL: booking lines whose pay is held by what was found out up to a position. */
export const heldLines = (at: string): string => `select booking_line from (${standing(at)}) line where held`;
