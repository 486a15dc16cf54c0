-- What `kicker calculate` computes for the benchmark's company, by hand and for this one company: direct credit to the named seller,
-- rolled up to the manager and the director; a running total per person and quarter; marginal tiers on attainment; each line the
-- difference of the rounded running total. No history, no versions, no working, no names of rules: the tiers are written into it.
create table bench_line as
with tier (plan, base, near, quota, beyond) as (
  values ('seller', 0.06, 0.02, 0.02, 0.02), ('manager', 0.006, 0.002, 0.002, 0.002), ('director', 0.0006, 0.0002, 0.0002, 0.0002)
),
credited as (
  select b.id, b.net, b.booked_on, b.sequence, b.source, b.external_id, b.line_no, credit.participant
  from booking_line b
  join assignment seller on seller.participant = b.salesperson
  join assignment manager on manager.participant = seller.manager
  cross join lateral (values (seller.participant), (manager.participant), (manager.manager)) credit (participant)
  where b.attributes ->> 'booking.type' in ('new', 'expansion', 'renewal')
),
running as (
  select c.id, c.participant, date_trunc('quarter', c.booked_on)::date as quarter, c.net,
    sum(c.net) over (
      partition by c.participant, date_trunc('quarter', c.booked_on)
      order by c.booked_on, c.sequence, c.source collate "C", c.external_id collate "C", c.line_no
      rows unbounded preceding
    ) as after
  from credited c
),
paid as (
  select r.id, r.participant, r.quarter, r.net, r.after - r.net as before,
    t.base * (r.after - r.net) + t.near * greatest(r.after - r.net - 0.8 * q.amount, 0)
      + t.quota * greatest(r.after - r.net - q.amount, 0) + t.beyond * greatest(r.after - r.net - 1.5 * q.amount, 0) as pay_before,
    t.base * r.after + t.near * greatest(r.after - 0.8 * q.amount, 0)
      + t.quota * greatest(r.after - q.amount, 0) + t.beyond * greatest(r.after - 1.5 * q.amount, 0) as pay_after
  from running r
  join assignment a on a.participant = r.participant
  join tier t on t.plan = a.plan
  join quota q on q.participant = r.participant and q.effective_from = r.quarter
)
select id, participant, quarter, net as credit, before as measure_before, pay_after - pay_before as exact_amount,
  round(pay_after, 2) - round(pay_before, 2) as amount
from paid;
