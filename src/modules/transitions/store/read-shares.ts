import { latestKnown } from '../../../platform/database/known.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { accountFact, accountHistory, accountJoins } from '../../accounts/accounts.service.js';

/** By what accounts are counted apart. */
export type ShareBy = 'all' | 'reason' | 'segment';

/** How many accounts moved in a year, of how many. */
export interface CountedShare {
  readonly by: ShareBy;
  /** The reason or segment; null for all together, and for accounts without a segment. */
  readonly word: string | null;
  readonly moved: number;
  readonly accounts: number;
}

/** A year: its first day, the first day after it, and its last. */
export interface YearSpan {
  readonly from: string;
  readonly until: string;
  readonly last: string;
}

/**
 * Counts accounts of a year. An account is there when it was told before the end of the year, or is booked or owned on a day before its end; its
 * segment is the one of the year's last day, so that no account counts in two.
 */
export async function readShares(
  tx: Transaction,
  position: bigint,
  { from, until, last }: YearSpan,
): Promise<CountedShare[]> {
  const names = ['account.segment'];
  const segment = accountFact('account.segment', await accountHistory(tx, names));
  return await tx.query<CountedShare>(
    `with here as materialized (
       select known.external_id as account, $4::date as day from (select distinct on (external_id) external_id from (${latestKnown('account', 'external_id')}) a) known
       where exists (select from account f join audit_entry e on e.entry = f.entry where f.external_id = known.external_id and e.recorded_at < $3::date)
         or exists (select from (${latestKnown('booking_line', 'account, booked_on')}) b where b.account = known.external_id and b.booked_on < $3::date)
         or exists (select from (${latestKnown('account_owner', 'account, effective_from')}) o where o.account = known.external_id and o.effective_from < $3::date)
     ), there as materialized (
       select here.account, ${segment.sql} as segment from here ${accountJoins(segment.needs, { account: 'here.account', day: 'here.day' })}
     ), moved as materialized (
       select distinct m.account, m.reason from account_move m join account_transition t on t.id = m.transition
       where t.standing = 'applied' and t.undoes is null and m.effective_on >= $2 and m.effective_on < $3
         and not exists (select from account_transition u where u.undoes = t.id and u.standing = 'applied')
     )
     select 'all' as by, null as word, (select count(distinct account)::int from moved join there using (account)) as moved, (select count(*)::int from there) as accounts
     union all
     select 'reason', moved.reason, count(distinct account)::int, (select count(*)::int from there) from moved join there using (account) group by moved.reason
     union all
     select 'segment', there.segment, count(*) filter (where exists (select from moved where moved.account = there.account))::int, count(*)::int
     from there group by there.segment
     order by 1, 2 nulls last`,
    [position, from, until, last],
  );
}
