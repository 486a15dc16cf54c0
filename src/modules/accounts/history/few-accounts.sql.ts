import { latestOfFound, type ReadAs } from '../../../platform/database/known.js';
import { timeline } from './timeline.sql.js';

/** A table of what changes over time about accounts. */
type Dated = 'account_owner' | 'named_account' | 'account_segment' | 'account_parent';

/** Few accounts, and how their facts are read. */
export interface FewAccounts extends ReadAs {
  /** SQL of the accounts, a `text[]`. */
  readonly of: string;
}

/** SQL of the dated rows of few accounts as known at $1, found by index. */
export function rowsOf(table: Dated, few: FewAccounts): string {
  const { of } = few;
  return `select * from (${latestOfFound(table, `fact.account = any(${of})`, few)}) of_few where account = any(${of})`;
}

/** SQL of few accounts as the accounts file has them at $1. Of two sources that name an account alike, the first by name of the source counts. */
export function accountsOf(few: FewAccounts): string {
  const { of } = few;
  return `select distinct on (external_id) external_id, owner, segment, parent, attributes
    from (${latestOfFound('account', `fact.external_id = any(${of})`, few)}) of_few where external_id = any(${of})
    order by external_id, source collate "C"`;
}

function daysOf(table: Dated, column: 'participant' | 'parent', few: FewAccounts): string {
  const base = column === 'parent' ? 'parent' : 'owner';
  return timeline({
    dated: `select account, ${column} as value, effective_from as since, coalesce(effective_until, 'infinity'::date) as till
      from (${rowsOf(table, few)}) row_of`,
    base: `select external_id as account, ${base} as value from (${accountsOf(few)}) row_of`,
  });
}

/** `former_owners($1)` of few accounts. */
export function formerOwnersOf(few: FewAccounts): string {
  return `with own as (${daysOf('account_owner', 'participant', few)}),
    piece as (
      select own.*, count(value) over (partition by account order by since) as nth from own
      where account in (select account from (${rowsOf('account_owner', few)}) row_of)),
    owned as (
      select account, nth, value, lag(value) over (partition by account order by nth) as before from piece where value is not null),
    changed as (
      select account, nth, value, case when before is distinct from value then before end as before,
        count(*) filter (where before is distinct from value) over (partition by account order by nth) as turn from owned),
    former as (select account, nth, value, max(before) over (partition by account, turn) as before from changed)
    select piece.account, case when piece.value is null then former.value else former.before end as participant, piece.since, piece.till
    from piece join former on former.account = piece.account and former.nth = piece.nth`;
}

const REACHED = 'array(select account from reached)';

/** `owners_above($1)` of few accounts: of the others those alone are read that ever stood above one of these. */
export function ownersAboveOf({ of, ...as }: FewAccounts): string {
  const reached = { ...as, of: REACHED };
  return `with recursive reached (account) as (
      select unnest(${of})
      union select above.parent from reached cross join lateral (
        select parent from account where external_id = reached.account and parent is not null
        union all select parent from account_parent where account_parent.account = reached.account) above),
    step as materialized (select account, value as parent, since, till from (${daysOf('account_parent', 'parent', reached)}) parent_days),
    own as materialized (
      select account, value as participant, since, till from (${daysOf('account_owner', 'participant', reached)}) owner_days where value is not null),
    up (account, top, since, till, path) as (
      select account, parent, since, till, array[account, parent] from step where parent is not null and account = any(${of})
      union all
      select up.account, step.parent, greatest(up.since, step.since), least(up.till, step.till), up.path || step.parent
      from up join step on step.account = up.top and step.parent is not null and step.since < up.till and up.since < step.till
      where step.parent <> all(up.path))
    select up.account, own.participant, greatest(up.since, step.since, own.since) as since, least(up.till, step.till, own.till) as till
    from up
    join step on step.account = up.top and step.parent is null and step.since < up.till and up.since < step.till
    join own on own.account = up.top and own.since < least(up.till, step.till) and greatest(up.since, step.since) < own.till`;
}
