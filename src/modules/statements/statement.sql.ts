import { ANOTHERS_FACT, OTHERS_BOOKED, WINDOW_LINE, WITH_OTHERS } from '../../engine/model/ledger.js';

const KEY = `m.participant = e.participant and m.incentive = e.incentive and m.period = e.origin and m.period_from = e.origin_from`;
const OF_PERIOD = `e.participant = $1 and e.posted_until > $2 and e.posted_until <= $3`;

/** Calculations that the entries come from ($4); $5 are those that hold their blocks. As lists, so that no other partition is opened. */
const PRUNED = `m.calculation = any($4::bigint[])`;

/** Which calculations the entries of participant $1 come from. */
export const CALCULATIONS = `select distinct e.calculation from ledger_entry e where e.calculation is not null and ${OF_PERIOD}`;

/** The calculation settled last. */
export const SETTLED_LAST = `
  select s.calculation from settlement s join audit_entry a on a.entry = s.entry order by a.position desc limit 1`;

/** Entries of participant $1 posted to a period that ends after $2 and not after $3, with the window's numbers behind them. */
export const ENTRIES = `
  select e.entry, e.number, e.kind, e.incentive, e.currency, e.state, e.origin, e.origin_from, e.origin_until, e.posted, e.posted_from,
    e.posted_until, e.reason,
    case e.state || ':' || e.participant when e.credit then e.amount when e.debit then -e.amount else 0 end as amount,
    w.plan, w.measure, w.quota, w.attainment, w.unit, w.measured, w.earned, w.pay
  from ledger_entry e
  left join lateral (
    select x.plan, x.measure, x.quota, x.attainment, x.working ->> 'unit' as unit, x.working ->> 'measured' as measured,
      x.amount as earned, x.working -> 'pay' as pay
    from manifest m join earning x on x.calculation = m.held_in and x.earning_id = m.earning_id
    where m.calculation = e.calculation and ${KEY} and ${PRUNED} and x.calculation = any($5::bigint[])
    order by x.window_from, x.earning_id limit 1
  ) w on true
  where ${OF_PERIOD}
  order by e.origin_from, e.incentive, e.entry, e.number`;

/** The causes of a line; bookings of others that moved what is shared are named to those alone who see all that are meant. */
const CAUSE_SEEN = `
  case when l.cause[cardinality(l.cause)] is distinct from '${WITH_OTHERS}' or (select sees_all_bookings()) or not exists (
    select from unnest(trim_array(l.cause, 1)) as named (name)
    left join lateral regexp_match(named.name, '^booking (.*) line (\\d+) (?:revision \\d+(?: undone)?|withdrawn)$') as told (parts) on true
    where not exists (select from booking_line o where o.external_id = told.parts[1] and o.line_no = told.parts[2]::integer)
  ) then coalesce(facts.told, l.cause) else array['${OTHERS_BOOKED}'] end`;

/** What a booking came of: an opportunity by its id; a stage or an activity where its id begins with that of the opportunity. */
const OF_OPPORTUNITY = `(o.attributes ->> 'booking.opportunity' = parts[2] or starts_with(parts[2], (o.attributes ->> 'booking.opportunity') || '/'))`;

/**
 * The causes of a line where some are deals, credit rulings or what is known of opportunities: those about its own booking, or else the rulings that the
 * reader sees; another's is said to be one, once. Deals and opportunities are named where the booking of the line names them. Who sees all bookings is
 * told them as they are.
 */
const FACTS_SEEN = `
  with named as (
    select name, place, regexp_match(name, '^(deal|credit ruling|opportunity|request|stage|activity) (.*) (?:revision \\d+(?: undone)?|withdrawn)$') as parts
    from unnest(l.cause) with ordinality as cause (name, place)
  ), about as (
    select name, place, case
      when parts is null then null
      when parts[1] = 'deal' then case when exists (select from booking_line o where o.id = l.booking_line and o.deal = parts[2]) then 'own' else 'another' end
      when parts[1] <> 'credit ruling' then case when exists (select from booking_line o where o.id = l.booking_line and ${OF_OPPORTUNITY}) then 'own' else 'another' end
      when exists (
        select from credit_ruling r join booking_line o on o.source = r.booking_source and o.external_id = r.booking
        where r.external_id = parts[2] and o.id = l.booking_line) then 'own'
      when exists (select from credit_ruling r where r.external_id = parts[2]) then 'seen'
      else 'another' end as about
    from named
  ), said as (
    select case about when 'another' then '${ANOTHERS_FACT}' else name end as name, min(place) as place from about
    where about is null or about = 'own' or not exists (select from about where about = 'own') group by 1
  )
  select array_agg(name order by place) as told from said
  where not (select sees_all_bookings()) and exists (select from named where parts is not null)`;

/** The lines of those entries with the bookings and credits behind them; the latest told revision names a booking. */
export const LINES = `
  with entries as (select e.* from ledger_entry e where ${OF_PERIOD}),
  working as (
    select e.entry, e.number, w.booking_line, sum(w.credit) as credit, min(w.measure_before) as measure_before,
      min(x.working -> 'counted' ->> w.seq::text) as counted,
      (array_agg(x.working #> array['fx', 'rates', x.working #>> array['fx', 'booked', w.seq::text]] order by w.seq)
        filter (where x.working #>> array['fx', 'booked', w.seq::text] <> '-1'))[1] as credit_rate
    from entries e join manifest m on m.calculation = e.calculation and ${KEY} and ${PRUNED}
    join earning x on x.calculation = m.held_in and x.earning_id = m.earning_id and x.calculation = any($5::bigint[])
    join earning_line w on w.calculation = m.held_in and w.earning_id = m.earning_id and w.calculation = any($5::bigint[])
    group by 1, 2, 3
  )
  select l.entry, l.number, case when l.booking_line is null then 'rounding' when l.booking_line = '${WINDOW_LINE}' then 'window' else 'booking' end as "for",
    l.tier, l.rate, l.change, ${CAUSE_SEEN} as cause, b.source, b.external_id, b.line_no, b.booked_on, w.credit, w.counted, w.credit_rate,
    w.measure_before, coalesce(told.change, 0) as before
  from entries e join ledger_line l on l.entry = e.entry and l.number = e.number
  left join lateral (${FACTS_SEEN}) facts on true
  left join working w on w.entry = l.entry and w.number = l.number and w.booking_line = l.booking_line and w.booking_line <> '${WINDOW_LINE}'
  left join lateral (
    select f.source, f.external_id, f.line_no, f.booked_on from booking_line f where f.id = l.booking_line
    order by f.revision desc, f.nth desc limit 1
  ) b on true
  left join lateral (
    select sum(p.change) as change from ledger_entry o join ledger_line p on p.entry = o.entry and p.number = o.number
    where o.participant = e.participant and o.incentive = e.incentive and o.origin_from = e.origin_from and o.origin = e.origin
      and o.state = e.state and o.currency = e.currency and p.booking_line = l.booking_line and o.entry < e.entry
  ) told on true
  order by l.entry, l.number, b.booked_on nulls last, b.external_id collate "C", b.line_no, "for" desc, l.line`;

/** What participant $1 was owed by periods that end not after $2. */
export const BALANCES = `
  select currency, sum(case 'payable:' || $1 when credit then amount when debit then -amount else 0 end) as payable,
    sum(case 'held:' || $1 when credit then amount when debit then -amount else 0 end) as held
  from ledger_entry where participant = $1 and posted_until <= $2 group by currency order by currency`;

/** Why credits earned nothing, by the calculations $4, whose blocks those of $5 hold. */
export const NOTES = `
  select distinct x.period, x.reason
  from manifest m join earning x on x.calculation = m.held_in and x.earning_id = m.earning_id
  where ${PRUNED} and x.calculation = any($5::bigint[]) and m.participant = $1 and x.period_until > $2 and x.period_until <= $3 and x.reason is not null
  order by x.period, x.reason`;
