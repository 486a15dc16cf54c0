import { refused, type Decided, type Setting } from './commands.js';
import { rightOf } from './deciding/right-of.js';
import type { Unfolding } from './steps.js';
import type { Request } from './state.js';
import { refresh } from './tend.js';

/** A decision of a person on a step. */
export interface Decision {
  readonly step: number;
  readonly decision: 'approve' | 'reject';
  /** The fingerprint of what the person saw. */
  readonly hash: string;
  readonly reason: string | null;
}

/**
 * Decides a step: the decision guard of the state machine, then the vote, and what follows from it. Doing the same twice changes nothing. Who may decide is
 * found as the organisation stands now, so that whoever left, moved or takes part in the deal by now may not.
 */
export function decide(before: Request, decision: Decision, setting: Setting): Decided {
  const unfolding = refresh(before, setting);
  const { request } = unfolding;
  const step = request.steps[decision.step];
  if (!step) return refused('NOT_OPEN', 'The request has no such step.');
  const own = step.votes.find(({ person }) => person === setting.actor);
  if (own && own.decision === decision.decision && own.hash === decision.hash)
    return { events: unfolding.events };
  if (own) return refused('ALREADY_DECIDED', 'You decided this step; take your decision back first.');
  if (request.standing !== 'PENDING' || step.standing !== 'REQUESTED')
    return refused(
      'NOT_OPEN',
      `The step is ${step.standing.toLowerCase()} and the request ${request.standing.toLowerCase()}.`,
    );
  if (decision.hash !== request.hash)
    return refused('OLD_FINGERPRINT', 'The deal has changed since you looked at it; look at it again.');
  const right = rightOf(request, decision.step, setting);
  if ('refused' in right) return right;
  return vote(unfolding, decision, right.actingFor);
}

function vote(unfolding: Unfolding, decision: Decision, actingFor: string | null): Decided {
  const { step, hash, reason } = decision;
  if (decision.decision === 'reject') {
    if (reason === null || reason.trim() === '') return refused('NO_REASON', 'Say why you reject the deal.');
    unfolding.add({ event: 'REJECT', step, hash }, { actingFor, reason });
    unfolding.add({ event: 'STEP_REJECTED', step }, { actingFor, reason });
    unfolding.end({ event: 'REJECTED' }, { actingFor, reason });
    return { events: unfolding.events };
  }
  unfolding.add({ event: 'APPROVE', step, hash }, { actingFor, reason });
  unfolding.count(step);
  unfolding.goOn();
  // Whoever decided here is not asked elsewhere where two people must.
  unfolding.reorganise();
  return { events: unfolding.events };
}

/** Takes an approval back, while the next level has not decided. */
export function retract(before: Request, step: number, setting: Setting): Decided {
  const unfolding = refresh(before, setting);
  const { request } = unfolding;
  const own = request.steps[step];
  const { actor } = setting;
  if (request.standing !== 'PENDING' || !own) return refused('NOT_OPEN', 'The request is decided.');
  if (!own.votes.some(({ person, decision }) => person === actor && decision === 'approve'))
    return refused('NOTHING_TO_RETRACT', 'You approved nothing here.');
  if (own.standing !== 'REQUESTED' && own.standing !== 'APPROVED')
    return refused('NOT_OPEN', 'Somebody passed the level over, so that your approval decides nothing.');
  const above = request.steps.some(
    ({ requirement, standing, votes }) =>
      requirement.chain === own.requirement.chain &&
      requirement.order > own.requirement.order &&
      (standing === 'OVERRIDDEN' || votes.some(({ person }) => person !== actor)),
  );
  if (above) return refused('DECIDED_ABOVE', 'The next level has decided.');
  unfolding.takeBack(step);
  return { events: unfolding.events };
}
