import { writeDay, type Day } from '../../../engine/kernel/day.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { accountFact, accountHistory, accountJoins } from './account-facts.js';
import { ACCOUNTS_SQL } from './timeline.sql.js';

/** Somebody whose accounts are counted, on a day. */
export interface OwnerAsked {
  readonly owner: string;
  readonly on: Day;
}

/** How many accounts people own, each on a day, as known at a position, in the order in which they are asked. All accounts are gone over once for each day. */
export async function countOwned(
  tx: Transaction,
  position: bigint,
  asked: readonly OwnerAsked[],
): Promise<readonly number[]> {
  if (asked.length === 0) return [];
  const { sql, needs } = accountFact('account.owner', await accountHistory(tx, ['account.owner']));
  const beside = needs.filter((part) => part !== 'file');
  const rows = await tx.query<{ place: number; accounts: number }>(
    `with asked as materialized (
       select owner, day, place from unnest($2::text[], $3::date[]) with ordinality asked (owner, day, place)),
     owned as (
       select on_day.day, ${sql} as owner, count(*) as accounts from (select distinct day from asked) on_day
       cross join (${ACCOUNTS_SQL}) a ${accountJoins(beside, { account: 'a.external_id', day: 'on_day.day' })}
       group by 1, 2)
     select asked.place::int as place, owned.accounts::int as accounts from asked join owned using (owner, day)`,
    [position, asked.map(({ owner }) => owner), asked.map(({ on }) => writeDay(on))],
  );
  const counts = new Map(rows.map(({ place, accounts }) => [place, accounts]));
  return asked.map((_, index) => counts.get(index + 1) ?? 0);
}
