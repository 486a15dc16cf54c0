import { randomUUID } from 'node:crypto';
import type { Transaction } from '../../../platform/database/transaction.js';
import { toldAs } from '../events.js';
import type { Answer } from './post.js';

const AT_ONCE = 200;

/** A message that is to be sent now, held by a lease. */
export interface Due {
  readonly id: string;
  readonly event: string;
  readonly attempts: number;
  readonly lease: string;
  readonly body: string;
}

/** Endpoints that are told anything. */
export async function enabledEndpoints(tx: Transaction): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    'select id from webhook_endpoint where not disabled order by created_at, id',
  );
  return rows.map(({ id }) => id);
}

/**
 * Makes the deliveries of what happened since an endpoint's position, and moves it. One process does for an endpoint at a time; one that is killed in the
 * middle leaves both as they were. Whether there is more.
 */
export async function makeDeliveries(tx: Transaction, endpoint: string): Promise<boolean> {
  const [held] = await tx.query<{ position: string; events: string[] }>(
    'select position, events from webhook_endpoint where id = $1 and not disabled for update skip locked',
    [endpoint],
  );
  if (!held) return false;
  const [reached] = await tx.query<{ position: string }>('select last_position() as position');
  const upTo = BigInt(reached?.position ?? 0);
  const from = BigInt(held.position);
  if (upTo <= from) return false;
  const happened = await tx.query<Happened>(
    `with entries as (
       select a.entry, a.position from audit_entry a where a.position > $1 and a.position <= $2
         and exists (select from approval_event e where e.entry = a.entry) order by a.position limit $3
     ) select e.request, e.sequence, e.event, e.standing, t.position, r.deal from entries t join approval_event e on e.entry = t.entry
     join approval_request r on r.id = e.request order by t.position, e.request, e.sequence`,
    [from.toString(), upTo.toString(), AT_ONCE],
  );
  const positions = new Set(happened.map(({ position }) => position));
  const isMore = positions.size === AT_ONCE;
  const last = happened.at(-1)?.position;
  await insertDeliveries(tx, endpoint, {
    told: happened.flatMap((each) => {
      const event = toldAs(each.event, each.standing);
      return event !== null && held.events.includes(event) ? [{ ...each, event }] : [];
    }),
  });
  const to = isMore && last !== undefined ? last : upTo.toString();
  await tx.query('update webhook_endpoint set position = $2 where id = $1', [endpoint, to]);
  return isMore;
}

interface Happened {
  readonly request: string;
  readonly sequence: number;
  readonly event: string;
  readonly standing: string;
  readonly position: string;
  readonly deal: string;
}

async function insertDeliveries(
  tx: Transaction,
  endpoint: string,
  { told }: { readonly told: readonly Omit<Happened, 'standing'>[] },
): Promise<void> {
  if (told.length === 0) return;
  await tx.query(
    `insert into webhook_delivery (endpoint, id, event, request, sequence, position, deal)
     select $1, 'msg_' || request || '_' || sequence, event, request::uuid, sequence, position, deal
     from unnest($2::text[], $3::text[], $4::int[], $5::bigint[], $6::text[]) with ordinality as t (event, request, sequence, position, deal, place)
     order by place on conflict do nothing`,
    [
      endpoint,
      told.map(({ event }) => event),
      told.map(({ request }) => request),
      told.map(({ sequence }) => sequence),
      told.map(({ position }) => position),
      told.map(({ deal }) => deal),
    ],
  );
}

/**
 * $1 the endpoint, $2 how many at most, $3 the lease, $4 its seconds. In the order in which they were made, which the index has: however many wait, no more
 * are looked at than it takes to find those that are due. Of each deal only the first that waits, also one that is under way or to be tried again: what comes after it in time must not come
 * before it. That is asked by its own index, message by message.
 */
export const TAKE_DUE = `
  with due as (
    select d.endpoint, d.id from webhook_delivery d where d.endpoint = $1 and d.state = 'waiting' and d.next_at <= clock_timestamp()
      and (d.leased_until is null or d.leased_until < clock_timestamp())
      and d.nth = (select min(ahead.nth) from webhook_delivery ahead where ahead.endpoint = d.endpoint and ahead.deal = d.deal and ahead.state = 'waiting')
    order by d.nth limit $2 for update of d skip locked
  ), taken as (
    update webhook_delivery d set lease = $3, leased_until = clock_timestamp() + make_interval(secs => $4), attempts = d.attempts + 1
    from due where d.endpoint = due.endpoint and d.id = due.id returning d.*
  )
  select t.id, t.event as type, t.attempts, t.nth, t.position, t.request, t.sequence, t.deal, r.matrix, e.standing, e.event, e.step, e.happened_at as at,
    e.detail #>> '{asked,level}' as level, e.detail #> '{asked,people}' as people
  from taken t join approval_event e on e.request = t.request and e.sequence = t.sequence join approval_request r on r.id = t.request order by t.nth`;

/** Takes messages of an endpoint that are due, for as long as sending them may take; who was taken from by a crash is taken again after that. */
export async function takeDue(
  tx: Transaction,
  endpoint: string,
  { most, seconds }: { readonly most: number; readonly seconds: number },
): Promise<Due[]> {
  const lease = randomUUID();
  const rows = await tx.query<Row>(TAKE_DUE, [endpoint, most, lease, seconds]);
  return rows.map((row) => ({
    id: row.id,
    event: row.type,
    attempts: row.attempts,
    lease,
    body: bodyOf(row),
  }));
}

/** Days for which messages are kept after they were taken or given up; a policy of the database lets none be deleted before that. */
export const KEPT_DAYS = 30;

/** Deletes some of the messages that ended so long ago that nobody asks for them any more. How many. */
export async function deleteEnded(tx: Transaction, most: number): Promise<number> {
  const rows = await tx.query(
    `delete from webhook_delivery where (endpoint, id) in (
       select d.endpoint, d.id from webhook_endpoint e join webhook_delivery d on d.endpoint = e.id
       where d.state <> 'waiting' and d.ended_at < clock_timestamp() - make_interval(days => $1) limit $2 for update of d skip locked) returning id`,
    [KEPT_DAYS, most],
  );
  return rows.length;
}

interface Row {
  readonly id: string;
  readonly type: string;
  readonly attempts: number;
  readonly position: string;
  readonly request: string;
  readonly sequence: number;
  readonly deal: string;
  readonly matrix: string;
  readonly standing: string;
  readonly event: string;
  readonly step: number | null;
  readonly at: string | Date;
  readonly level: string | null;
  readonly people: readonly string[] | null;
}

/** What is told: ids and states alone. The same each time it is sent. */
function bodyOf({ type, at, people, level, step, ...row }: Row): string {
  const { deal, request, matrix, standing, event, sequence, position } = row;
  const asked = people === null ? {} : { level, people };
  const data = { deal, request, matrix, standing, event, step, ...asked, sequence, position };
  return JSON.stringify({ type, timestamp: new Date(at).toISOString(), data });
}

/** Writes down what came of an attempt, unless the lease is another's by now. `wait` in seconds; null ends it. */
export async function settleAttempt(
  tx: Transaction,
  endpoint: string,
  { of, answer, wait }: { readonly of: Due; readonly answer: Answer; readonly wait: number | null },
): Promise<void> {
  const state = answer.fault === null ? 'delivered' : wait === null ? 'failed' : 'waiting';
  await tx.query(
    `update webhook_delivery set state = $4, last_status = $5, last_fault = $6, lease = null, leased_until = null,
       next_at = clock_timestamp() + make_interval(secs => $7), ended_at = case when $4 = 'waiting' then null else clock_timestamp() end
     where endpoint = $1 and id = $2 and lease = $3`,
    [endpoint, of.id, of.lease, state, answer.status, answer.fault, wait ?? 0],
  );
}

/** Where messages of an endpoint go, and the secrets by which they are signed now, the newest first. */
export async function readTarget(
  tx: Transaction,
  endpoint: string,
): Promise<{ readonly url: string; readonly secrets: readonly string[] } | undefined> {
  const [row] = await tx.query<{ url: string; secrets: string[] }>(
    `select e.url, array(select webhook_signing(e.id)) as secrets from webhook_endpoint e where e.id = $1 and not e.disabled`,
    [endpoint],
  );
  return row;
}
