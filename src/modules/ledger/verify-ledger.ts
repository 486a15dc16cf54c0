import { heldLines, NO_LOOPS } from './settlement/held.sql.js';
import type { Transaction } from '../../platform/database/transaction.js';

/** One thing that must hold of the ledger; `broken` names the entries for which it does not. */
export interface LedgerCheck {
  readonly check: string;
  readonly holds: boolean;
  readonly broken: readonly string[];
}

/** The balance of an account in a currency: debits less credits. */
export interface AccountBalance {
  readonly accounts: string;
  readonly currency: string;
  readonly balance: string;
}

export interface LedgerReport {
  readonly checks: readonly LedgerCheck[];
  /** Accounts by their kind; in each currency they add up to zero. */
  readonly balances: readonly AccountBalance[];
}

const FOOTING = `
  select l.entry || '-' || l.number as broken
  from (select entry, number, sum(change) as change, count(*) as lines from ledger_line group by entry, number) l
  full join ledger_entry e on e.entry = l.entry and e.number = l.number
  where e.entry is null or (e.kind = 'earning' and (
    coalesce(l.lines, 0) <> e.lines or coalesce(l.change, 0) <> case when e.debit like 'expense:%' then e.amount else -e.amount end))
  limit 20`;

const CLOSED = `
  select e.entry || '-' || e.number as broken
  from ledger_entry e join audit_entry written on written.entry = e.entry
  join period_closing c on c.calendar = e.calendar and e.posted_until <= c.period_until
  join audit_entry closed on closed.entry = c.entry
  where written.position > closed.position
  limit 20`;

const PAID_AS_EARNED = `
  with settled as (
    select s.calculation from settlement s join audit_entry a on a.entry = s.entry order by a.position desc limit 1
  ),
  earned as (
    select m.participant, m.incentive, e.currency, sum(e.amount) as amount
    from settled join manifest m on m.calculation = settled.calculation
    join earning e on e.calculation = m.held_in and e.earning_id = m.earning_id
    group by 1, 2, 3
  ),
  posted as (
    select participant, incentive, currency, sum(case when debit like 'expense:%' then amount else -amount end) as amount
    from ledger_entry where kind = 'earning' group by 1, 2, 3
  )
  select participant || ' ' || incentive || ' ' || currency as broken
  from earned full join posted using (participant, incentive, currency)
  where coalesce(earned.amount, 0) <> coalesce(posted.amount, 0)
  limit 20`;

const HELD_AS_LACKING = `
  with settled as (
    select s.calculation, s.position from settlement s join audit_entry a on a.entry = s.entry order by a.position desc limit 1
  ),
  lacking as materialized (${heldLines('(select position from settled)', '(select calculation from settled)')}),
  earned as (
    select m.participant, m.incentive, e.currency, sum(l.amount) as amount
    from lacking join earning_line l on l.booking_line = lacking.booking_line
    join settled on true join manifest m on m.calculation = settled.calculation and m.held_in = l.calculation and m.earning_id = l.earning_id
    join earning e on e.calculation = l.calculation and e.earning_id = l.earning_id
    group by 1, 2, 3
  ),
  posted as (
    select participant, incentive, currency, sum(case when debit like 'expense:%' then amount else -amount end) as amount
    from ledger_entry where kind = 'earning' and state = 'held' group by 1, 2, 3
  )
  select participant || ' ' || incentive || ' ' || currency as broken
  from earned full join posted using (participant, incentive, currency)
  where coalesce(earned.amount, 0) <> coalesce(posted.amount, 0)
  limit 20`;

const EARNED_AS_PUBLISHED = `
  with settled as (
    select s.calculation from settlement s join audit_entry a on a.entry = s.entry order by a.position desc limit 1
  ),
  told as (
    select p ->> 'name' as period, earned.key as currency, sum(earned.value::numeric) as amount
    from settled join calculation c using (calculation), jsonb_array_elements(c.totals -> 'periods') p, jsonb_each_text(p -> 'earned') earned
    group by 1, 2
  ),
  held as (
    select e.period, e.currency, sum(e.amount) as amount
    from settled join calculation c using (calculation) join manifest m on m.calculation = c.calculation
    join earning e on e.calculation = m.held_in and e.earning_id = m.earning_id
    where jsonb_typeof(c.totals -> 'periods') = 'array'
    group by 1, 2
  )
  select period || ' ' || currency as broken from told full join held using (period, currency)
  where coalesce(told.amount, 0) <> coalesce(held.amount, 0)
  limit 20`;

const BALANCES = `
  select split_part(account, ':', 1) as accounts, currency, sum(amount) as balance
  from (select debit as account, currency, amount from ledger_entry
        union all select credit, currency, -amount from ledger_entry) sides
  group by 1, 2 order by currency, accounts`;

const UNBALANCED = `
  select currency as broken from (${BALANCES}) b group by currency having sum(balance) <> 0`;

const CHECKS: readonly (readonly [string, string])[] = [
  ['debits equal credits', UNBALANCED],
  ['every entry is the sum of its lines', FOOTING],
  ['nothing was posted to a closed period', CLOSED],
  ['posted is what the last settled calculation earns', PAID_AS_EARNED],
  ['held is what bookings earn that lack an approval', HELD_AS_LACKING],
  ['the last settled calculation earns what it was published with', EARNED_AS_PUBLISHED],
];

/** Adds the whole ledger up anew. */
export async function verifyLedger(tx: Transaction): Promise<LedgerReport> {
  const checks: LedgerCheck[] = [];
  await tx.query(NO_LOOPS);
  for (const [check, sql] of CHECKS) {
    const rows = await tx.query<{ broken: string }>(sql);
    checks.push({ check, holds: rows.length === 0, broken: rows.map(({ broken }) => broken) });
  }
  return { checks, balances: await tx.query<AccountBalance>(BALANCES) };
}
