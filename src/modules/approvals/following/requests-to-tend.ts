import type { Transaction } from '../../../platform/database/transaction.js';
import { FRESH, isToldOfPeople, TOLD } from '../setting/people-told.js';

/** A request that is to be looked at, since a position; `failed`: looking at it failed the last time. */
export interface RequestToTend {
  readonly request: string;
  readonly position: string;
  readonly failed: boolean;
}

/**
 * Writes down which open requests are to be looked at because of what was told since this was done last: of a deal that was told or booked, all that people are asked
 * about where something was told of people or a new day began, and all the first time. Who comes second finds it done.
 */
export async function findRequestsToTend(
  tx: Transaction,
  { day, timeZone }: { readonly day: string; readonly timeZone: string },
): Promise<void> {
  const [progress] = await tx.query<{ position: string | null; day: string | null }>(
    'select position, day from tending_progress for update',
  );
  await tx.query(SET_ZONE, [timeZone]);
  const [last] = await tx.query<{ position: string }>('select last_position() as position');
  const [since, now] = [progress?.position ?? null, last?.position ?? '0'];
  const isNewDay = progress?.day !== day;
  if (since === now && !isNewDay) return;
  if (since === null) await insert(tx, now, 'true');
  else {
    if (isNewDay || (await isToldOfPeople(tx, since, now))) await insert(tx, now, `r.standing = 'PENDING'`);
    await tx.query(
      `${FRESH}, deals as (
         select external_id as deal from deal where entry = any(array(select entry from fresh))
         union select deal from deal_line where entry = any(array(select entry from fresh))
         union select deal from booking_line where entry = any(array(select entry from fresh)) and deal is not null)
       ${INTO} select r.id, $2::bigint from approval_request r where r.ended_at is null and r.deal in (select deal from deals) ${KEEP}`,
      [since, now, TOLD],
    );
  }
  await tx.query('update tending_progress set position = $1, day = $2', [now, day]);
}

/** Says where the company is; a place that the database does not know is none. */
const SET_ZONE = `
  update tending_progress set time_zone = $1
  where time_zone is distinct from $1 and exists (select from pg_timezone_names where name = $1)`;

const INTO = 'insert into request_to_tend (request, position)';
const KEEP = 'on conflict (request) do update set position = excluded.position';

async function insert(tx: Transaction, position: string, which: string): Promise<void> {
  await tx.query(
    `${INTO} select r.id, $1::bigint from approval_request r where r.ended_at is null and ${which} ${KEEP}`,
    [position],
  );
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
