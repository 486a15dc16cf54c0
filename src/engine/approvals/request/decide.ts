import { candidates, exclusionOf } from '../approvers.js';
import type { Exclusion } from '../organisation.js';
import { refused, type Decided, type RefusalCode, type Setting } from './commands.js';
import { Unfolding } from './steps.js';
import type { Request, Step } from './state.js';
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
  const right = rightOf(request, step, setting);
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

/** Whom the actor decides for: themselves, or somebody who delegated; or why they may not. */
function rightOf(
  request: Request,
  step: Step,
  setting: Setting,
): { readonly actingFor: string | null } | Refused {
  const { actor, asking } = setting;
  const excluded = exclusionOf(actor, asking);
  if (excluded) return excludedBy(excluded);
  const votes = request.steps.flatMap((each) => each.votes);
  const isTwice = votes.some(({ person, actingFor }) => person === actor || actingFor === actor);
  if (isTwice && asking.matrix.terms.samePersonTwice === 'two-people')
    return no('DECIDED_BEFORE', 'You decided another step of this request, and two people must.');
  if (asking.organisation.grantedOwnRight(actor, step.level))
    return no(
      'GRANTED_OWN_RIGHT',
      'You gave yourself the right to decide at this level; somebody else decides.',
    );
  if (!step.people.includes(actor)) return delegatedTo(step, setting);
  // A seat has one vote, whoever gives it.
  const deputy = step.votes.find(({ actingFor }) => actingFor === actor);
  if (deputy) return no('ALREADY_DECIDED', `${deputy.person} has decided for you.`);
  return { actingFor: null };
}

type Refused = Extract<Decided, { readonly refused: RefusalCode }>;

function delegatedTo(step: Step, { actor, asking }: Setting): { readonly actingFor: string } | Refused {
  const { organisation, parties } = asking;
  const from = step.people
    .filter((person) => organisation.delegatesOf(person).some(({ to, covers }) => to === actor && covers))
    .find((person) => exclusionOf(person, asking) === null);
  if (from === undefined) return no('NOT_ASKED', 'You are not asked at this step.');
  if (organisation.managerOf(actor) === parties.submitter)
    return no('REPORTS_TO_SUBMITTER', 'Whoever reports to the submitter may not decide for somebody else.');
  // One decision for a person is enough, whoever makes it.
  if (step.votes.some(({ person, actingFor }) => person === from || actingFor === from))
    return no('ALREADY_DECIDED', `${from}, for whom you would decide, has decided.`);
  return { actingFor: from };
}

function no(refused: RefusalCode, message: string): Refused {
  return { refused, message };
}

/** Why the actor may not decide, or somebody else whom they name. */
function excludedBy(why: Exclusion, other: string | null = null): Refused {
  if (why === 'NOT_ACTIVE') return no('NOT_ACTIVE', 'Only people who work here decide.');
  const takesPart = other === null ? 'You take' : `${other} takes`;
  return no('TAKES_PART', `${takesPart} part in this deal (${why.toLowerCase()}) and may not decide it.`);
}

function sayPeople(count: number): string {
  return count === 1 ? '1 person' : `${count} people`;
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
  const above = request.steps.some(
    ({ requirement, votes }) =>
      requirement.chain === own.requirement.chain &&
      requirement.order > own.requirement.order &&
      votes.some(({ person }) => person !== actor),
  );
  if (above) return refused('DECIDED_ABOVE', 'The next level has decided.');
  unfolding.takeBack(step);
  return { events: unfolding.events };
}

/** Hands a step that somebody is asked for to another, once; they are tested as whoever is asked. */
export function delegate(
  before: Request,
  { step, to }: { step: number; to: string },
  setting: Setting,
): Decided {
  const unfolding = refresh(before, setting);
  const own = unfolding.request.steps[step];
  const { actor, asking } = setting;
  if (!own || own.standing !== 'REQUESTED') return refused('NOT_OPEN', 'The step is not open.');
  if (!own.people.includes(actor)) return refused('NOT_YOURS', 'You are not asked at this step.');
  if (to === actor) return refused('CYCLE', 'You cannot hand a step to yourself.');
  if (own.votes.some(({ person }) => person === actor))
    return refused('ALREADY_DECIDED', 'You decided this step; take your decision back first.');
  if (own.votes.some(({ actingFor }) => actingFor === actor))
    return refused('ALREADY_DECIDED', 'A deputy has decided for you.');
  if (own.isAssigned) return refused('CYCLE', 'What was handed on once is not handed on again.');
  const why = exclusionOf(to, asking);
  if (why) return excludedBy(why, to);
  if (asking.organisation.managerOf(to) === asking.parties.submitter)
    return refused(
      'REPORTS_TO_SUBMITTER',
      'Whoever reports to the submitter may not decide for somebody else.',
    );
  const people = [...own.people.filter((person) => person !== actor && person !== to), to];
  if (people.length < own.quorum)
    return refused(
      'NOT_ALLOWED',
      `${sayPeople(own.quorum)} must approve this step, and ${to} is asked already.`,
    );
  unfolding.add({ event: 'DELEGATE', step, asked: { ...own, people, isAssigned: true } });
  return { events: unfolding.events };
}

/** Names other people for a step; an administrator of approvals does, who takes no part in the deal. */
export function reassign(
  before: Request,
  { step, to, reason }: { step: number; to: readonly string[]; reason: string },
  setting: Setting,
): Decided {
  const unfolding = refresh(before, setting);
  const own = unfolding.request.steps[step];
  const { actor, asking } = setting;
  if (!own || own.standing !== 'REQUESTED') return refused('NOT_OPEN', 'The step is not open.');
  const mine = exclusionOf(actor, asking);
  if (mine) return excludedBy(mine);
  if (reason.trim() === '') return refused('NO_REASON', 'Say why somebody else is asked.');
  for (const person of to) {
    const theirs = exclusionOf(person, asking);
    if (theirs) return excludedBy(theirs, person);
  }
  const people = [...new Set(to)];
  if (people.length < own.quorum)
    return refused('NOT_ALLOWED', `${sayPeople(own.quorum)} must approve this step.`);
  unfolding.add({ event: 'REASSIGN', step, asked: { ...own, people, isAssigned: true } }, { reason });
  return { events: unfolding.events };
}

/** The people of a level as of now, for who reads. */
export function askedNow(level: string, { asking }: Setting): readonly string[] {
  const found = asking.matrix.levels.find(({ id }) => id === level);
  return found ? candidates(found, asking).people : [];
}
