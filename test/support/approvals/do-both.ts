import type { Request } from '../../../src/engine/approvals/request/state.js';
import type { ModelDeal } from './approval-model.js';
import type { Outcome } from './model-levels.js';
import type { Trial } from './model-request.js';
import { as, codeOf, type Offers } from './offers.js';

/** Something that is done to a request. */
export interface Act {
  readonly kind: string;
  readonly person: string;
  readonly step: number;
  readonly to: readonly string[];
}

/** What a command may say; `pick` names somebody who is asked, or who voted, as the model has it. */
export interface Said {
  readonly kind: string;
  readonly pick?: number;
  readonly person?: string;
  readonly step?: number;
  readonly to?: string | readonly string[];
}

const BY_PICK: Readonly<Record<string, string>> = {
  sign: 'approve',
  'sign-for': 'approve',
  refuse: 'reject',
  unsign: 'retract',
  'hand-on': 'delegate',
  withdraw: 'recall',
};

/** A command with who does it and at which step. */
export function actOf({ kind, pick, person = 'vic', step = 0, to = [] }: Said, model: ModelDeal): Act {
  const others = typeof to === 'string' ? [to] : to;
  if (pick === undefined) return { kind, person, step, to: others };
  if (kind === 'withdraw') return { kind: 'recall', person: model.seller, step, to: others };
  const among = kind === 'unsign' ? model.voted() : kind === 'sign-for' ? model.deputies() : model.asked();
  const found = among[pick % Math.max(1, among.length)] ?? { person, step };
  return { kind: BY_PICK[kind] ?? kind, to: others, ...found };
}

/** Does it to the stored request and to the model: what the model says of it, and the code of the refusal. */
export async function doBoth(
  act: Act,
  { model, request }: { readonly model: ModelDeal; readonly request: Request },
  offers: Offers,
): Promise<readonly [wanted: Outcome, code: string]> {
  const code = await codeOf(stored(act, request, offers));
  return [model.act((trial) => modelled(act, trial), act.kind === 'tend'), code];
}

function stored(
  { kind, person, step, to }: Act,
  { id: request, hash }: Request,
  offers: Offers,
): Promise<unknown> {
  const { approvals } = offers;
  const who = as(person);
  const [first = person] = to;
  switch (kind) {
    case 'approve':
    case 'reject':
      return approvals.decide(who, { request, step, decision: kind, hash, reason: 'So' });
    case 'retract':
      return approvals.retract(who, request, step);
    case 'delegate':
      return approvals.delegate(who, { request, step, to: first });
    case 'reassign':
      return approvals.reassign(who, { request, step, to, reason: 'Away' });
    case 'override':
      return approvals.override(who, { request, step, reason: 'Now', second: null });
    case 'recall':
      return approvals.recall(who, request);
    case 'lost':
      return approvals.lost(who, request);
    case 'retry':
      return approvals.retry(who, request);
    default:
      return approvals.tend(who, request);
  }
}

function modelled({ kind, person, step, to }: Act, trial: Trial): Outcome {
  const [first = person] = to;
  switch (kind) {
    case 'approve':
    case 'reject':
      return trial.decide(person, step, kind === 'approve');
    case 'retract':
      return trial.retract(person, step);
    case 'delegate':
      return trial.delegate(person, step, first);
    case 'reassign':
      return trial.reassign(person, step, to);
    case 'override':
      return trial.override(person, step);
    case 'recall':
      return trial.recall(person);
    case 'lost':
      return trial.lose();
    case 'retry':
      return trial.retry();
    default:
      trial.pass();
      return 'done';
  }
}
