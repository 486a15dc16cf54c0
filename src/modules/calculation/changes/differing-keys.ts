import { WINDOW_LINE } from '../../../engine/model/ledger.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { DifferingKey } from './comparison.js';
import { BOOKINGS_BETWEEN, ENTRIES_BETWEEN } from '../../../platform/database/told-between.js';
import { holdersOf } from '../reading/holders.js';

const BLOCKS = (calculation: string): string => `
  select m.participant, m.incentive, m.period, m.period_from, m.earning_id, m.held_in from manifest m where m.calculation = ${calculation}`;

/**
 * Keys whose blocks differ between calculations $3 and $4, with what each pays and which booking lines changed between positions $1 and
 * $2: the key's own, or else those of earlier periods of its window, which moved its place on the tiers; of what is no booking's, such as a
 * guarantee, else those of the participant's other incentives in its window. Blocks that both share are never read.
 */
const DIFFERING = `
  with since as materialized (${ENTRIES_BETWEEN}),
  old as (${BLOCKS('$3')}), new as (${BLOCKS('$4')}),
  only_old as (select * from old where not exists (select from new where new.earning_id = old.earning_id)),
  only_new as (select * from new where not exists (select from old where old.earning_id = new.earning_id)),
  differing as materialized (select only_old.*, false as is_new from only_old union all select only_new.*, true from only_new),
  changed as materialized (
    select id, format('booking %s line %s %s', external_id, line_no,
      case when undone then 'undone' when withdrawn then 'withdrawn' else 'revision ' || revision end) as words
    from (${BOOKINGS_BETWEEN}) booking
  ),
  paid as (
    select d.participant, d.incentive, d.period, d.period_from, e.currency, d.is_new, e.amount, e.window_from, e.period_until
    from differing d join earning e on e.calculation = d.held_in and e.earning_id = d.earning_id
    where e.calculation = any($5::bigint[])
  ),
  touched as (
    select d.participant, d.incentive, d.period, d.period_from, array_agg(distinct c.words order by c.words) as words
    from differing d join earning_line l on l.calculation = d.held_in and l.earning_id = d.earning_id join changed c on c.id = l.booking_line
    where l.calculation = any($5::bigint[]) and exists (select from changed) group by 1, 2, 3, 4
  ),
  unbooked as (
    select distinct d.participant, d.incentive, d.period, d.period_from
    from differing d join earning_line l on l.calculation = d.held_in and l.earning_id = d.earning_id
    where l.calculation = any($5::bigint[]) and l.booking_line = '${WINDOW_LINE}' and exists (select from changed)
  ),
  keyed as (
    select participant, incentive, period, period_from, currency,
      coalesce(sum(amount) filter (where not is_new), 0)::text as before, coalesce(sum(amount) filter (where is_new), 0)::text as after,
      min(window_from) as "from", max(period_until) as until
    from paid group by 1, 2, 3, 4, 5
  )
  select k.participant, k.incentive, k.period, k.currency, k.before, k.after, k."from", k.until, coalesce(t.words, earlier.words, others.words, '{}') as bookings
  from keyed k left join touched t using (participant, incentive, period, period_from)
  left join lateral (
    select array_agg(distinct word order by word) as words from touched o cross join unnest(o.words) word
    where t.words is null and o.participant = k.participant and o.incentive = k.incentive
      and o.period_from >= k."from" and o.period_from < k.period_from) earlier on true
  left join lateral (
    select array_agg(distinct word order by word) as words from touched o cross join unnest(o.words) word
    where t.words is null and earlier.words is null and o.participant = k.participant and o.period_from >= k."from" and o.period_from < k.until
      and (k.participant, k.incentive, k.period, k.period_from) in (select participant, incentive, period, period_from from unbooked)
  ) others on true
  order by k.period_from, k.participant collate "C", k.incentive collate "C", k.currency`;

/** Where two calculations differ. Sums of a key include only the blocks that differ; equal ones cancel out. */
export async function differingKeys(
  tx: Transaction,
  calculations: { readonly before: bigint; readonly after: bigint },
  positions: { readonly since: bigint; readonly until: bigint },
): Promise<DifferingKey[]> {
  return await tx.query<DifferingKey>(DIFFERING, [
    positions.since,
    positions.until,
    calculations.before,
    calculations.after,
    await holdersOf(tx, [calculations.before, calculations.after]),
  ]);
}

/** Who is credited, in a calculation, for a booking line that changed between two positions. */
export async function creditedForChanged(
  tx: Transaction,
  calculation: bigint,
  positions: { readonly since: bigint; readonly until: bigint },
): Promise<string[]> {
  const rows = await tx.query<{ participant: string }>(
    `with since as materialized (${ENTRIES_BETWEEN}),
     changed as materialized (select distinct b.id from since join booking_line b on b.entry = since.entry where b.nth > 1 or since.undone)
     select distinct m.participant from changed c join earning_line l on l.booking_line = c.id
     join manifest m on m.calculation = $3 and m.held_in = l.calculation and m.earning_id = l.earning_id
     where l.calculation = any($4::bigint[])`,
    [positions.since, positions.until, calculation, await holdersOf(tx, [calculation])],
  );
  return rows.map((row) => row.participant);
}
