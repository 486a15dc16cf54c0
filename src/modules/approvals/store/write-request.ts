import { apply } from '../../../engine/approvals/request/apply.js';
import type { RequestEvent } from '../../../engine/approvals/request/events.js';
import { ENDED, type Request, type Step } from '../../../engine/approvals/request/state.js';
import type { Terms } from '../../../engine/approvals/deal.js';
import { invariant } from '../../../engine/kernel/invariant.js';
import type { ChangeTransaction } from '../../../platform/database/transaction.js';
import { termsToJson } from './terms-json.js';

/** What a request freezes beside its log. */
export interface Frozen {
  readonly matrix: string;
  readonly seller: string | null;
  readonly terms: Terms;
  readonly revision: bigint;
  /** Up to which position rules and people were known by which it was judged. */
  readonly judgedAt: bigint;
  /** The fingerprint of what was said of the deal. */
  readonly said: string;
  /** Whose the deal is, who sells it and what it comes to. */
  readonly offered: Terms;
  readonly wordings: ReadonlyMap<string, string>;
}

/** Writes a new request with its first events. */
export async function insertRequest(
  tx: ChangeTransaction,
  {
    id,
    events,
    frozen,
  }: { readonly id: string; readonly events: readonly RequestEvent[]; readonly frozen: Frozen },
): Promise<Request> {
  const [first] = events;
  invariant(first?.event === 'SUBMIT', 'a request begins with SUBMIT');
  const { deal, parent, hash, matrix, actor, at } = first;
  const values = [
    id,
    deal,
    frozen.matrix,
    matrix,
    parent,
    actor,
    frozen.seller,
    hash,
    JSON.stringify(termsToJson(frozen.terms)),
    frozen.revision.toString(),
    JSON.stringify(Object.fromEntries(frozen.wordings)),
    new Date(at).toISOString(),
    tx.entry.toString(),
    frozen.judgedAt.toString(),
    frozen.said,
    JSON.stringify(termsToJson(frozen.offered)),
  ];
  await tx.query(
    `insert into approval_request (id, deal, matrix, matrix_version, parent, submitter, seller, standing, hash, terms, deal_revision, wordings, revision,
       submitted_at, entry, judged_at, said, offered)
     values ($1, $2, $3, $4, $5, $6, $7, 'EVALUATING', $8, $9, $10, $11, 1, $12, $13, $14, $15, $16)`,
    values,
  );
  return await writeEvents(tx, { id, before: null, events });
}

/** Writes what happened to a request, and the state that it leads to. Who comes second on the same revision writes nothing. */
export async function writeEvents(
  tx: ChangeTransaction,
  {
    id,
    before,
    events,
  }: { readonly id: string; readonly before: Request | null; readonly events: readonly RequestEvent[] },
): Promise<Request> {
  let now = before;
  const rows: unknown[][] = [];
  for (const event of events) {
    const last = now;
    now = apply(now, event, id);
    rows.push(rowOf(event, { last, now }));
  }
  invariant(now !== null, `nothing happened to the request ${id}`);
  const columns = Array.from({ length: 12 }, (_, at) => rows.map((row) => row[at]));
  await tx.query(
    `insert into approval_event (request, entry, sequence, event, step, actor, acting_for, reason, happened_at, standing_before, standing, hash,
       matrix_version, detail)
     select $1, $2, * from unnest($3::int[], $4::text[], $5::int[], $6::text[], $7::text[], $8::text[], $9::timestamptz[], $10::text[], $11::text[],
       $12::text[], $13::text[], $14::jsonb[])`,
    [id, tx.entry.toString(), ...columns],
  );
  await writeState(tx, now, before?.revision ?? 1);
  return now;
}

function rowOf(event: RequestEvent, { last, now }: { last: Request | null; now: Request }): unknown[] {
  return [
    now.revision,
    event.event,
    'step' in event ? event.step : null,
    event.actor,
    event.actingFor,
    event.reason,
    new Date(event.at).toISOString(),
    last?.standing ?? null,
    now.standing,
    now.hash,
    now.matrix,
    JSON.stringify(event),
  ];
}

async function writeState(tx: ChangeTransaction, request: Request, seen: number): Promise<void> {
  const { id, standing, revision, validUntil } = request;
  const until = validUntil === null ? null : new Date(validUntil).toISOString();
  const ended = ENDED.has(standing);
  const changed = await tx.query<{ id: string }>(
    `update approval_request set standing = $2, revision = $3, valid_until = $4, entry = $5,
       ended_at = case when $6 then coalesce(ended_at, clock_timestamp()) end
     where id = $1 and revision = $7 returning id`,
    [id, standing, revision, until, tx.entry.toString(), ended, seen],
  );
  invariant(changed.length === 1, `the request ${id} changed while it was locked`);
  for (const [at, step] of request.steps.entries()) await writeStep(tx, { id, at, step });
}

async function writeStep(
  tx: ChangeTransaction,
  { id, at, step }: { readonly id: string; readonly at: number; readonly step: Step },
): Promise<void> {
  const { requirement, level, standing, people, quorum, dueAt, rung } = step;
  const due = dueAt === null ? null : new Date(dueAt).toISOString();
  await tx.query(
    `insert into approval_step (request, step, level, asked_level, standing, people, quorum, asked_at, due_at, decided_at, rung)
     values ($1, $2, $3, $4, $5, $6, $7, case when $5 = 'REQUESTED' then clock_timestamp() end, $8,
       case when $5 not in ('WAITING', 'REQUESTED') then clock_timestamp() end, $9)
     on conflict (request, step) do update set asked_level = excluded.asked_level, standing = excluded.standing, people = excluded.people,
       quorum = excluded.quorum, due_at = excluded.due_at, rung = excluded.rung,
       asked_at = coalesce(approval_step.asked_at, excluded.asked_at), decided_at = excluded.decided_at
     where (approval_step.asked_level, approval_step.standing, approval_step.people, approval_step.quorum, approval_step.due_at, approval_step.rung)
       is distinct from (excluded.asked_level, excluded.standing, excluded.people, excluded.quorum, excluded.due_at, excluded.rung)`,
    [id, at, requirement.level, level, standing, [...people], quorum, due, rung],
  );
}
