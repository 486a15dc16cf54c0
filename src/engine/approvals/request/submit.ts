import { fingerprintOfTerms } from '../deal.js';
import { planSteps, type PlannedStep } from '../plan-steps.js';
import { apply } from './apply.js';
import type { Decided, Evaluation, Setting } from './commands.js';
import { refused } from './commands.js';
import { daysAfter } from './due-at.js';
import type { FoundStep, RequestEvent } from './events.js';
import { Unfolding } from './steps.js';
import type { Request } from './state.js';
import { validityOf } from './validity.js';

/** What a new request is of. `open` is a request of the same deal that is not ended, if there is one. */
export interface Submission extends Evaluation {
  readonly id: string;
  readonly parent: string | null;
  /** The fingerprint of the judged terms the submitter saw; null to take what is there. */
  readonly seen: string | null;
  readonly open: Pick<Request, 'id' | 'standing'> | null;
}

/**
 * Submits a deal: its judged terms are frozen by their fingerprint and the version of the matrix is pinned. What needs nobody is approved at once, by the
 * name of the rule; what cannot be judged, or that nobody may decide, fails closed.
 */
export function submit(submission: Submission, setting: Setting): Decided {
  const { id, parent, seen, open, judgement } = submission;
  if (open)
    return refused(
      'NOT_OPEN',
      `The deal has the request ${open.id}, which is ${open.standing.toLowerCase()}.`,
    );
  const { deal, matrix } = setting.asking;
  const terms = judgement.kind === 'judged' ? judgement.terms : new Map<string, undefined>();
  const hash = fingerprintOfTerms(terms, deal.currency);
  if (seen !== null && seen !== hash)
    return refused('OLD_FINGERPRINT', 'The deal has changed since it was looked at; look at it again.');
  const { actor, at } = setting;
  const by = { actor, actingFor: null, reason: null, at };
  const submitted: RequestEvent = {
    ...by,
    event: 'SUBMIT',
    deal: deal.id,
    parent,
    hash,
    matrix: matrix.fingerprint,
  };
  const unfolding = new Unfolding(apply(null, submitted, id), setting);
  evaluate(unfolding, submission, setting);
  return { events: [submitted, ...unfolding.events] };
}

/** Tries an evaluation that failed again, by the same terms. */
export function retry(request: Request, evaluation: Evaluation, setting: Setting): Decided {
  if (request.standing !== 'EVALUATION_FAILED') return refused('NOT_OPEN', 'The request was evaluated.');
  const { judgement } = evaluation;
  if (
    judgement.kind === 'judged' &&
    fingerprintOfTerms(judgement.terms, setting.asking.deal.currency) !== request.hash
  )
    return refused('OLD_FINGERPRINT', 'The deal has changed since; submit it anew.');
  const unfolding = new Unfolding(request, setting);
  unfolding.add({ event: 'RETRY' });
  evaluate(unfolding, evaluation, setting);
  return { events: unfolding.events };
}

function evaluate(unfolding: Unfolding, { judgement, decisions }: Evaluation, setting: Setting): void {
  const { asking, at, clock } = setting;
  const plan = planSteps(judgement, decisions, { ...asking, day: clock.dayOf(at) });
  if (plan.kind === 'failed')
    return unfolding.add(
      { event: 'EVALUATION_ERROR', code: plan.code },
      { actor: 'AUTO_FAILED', reason: plan.reason },
    );
  const steps = plan.steps.map((step) => found(step, setting));
  const validUntil = plan.isApproved ? validityOf(steps, setting) : null;
  const actor = nameOf(plan.steps);
  unfolding.add({ event: 'EVALUATED', steps, validUntil }, { actor });
  unfolding.goOn();
}

/** The rule by whose name an evaluation ends: no person approves what nobody was asked for. */
function nameOf(steps: readonly PlannedStep[]): string {
  if (steps.some(({ kind }) => kind === 'asked')) return 'AUTO_EVALUATED';
  return steps.some(({ kind }) => kind === 'carried') ? 'AUTO_CARRIED' : 'AUTO_NONE_REQUIRED';
}

function found(step: PlannedStep, { asking, clock }: Setting): FoundStep {
  const { requirement } = step;
  if (step.kind === 'carried') {
    const { id, people, at, day } = step.by;
    const { valid } = asking.matrix.terms;
    const holdsUntil = valid === null ? null : daysAfter(at ?? clock.momentOf(day, 0), valid, clock);
    return { requirement, standing: 'AUTO_CARRIED', carriedFrom: id, carriedOn: people, holdsUntil };
  }
  return { requirement, standing: step.kind === 'skipped' ? 'SKIPPED' : 'WAITING', carriedFrom: null };
}
