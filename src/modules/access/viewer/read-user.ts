import { latestKnown } from '../../../platform/database/known.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { Role } from '../matrix/roles.js';
import type { KnownUser } from './viewer.js';

const ASSIGNMENTS = latestKnown(
  'assignment',
  'participant, manager, effective_from, effective_until',
).replaceAll('$1', 'last_position()');

/**
 * User $1 on day $2 with their roles in force and, for a manager, whoever reports to them, directly or through others, with the days on
 * which every step of that chain is in force. A disabled user is not there.
 */
const KNOWN_USER = `
  with recursive who as (
    select u.user_id, u.login, u.name, u.participant, u.tokens_from,
      coalesce((select array_agg(g.role order by g.role) from role_grant g where g.user_id = u.user_id and g.confirmed_entry is not null
        and g.revoked_entry is null and g.effective @> $2::date), '{}') as roles
    from kicker_user u where u.user_id = $1 and not u.disabled
  ), reporting as materialized (
    select a.participant, a.manager, datemultirange(daterange(a.effective_from, a.effective_until)) as days
    from (${ASSIGNMENTS}) a
    where a.manager is not null and (select 'manager' = any(roles) and participant is not null from who)
  ), team as (
    select who.participant, '{(,)}'::datemultirange as days, array[who.participant] as path from who where who.participant is not null
    union all
    select r.participant, t.days * r.days, t.path || r.participant from team t join reporting r on r.manager = t.participant
    where not r.participant = any(t.path) and not isempty(t.days * r.days)
  ), reports as (
    select participant, range_agg(days)::text as days from team where cardinality(path) > 1 group by participant
  )
  select who.user_id as id, who.login, who.name, who.participant, who.roles,
    case when isfinite(who.tokens_from) then extract(epoch from who.tokens_from) else 0 end::text as "tokensFrom",
    coalesce((select jsonb_object_agg(participant, days) from reports), '{}') as team
  from who`;

/** Roles in force on day $2 of whoever signs in as participant $1. */
const ROLES_AS = `
  select distinct g.role from kicker_user u join role_grant g on g.user_id = u.user_id
  where u.participant = $1 and not u.disabled and g.confirmed_entry is not null and g.revoked_entry is null and g.effective @> $2::date`;

interface Row extends Omit<KnownUser, 'tokensFrom' | 'roles'> {
  readonly tokensFrom: string;
  readonly roles: readonly Role[];
}

/** A user who may sign in, as of a day; undefined for one who is unknown or disabled. The transaction must see all assignments. */
export async function readUser(tx: Transaction, id: string, today: string): Promise<KnownUser | undefined> {
  const [row] = await tx.query<Row>(KNOWN_USER, [id, today]);
  return row && { ...row, tokensFrom: Number(row.tokensFrom) };
}

/** The roles in force on a day of all users who sign in as a participant and are not disabled. */
export async function rolesOf(tx: Transaction, participant: string, today: string): Promise<readonly Role[]> {
  const rows = await tx.query<{ role: Role }>(ROLES_AS, [participant, today]);
  return rows.map(({ role }) => role);
}
