import type { Transaction } from '../../platform/database/transaction.js';

/** What of an incentive's pay in a period is held by one calculation, as settled last, and not by another, and the reasons told last. */
export interface HeldDifference {
  readonly participant: string;
  readonly incentive: string;
  readonly period: string;
  readonly currency: string;
  /** Held more, or below nothing less, as a decimal. */
  readonly change: string;
  readonly because: readonly string[];
}

/**
 * $1 and $2 calculations: of each booking line what the settlements between theirs posted as held, and why it is or was. Where the second was settled before
 * the first, the other way round. Nothing where one of them was never settled. What moves between held and payable says why first.
 */
const HELD_BETWEEN = `
  with settled as (
    select max(position) filter (where calculation = $1) as old, max(position) filter (where calculation = $2) as new
    from settlement where calculation in ($1, $2)
  ),
  line as (
    select e.participant, e.incentive, e.origin, e.origin_from, e.currency, l.booking_line,
      sum(l.change) * case when settled.new < settled.old then -1 else 1 end as change, (array_agg(l.cause[1] order by s.position desc))[1] as because
    from settled join settlement s on s.position > least(settled.old, settled.new) and s.position <= greatest(settled.old, settled.new)
    join ledger_entry e on e.entry = s.entry join ledger_line l on l.entry = e.entry and l.number = e.number
    where settled.old is not null and settled.new is not null and e.kind = 'earning' and e.state = 'held'
    group by e.participant, e.incentive, e.origin, e.origin_from, e.currency, l.booking_line, settled.new, settled.old
  )
  select participant, incentive, origin as period, currency, sum(change)::numeric(40, 2)::text as change,
    coalesce(array_agg(distinct because order by because) filter (where because is not null and change <> 0), '{}') as because
  from line group by participant, incentive, origin, origin_from, currency having sum(change) <> 0
  order by origin_from, participant collate "C", incentive collate "C", currency`;

/** What is held differently by two calculations as they were settled, as far as the actor sees pay. */
export async function heldBetween(
  tx: Transaction,
  before: bigint,
  after: bigint,
): Promise<readonly HeldDifference[]> {
  return await tx.query<HeldDifference>(HELD_BETWEEN, [before, after]);
}
