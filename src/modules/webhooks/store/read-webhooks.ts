import type { Transaction } from '../../../platform/database/transaction.js';
import type { CursorKeys } from '../../../platform/graphql/schema/cursor.js';
import type { WebhookEvent } from '../events.js';

/** An endpoint that is told of approvals, and how it fares. */
export interface Endpoint {
  readonly id: string;
  readonly url: string;
  readonly description: string;
  readonly events: WebhookEvent[];
  readonly isDisabled: boolean;
  readonly createdAt: string;
  /** Until when the secret before the present one signs as well. */
  readonly oldSecretUntil: string | null;
  readonly waiting: number;
  readonly delivered: number;
  readonly failed: number;
}

const MOMENT = (sql: string): string => `to_char(${sql} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

/** Endpoints, the oldest first; one of them where an id is given. */
export async function readEndpoints(tx: Transaction, id: string | null): Promise<Endpoint[]> {
  return await tx.query<Endpoint>(
    `select e.id, e.url, e.description, e.events, e.disabled as "isDisabled", ${MOMENT('e.created_at')} as "createdAt",
       (select ${MOMENT('max(s.valid_until)')} from webhook_secret s where s.endpoint = e.id and s.valid_until > clock_timestamp()) as "oldSecretUntil",
       coalesce(d.waiting, 0) as waiting, coalesce(d.delivered, 0) as delivered, coalesce(d.failed, 0) as failed
     from webhook_endpoint e left join lateral (
       select count(*) filter (where state = 'waiting')::int as waiting, count(*) filter (where state = 'delivered')::int as delivered,
         count(*) filter (where state = 'failed')::int as failed from webhook_delivery where endpoint = e.id
     ) d on true
     where $1::uuid is null or e.id = $1 order by e.created_at, e.id`,
    [id],
  );
}

/** A message to an endpoint. */
export interface Delivery {
  readonly nth: string;
  readonly id: string;
  readonly webhook: string;
  readonly event: WebhookEvent;
  readonly request: string;
  readonly deal: string;
  readonly sequence: number;
  readonly state: 'waiting' | 'delivered' | 'failed';
  readonly attempts: number;
  readonly nextAt: string | null;
  readonly lastStatus: number | null;
  readonly lastFault: string | null;
  readonly createdAt: string;
  readonly endedAt: string | null;
}

/** Which messages are listed; null lets all through. */
export interface DeliveryFilter {
  readonly webhook: string | null;
  readonly state: string | null;
}

const WANTED = '($1::uuid is null or d.endpoint = $1) and ($2::text is null or d.state = $2)';

/** A page of messages, the latest first. */
export async function readDeliveries(
  tx: Transaction,
  { webhook, state }: DeliveryFilter,
  { after, limit }: { readonly after: CursorKeys | null; readonly limit: number },
): Promise<Delivery[]> {
  return await tx.query<Delivery>(
    `select d.nth, d.id, d.endpoint as webhook, d.event, d.request, r.deal, d.sequence, d.state, d.attempts,
       case when d.state = 'waiting' then ${MOMENT('d.next_at')} end as "nextAt", d.last_status as "lastStatus", d.last_fault as "lastFault",
       ${MOMENT('d.created_at')} as "createdAt", ${MOMENT('d.ended_at')} as "endedAt"
     from webhook_delivery d join approval_request r on r.id = d.request
     where ${WANTED} and ($3::bigint is null or d.nth < $3::bigint) order by d.nth desc limit $4`,
    [webhook, state, after?.[0] ?? null, limit],
  );
}

/** How many there are. */
export async function countDeliveries(tx: Transaction, { webhook, state }: DeliveryFilter): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `select count(*)::int as count from webhook_delivery d where ${WANTED}`,
    [webhook, state],
  );
  return row?.count ?? 0;
}
