/** What stands held of the windows $1 to $4: participant, incentive, origin and currency. */
export const EARNINGS_HELD = `
  select e.participant, e.incentive, e.origin, e.currency,
    sum(case when e.debit like 'expense:%' then e.amount else -e.amount end)::numeric(40, 2)::text as held
  from ledger_entry e
  join unnest($1::text[], $2::text[], $3::text[], $4::text[]) wanted (participant, incentive, origin, currency)
    using (participant, incentive, origin, currency)
  where e.state = 'held' and e.kind = 'earning'
  group by 1, 2, 3, 4`;
