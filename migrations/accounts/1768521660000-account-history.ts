import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fact } from '../deals/1768089660000-deals.js';

const PERIOD = `effective_from date not null,
    effective_until date,
    constraint ends_after_it_starts check (effective_until is null or effective_until > effective_from)`;

/** What changes over time about accounts. On a day that no row covers, the accounts file says it. */
const HISTORY = [
  fact(
    'account_owner',
    `account text not null check (account <> ''),
    participant text not null check (participant <> ''),
    ${PERIOD}`,
  ),
  fact(
    'named_account',
    `account text not null check (account <> ''),
    participant text not null check (participant <> ''),
    ${PERIOD}`,
  ),
  fact(
    'account_segment',
    `account text not null check (account <> ''),
    segment text not null check (segment <> ''),
    ${PERIOD}`,
  ),
  fact(
    'account_parent',
    `account text not null check (account <> ''),
    parent text not null constraint not_its_own_parent check (parent <> '' and parent <> account),
    ${PERIOD}`,
  ),
  `create index account_owner_of on account_owner (account);
  create index named_account_of on named_account (account);
  create index account_segment_of on account_segment (account);
  create index account_parent_of on account_parent (account);`,
].join('\n');

/** Rows of a dated table as known at a position, as pieces of time. */
const dated = (table: string, column: string): string => `
  select account, ${column} as value, effective_from as since, coalesce(effective_until, 'infinity'::date) as till from (
    select distinct on (id) account, ${column}, effective_from, effective_until, withdrawn from ${table}
    where entry in (select entry from known_entries(p)) order by id, revision desc, nth desc) latest
  where not withdrawn`;

/** Every day of every account: the dated row in force counts, and between such rows, before and after them what the accounts file says. */
const days = (table: string, column: string, base: string): string => `
  with told as materialized (${dated(table, column)}),
  file as materialized (select known.account, known.${base} as value from accounts_known(p) known),
  gap as (
    select told.account, coalesce(lag(told.till) over (partition by told.account order by told.since), '-infinity'::date) as since, told.since as till from told
    union all select told.account, max(told.till), 'infinity'::date from told group by told.account
    union all select file.account, '-infinity'::date, 'infinity'::date from file where file.account not in (select t.account from told t))
  select told.account, told.value, told.since, told.till from told
  union all
  select gap.account, file.value, gap.since, gap.till from gap left join file on file.account = gap.account where gap.since < gap.till`;

/** Says how many rows come of it, which the planner could not know, and so lets large sets be joined by their hashes. */
const known = (name: string, columns: string, body: string): string => `
  create function ${name}(p bigint) returns table (${columns})
  language sql stable rows 100000 set search_path = public, pg_temp as $$ ${body} $$;
  revoke all on function ${name}(bigint) from public;
  grant execute on function ${name}(bigint) to kicker_service, kicker_worker;
`;

const FUNCTIONS = [
  // Of two sources that name an account alike, the first by name of the source counts.
  known(
    'accounts_known',
    'account text, owner text, parent text',
    `select distinct on (latest.external_id) latest.external_id, latest.owner, latest.parent from (
      select distinct on (id) external_id, source, owner, parent, withdrawn from account
      where entry in (select entry from known_entries(p)) order by id, revision desc, nth desc) latest
    where not latest.withdrawn order by latest.external_id, latest.source collate "C"`,
  ),
  known(
    'account_owner_days',
    'account text, participant text, since date, till date',
    days('account_owner', 'participant', 'owner'),
  ),
  known(
    'account_parent_days',
    'account text, parent text, since date, till date',
    days('account_parent', 'parent', 'parent'),
  ),
  // Who had an account before whoever has it; on days on which nobody owns it, who had it last.
  known(
    'former_owners',
    'account text, participant text, since date, till date',
    `with piece as (
      select own.*, count(own.participant) over (partition by own.account order by own.since) as nth from account_owner_days(p) own
      where own.account in (select d.account from (${dated('account_owner', 'participant')}) d)),
    owned as (
      select account, nth, participant as value, lag(participant) over (partition by account order by nth) as before from piece where participant is not null),
    changed as (
      select account, nth, value, case when before is distinct from value then before end as before,
        count(*) filter (where before is distinct from value) over (partition by account order by nth) as turn from owned),
    former as (select account, nth, value, max(before) over (partition by account, turn) as before from changed)
    select piece.account, case when piece.participant is null then former.value else former.before end, piece.since, piece.till
    from piece join former on former.account = piece.account and former.nth = piece.nth`,
  ),
  // Who owns the top of the hierarchy that an account belongs to; accounts that stand above themselves have no top.
  known(
    'owners_above',
    'account text, participant text, since date, till date',
    `with recursive step as materialized (select * from account_parent_days(p)),
    up (account, top, since, till, path) as (
      select step.account, step.parent, step.since, step.till, array[step.account, step.parent] from step where step.parent is not null
      union all
      select up.account, step.parent, greatest(up.since, step.since), least(up.till, step.till), up.path || step.parent
      from up join step on step.account = up.top and step.parent is not null and step.since < up.till and up.since < step.till
      where step.parent <> all(up.path))
    select up.account, own.participant, greatest(up.since, step.since, own.since), least(up.till, step.till, own.till)
    from up
    join step on step.account = up.top and step.parent is null and step.since < up.till and up.since < step.till
    join account_owner_days(p) own on own.account = up.top and own.participant is not null
      and own.since < least(up.till, step.till) and greatest(up.since, step.since) < own.till`,
  ),
];

/** Owners, named accounts, segments and parents of accounts by the day. */
export class AccountHistory1768521660000 implements MigrationInterface {
  name = 'AccountHistory1768521660000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [HISTORY, ...FUNCTIONS]) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Whose accounts were when is never dropped: restore a backup instead.');
  }
}
