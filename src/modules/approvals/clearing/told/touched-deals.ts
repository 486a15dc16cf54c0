import { latestKnown, type FactTable } from '../../../../platform/database/known.js';
import type { Transaction } from '../../../../platform/database/transaction.js';
import { isToldOfPeople } from '../../setting/people-told.js';

/** What was told after one position, up to another. */
interface Between {
  readonly since: string;
  readonly now: string;
}

/** Of the deal itself, of a booking that names it, named it before, or changes one that does, of its requests. */
const OF_DEALS = `
  select external_id as deal from deal where entry = any(array(select entry from fresh))
  union select deal from deal_line where entry = any(array(select entry from fresh))
  union select deal from booking_line where deal is not null and id in (select id from told)
  union select line.deal from changed join booking_line line on line.source = changed.source and line.external_id = changed.booking where line.deal is not null
  union select r.deal from approval_event e join approval_request r on r.id = e.request where e.entry = any(array(select entry from fresh))`;

/** Those of whom rows of a table were told, and of whom the same rows were before; between the first and the last of the entries, so that few pages are read. */
const toldIn = (table: FactTable, column: string): string => `
  select ${column} from ${table} where id in (
    select id from ${table} where entry >= (select min(entry) from fresh) and entry <= (select max(entry) from fresh)
      and entry = any(array(select entry from fresh)))`;

/** Accounts of which is told what those below them have too: whose they are, and below which they stand. */
const BELOW = `
  select external_id as account from (${toldIn('account', 'external_id')}) file
  union ${toldIn('account_owner', 'account')}
  union ${toldIn('account_parent', 'account')}
  union select lower.account from below cross join lateral (
    select external_id as account from account where parent = below.account
    union all select account from account_parent where parent = below.account) lower`;

/** Whether any account was named at a position: from then on all others are ordinary. */
const anyNamed = (at: string): string =>
  `exists (select from (${latestKnown('named_account', 'id').replaceAll('$1', at)}) named)`;

/** What judging a deal reads of its account and of its seller, by whom these are, whatever the matrices read of it. */
const AROUND = `
  union select external_id from deal where account in (
    select account from below union ${toldIn('account_segment', 'account')} union ${toldIn('named_account', 'account')})
  union select external_id from deal where seller in (
    ${toldIn('participant', 'external_id')} union ${toldIn('assignment', 'participant')})
  union select external_id from deal where account is not null
    and case when exists (${toldIn('named_account', 'id')}) then ${anyNamed('$1')} <> ${anyNamed('$2')} else false end`;

const touched = (isAround: boolean): string => `
  with recursive fresh as materialized (select entry from audit_entry where position > $1::bigint and position <= $2::bigint),
  told as materialized (select id, source, changes from booking_line where entry = any(array(select entry from fresh))),
  changed as (
    select source, changes as booking from told where changes is not null
    union select line.source, line.changes from changed join booking_line line on line.source = changed.source and line.external_id = changed.booking
      where line.changes is not null
  )${isAround ? `, below as (${BELOW})` : ''}
  ${OF_DEALS} ${isAround ? AROUND : ''}`;

/**
 * SQL of the deals, `deal`, that something was told of after position $1, up to $2, by which a booking of them may stand otherwise. Tables of accounts and people are looked into only where
 * something was told of any.
 */
export async function touchedDeals(tx: Transaction, { since, now }: Between): Promise<string> {
  return touched(await isToldOfPeople(tx, since, now));
}
