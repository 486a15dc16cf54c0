import { FACT_TABLES, type FactTable } from '../../../platform/database/known.js';
import { TELLING } from '../../../platform/database/telling.js';
import type { Transaction } from '../../../platform/database/transaction.js';

/** A request that is to be looked at, since a position; `failed`: looking at it failed the last time. */
export interface RequestToTend {
  readonly request: string;
  readonly position: string;
  readonly failed: boolean;
}

/** Facts that say who is there, who manages whom, who has which role and who stands in for whom. */
const OF_PEOPLE: readonly FactTable[] = [
  'participant',
  'assignment',
  'absence',
  'approver_group_member',
  'approval_delegation',
];
/** Facts of accounts, which may say who approves as well. */
const OF_ACCOUNTS = FACT_TABLES.filter((table) => table === 'account' || table.startsWith('account_'));

/** Acts by which somebody may sign in from now on, or no longer, or is another participant. */
const OF_ACCESS = ['user.add', 'user.change', 'user.disable', 'user.enable'];

/** Entries that told something after position $1, up to $2: those under which it was written, and imports that were taken back. */
const FRESH = `
  with told as materialized (
    select entry from audit_entry where position > $1::bigint and position <= $2::bigint and action = any($3::text[])
  ), fresh as materialized (select entry from told union select undone from import_undo where entry in (select entry from told))`;

const within = (tables: readonly string[]): string =>
  tables
    .map((table) => `exists (select from ${table} where entry = any(array(select entry from fresh)))`)
    .join(' or ');

/**
 * Writes down which open requests are to be looked at because of what was told since this was done last: of a deal that was told, all that people are asked
 * about where something was told of people or a new day began, and all the first time. Who comes second finds it done.
 */
export async function findRequestsToTend(tx: Transaction, day: string): Promise<void> {
  const [progress] = await tx.query<{ position: string | null; day: string | null }>(
    'select position, day from tending_progress for update',
  );
  const [last] = await tx.query<{ position: string }>('select last_position() as position');
  const [since, now] = [progress?.position ?? null, last?.position ?? '0'];
  const isNewDay = progress?.day !== day;
  if (since === now && !isNewDay) return;
  if (since === null) await insert(tx, now, 'true');
  else {
    const told = [since, now, Object.values(TELLING)];
    if (isNewDay || (await isOfPeople(tx, since, now))) await insert(tx, now, `r.standing = 'PENDING'`);
    await tx.query(
      `${FRESH}, deals as (
         select external_id as deal from deal where entry = any(array(select entry from fresh))
         union select deal from deal_line where entry = any(array(select entry from fresh)))
       ${INTO} select r.id, $2::bigint from approval_request r where r.ended_at is null and r.deal in (select deal from deals) ${KEEP}`,
      told,
    );
  }
  await tx.query('update tending_progress set position = $1, day = $2', [now, day]);
}

const INTO = 'insert into request_to_tend (request, position)';
const KEEP = 'on conflict (request) do update set position = excluded.position';

async function insert(tx: Transaction, position: string, which: string): Promise<void> {
  await tx.query(
    `${INTO} select r.id, $1::bigint from approval_request r where r.ended_at is null and ${which} ${KEEP}`,
    [position],
  );
}

async function isOfPeople(tx: Transaction, since: string, now: string): Promise<boolean> {
  const [row] = await tx.query<{ found: boolean }>(
    `${FRESH} select ${within([...OF_PEOPLE, ...OF_ACCOUNTS])} or exists (
       select from audit_entry where position > $1::bigint and position <= $2::bigint and action = any($4::text[])) as found`,
    [since, now, Object.values(TELLING), OF_ACCESS],
  );
  return row?.found === true;
}

/** The next that are to be looked at, in their order: of those that failed the last time, or of the others. */
export async function readRequestsToTend(
  tx: Transaction,
  { failed, after, most }: { readonly failed: boolean; readonly after: string | null; readonly most: number },
): Promise<readonly RequestToTend[]> {
  return await tx.query<RequestToTend>(
    `select request, position, failed from request_to_tend
     where failed = $1 and ($2::uuid is null or request > $2) order by request limit $3`,
    [failed, after, most],
  );
}

/** Takes those out that were looked at, but for those of which more was told meanwhile. */
export async function requestsTended(tx: Transaction, of: readonly RequestToTend[]): Promise<void> {
  await tx.query(
    `delete from request_to_tend t using unnest($1::uuid[], $2::bigint[]) done (request, position)
     where (t.request, t.position) = (done.request, done.position)`,
    [of.map(({ request }) => request), of.map(({ position }) => position)],
  );
}

/** Marks one that could not be looked at, so that it is tried again by itself. */
export async function requestFailed(tx: Transaction, { request }: RequestToTend): Promise<void> {
  await tx.query('update request_to_tend set failed = true where request = $1 and not failed', [request]);
}
