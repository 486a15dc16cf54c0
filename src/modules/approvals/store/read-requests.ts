import type { RequestEvent } from '../../../engine/approvals/request/events.js';
import { replay } from '../../../engine/approvals/request/apply.js';
import { ENDED, type Request } from '../../../engine/approvals/request/state.js';
import type { Terms } from '../../../engine/approvals/deal.js';
import { invariant } from '../../../engine/kernel/invariant.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { termsFromJson } from './terms-json.js';

/** A request as it is stored: its state by its log, and what it froze. */
export interface StoredRequest {
  readonly request: Request;
  readonly events: readonly RequestEvent[];
  readonly terms: Terms;
  readonly matrix: string;
  readonly seller: string | null;
  readonly wordings: ReadonlyMap<string, string>;
  /** When it was submitted, in milliseconds since 1970-01-01 UTC, and up to which position rules and people were known by which it was judged. */
  readonly submittedAt: number;
  readonly judgedAt: bigint;
  /** The fingerprint of what was said of the deal then; null for requests from before it was kept. */
  readonly said: string | null;
  /** Whose the deal was, who sold it and what it came to; null as above. */
  readonly offered: Terms | null;
}

interface Row {
  readonly id: string;
  readonly matrix: string;
  readonly seller: string | null;
  readonly terms: Parameters<typeof termsFromJson>[0];
  readonly wordings: Readonly<Record<string, string>>;
  readonly events: readonly RequestEvent[] | null;
  readonly judged_at: string;
  readonly said: string | null;
  readonly offered: Row['terms'] | null;
}

const ROWS = `
  select r.id, r.matrix, r.seller, r.terms, r.wordings, r.said, r.offered,
    coalesce(r.judged_at, (select a.position from approval_event e join audit_entry a on a.entry = e.entry where e.request = r.id and e.sequence = 1))
      as judged_at,
    (select jsonb_agg(e.detail order by e.sequence) from approval_event e where e.request = r.id) as events
  from approval_request r`;

/** Whether a text may be the id of a request at all. */
export function isRequestId(id: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
}

/**
 * A request, others waiting until this transaction ends; nothing where there is none. The log is read after the wait: a statement that waits keeps the
 * sight of when it began.
 */
export async function lockRequest(tx: Transaction, id: string): Promise<StoredRequest | undefined> {
  await tx.query('select from approval_request where id = $1 for update', [id]);
  return (await readRequests(tx, [id]))[0];
}

/** Requests by id, in no order. */
export async function readRequests(tx: Transaction, ids: readonly string[]): Promise<StoredRequest[]> {
  const rows = await tx.query<Row>(`${ROWS} where r.id = any($1)`, [ids]);
  return rows.map(restored);
}

/** The request of a deal by a matrix that has not ended, others waiting until this transaction ends. Where it ends while this waits, another may have taken its place. */
export async function lockOpenRequest(
  tx: Transaction,
  deal: string,
  matrix: string,
): Promise<StoredRequest | undefined> {
  for (;;) {
    const [open] = await tx.query<{ id: string }>(
      'select id from approval_request where deal = $1 and matrix = $2 and ended_at is null',
      [deal, matrix],
    );
    if (!open) return undefined;
    const held = await lockRequest(tx, open.id);
    if (held && !ENDED.has(held.request.standing)) return held;
  }
}

/** All requests of a deal, the first submitted first. */
export async function requestsOfDeal(tx: Transaction, deal: string): Promise<StoredRequest[]> {
  const rows = await tx.query<Row>(`${ROWS} where r.deal = $1 order by r.submitted_at, r.id`, [deal]);
  return rows.map(restored);
}

function restored({
  id,
  matrix,
  seller,
  terms,
  wordings,
  events,
  judged_at,
  said,
  offered,
}: Row): StoredRequest {
  const log = events ?? [];
  const [first] = log;
  const request = replay(log, id);
  invariant(request !== null && first !== undefined, `the request ${id} has no log`);
  return {
    request,
    events: log,
    terms: termsFromJson(terms),
    matrix,
    seller,
    wordings: new Map(Object.entries(wordings)),
    submittedAt: first.at,
    judgedAt: BigInt(judged_at),
    said,
    offered: offered && termsFromJson(offered),
  };
}

/** All requests of many deals, by deal, the first submitted first. */
export async function requestsOfDeals(
  tx: Transaction,
  deals: readonly string[],
): Promise<ReadonlyMap<string, readonly StoredRequest[]>> {
  const rows = await tx.query<Row>(`${ROWS} where r.deal = any($1::text[]) order by r.submitted_at, r.id`, [
    [...deals],
  ]);
  const found = new Map<string, StoredRequest[]>();
  for (const row of rows) {
    const stored = restored(row);
    const { deal } = stored.request;
    const known = found.get(deal);
    if (known) known.push(stored);
    else found.set(deal, [stored]);
  }
  return found;
}
