import { exclusionOf, isEntitled } from '../../../engine/approvals/approvers.js';
import { wordingsOf } from '../../../engine/approvals/judge-deal.js';
import { offeredOf } from '../../../engine/approvals/offered/offered.js';
import type { Decided, Evaluation } from '../../../engine/approvals/request/commands.js';
import { dealChanged } from '../../../engine/approvals/request/tend.js';
import { submit } from '../../../engine/approvals/request/submit.js';
import { apply } from '../../../engine/approvals/request/apply.js';
import type { RequestEvent } from '../../../engine/approvals/request/events.js';
import type { Request } from '../../../engine/approvals/request/state.js';
import type { ApprovalMatrix } from '../../../engine/rulebook/rulebook.js';
import { randomUUID } from 'node:crypto';
import type { ChangeTransaction } from '../../../platform/database/transaction.js';
import type { DealSetting, Surroundings } from '../setting/read-setting.js';
import { humanDecisions } from '../store/human-decisions.js';
import { requestsOfDeal, type StoredRequest } from '../store/read-requests.js';
import { insertRequest, writeEvents } from '../store/write-request.js';
import { saidOf } from '../setting/as-submitted.js';
import { NO_TERMS } from './hash-now.js';
import { eventsOf } from './outcome.js';

/** What evaluating a deal needs: what the matrix says of it now, and what people decided on it before. */
export async function evaluationOf(
  tx: ChangeTransaction | Parameters<typeof requestsOfDeal>[0],
  setting: DealSetting,
): Promise<Evaluation> {
  return evaluationBy(setting, await requestsOfDeal(tx, setting.asking.deal.id));
}

/** The same by the requests that a deal had before. What was decided by another matrix is no decision by this one, whatever its levels and rows are called. */
export function evaluationBy(
  { asking, ready, clock }: DealSetting,
  before: readonly StoredRequest[],
): Evaluation {
  const own = before.filter(({ matrix }) => matrix === asking.matrix.id);
  const decisions = humanDecisions(own, {
    dayOf: (at) => clock.dayOf(at),
    mayDecide: (person) => exclusionOf(person, asking) === null,
    isEntitled: (person, level) => isEntitled(person, level, asking),
  });
  return { judgement: ready.judge(asking.deal), decisions };
}

/** Submits a deal and writes the request down. */
export async function submitDeal(
  tx: ChangeTransaction,
  {
    setting,
    parent,
    seen,
  }: {
    readonly setting: DealSetting;
    readonly parent: string | null;
    readonly seen: string | null;
  },
): Promise<Request> {
  const { asking, stored } = setting;
  const evaluation = await evaluationOf(tx, setting);
  const id = randomUUID();
  const events = eventsOf(submit({ id, parent, seen, open: null, ...evaluation }, setting));
  const { judgement } = evaluation;
  return await insertRequest(tx, {
    id,
    events,
    frozen: {
      matrix: asking.matrix.id,
      seller: stored.seller,
      terms: judgement.kind === 'judged' ? judgement.terms : NO_TERMS,
      revision: stored.revision,
      judgedAt: setting.position,
      said: saidOf(stored),
      offered: offeredOf(asking.deal),
      wordings: wordingsOf(asking.matrix),
    },
  });
}

/** What changed of a request because the deal did; and the request that takes its place, where one must. */
export async function followDeal(
  tx: ChangeTransaction,
  {
    request,
    hash,
    setting,
    surroundings,
    matrix,
  }: {
    readonly request: Request;
    /** Of the terms as they are now, judged as they were when it was submitted. */
    readonly hash: string;
    readonly setting: DealSetting;
    readonly surroundings: Surroundings;
    /** In force now, for the request that takes the place; null where none is: nothing asks for an approval any more. */
    readonly matrix: ApprovalMatrix | null;
  },
): Promise<{ readonly request: Request; readonly next: Request | null }> {
  const events = eventsOf(dealChanged(request, hash, setting));
  if (events.length === 0) return { request, next: null };
  const now = await writeEvents(tx, { id: request.id, before: request, events });
  if (now.standing !== 'SUPERSEDED' || matrix === null) return { request: now, next: null };
  const again = surroundings.of(setting.stored, matrix, request.submitter);
  const next = await submitDeal(tx, { setting: again, parent: request.id, seen: null });
  return { request: now, next };
}

/** Writes what a command came to. */
export async function carryOut(
  tx: ChangeTransaction,
  { request }: Pick<StoredRequest, 'request'>,
  decided: Decided,
): Promise<{ readonly request: Request; readonly events: readonly RequestEvent[] }> {
  const events = eventsOf(decided);
  if (events.length === 0) return { request, events };
  const now = await writeEvents(tx, { id: request.id, before: request, events });
  return { request: now, events };
}

/** A request after events that are not written: for previews. */
export function after(request: Request, events: readonly RequestEvent[]): Request {
  return events.reduce((now, event) => apply(now, event, request.id), request);
}
