import { invariant } from '../../kernel/invariant.js';
import { BECOMES, type Asked, type RequestEvent } from './events.js';
import type { Override, Request, RequestStanding, Step, StepStanding, Vote } from './state.js';

/** What an event makes of a request. Total on what `decide` gives, and breaks loudly on a log that it did not write. */
export function apply(request: Request | null, event: RequestEvent, id: string): Request {
  if (event.event === 'SUBMIT') {
    invariant(request === null, `the request ${id} is submitted twice`);
    const { deal, parent, hash, matrix, actor } = event;
    return {
      id,
      deal,
      parent,
      submitter: actor,
      standing: 'EVALUATING',
      hash,
      matrix,
      steps: [],
      validUntil: null,
      revision: 1,
    };
  }
  invariant(request !== null, `the log of the request ${id} does not begin with SUBMIT`);
  const next = { ...request, revision: request.revision + 1, standing: standingAfter(request, event) };
  switch (event.event) {
    case 'EVALUATED':
      return { ...next, validUntil: event.validUntil, steps: event.steps.map(stepOf) };
    case 'APPROVED':
      return { ...next, validUntil: event.validUntil };
    default:
      return 'step' in event ? { ...next, steps: stepsAfter(request.steps, event) } : next;
  }
}

/** The state that a log of events leads to. */
export function replay(events: readonly RequestEvent[], id: string): Request | null {
  return events.reduce<Request | null>((request, event) => apply(request, event, id), null);
}

function standingAfter({ standing }: Request, event: RequestEvent): RequestStanding {
  if (event.event === 'EVALUATED')
    return event.steps.some((step) => step.standing === 'WAITING') ? 'PENDING' : 'APPROVED';
  if (event.event === 'DEAL_CHANGED') return standing === 'APPROVED' ? 'STALE' : 'SUPERSEDED';
  return BECOMES[event.event] ?? standing;
}

function stepOf({
  requirement,
  standing,
  carriedFrom,
  carriedOn = [],
  holdsUntil = null,
}: Extract<RequestEvent, { event: 'EVALUATED' }>['steps'][number]): Step {
  const { level } = requirement;
  return {
    requirement,
    standing,
    carriedFrom,
    carriedOn,
    override: null,
    holdsUntil,
    level,
    people: [],
    isAssigned: false,
    assignedBy: null,
    handed: {},
    quorum: 1,
    votes: [],
    dueAt: null,
    rung: 0,
  };
}

type OfStep = Extract<RequestEvent, { readonly step: number }>;

function stepsAfter(steps: readonly Step[], event: OfStep): readonly Step[] {
  invariant(steps[event.step] !== undefined, `an event of the step ${event.step}, which is not there`);
  return steps.map((step, at) => (at === event.step ? stepAfter(step, event) : step));
}

const STEP_BECOMES: Readonly<Partial<Record<OfStep['event'], StepStanding>>> = {
  GATE_OPEN: 'REQUESTED',
  STEP_APPROVED: 'APPROVED',
  CLOSE_GATE: 'WAITING',
  STEP_REJECTED: 'REJECTED',
  STEP_EXPIRED: 'EXPIRED',
  CANCEL_STEP: 'CANCELLED',
  OVERRIDE: 'OVERRIDDEN',
  RETRACT: 'REQUESTED',
};

function stepAfter(step: Step, event: OfStep): Step {
  const standing = STEP_BECOMES[event.event] ?? step.standing;
  const next = { ...step, standing, override: overrideAfter(step, event) };
  switch (event.event) {
    case 'GATE_OPEN':
    case 'DELEGATE':
    case 'REASSIGN':
    case 'REORGANISE':
    case 'SLA_BREACH':
      return {
        ...next,
        ...askedOf(event.asked),
        ...votesAfter(step, event),
        ...namedBy(step, event),
      };
    case 'APPROVE':
    case 'REJECT':
      return { ...next, votes: [...step.votes, voteOf(event)] };
    case 'RETRACT':
      return { ...next, votes: step.votes.filter(({ person }) => person !== event.actor) };
    default:
      return next;
  }
}

/** What people said counts for the level that they were asked for: where another one is asked, it is set aside. The log keeps it. */
function votesAfter(
  { level, rung, votes }: Step,
  { event, asked }: Extract<OfStep, { readonly asked: Asked }>,
): Pick<Step, 'rung' | 'votes'> {
  if (event === 'SLA_BREACH') return { rung: rung + 1, votes: [] };
  return { rung, votes: event === 'GATE_OPEN' || asked.level !== level ? [] : votes };
}

/** Events after which nobody asks any more that the level is passed over. */
const DECIDED: ReadonlySet<RequestEvent['event']> = new Set([
  'CLOSE_GATE',
  'STEP_APPROVED',
  'STEP_REJECTED',
  'STEP_EXPIRED',
  'CANCEL_STEP',
]);

function overrideAfter({ override }: Step, event: OfStep): Override | null {
  const { actor, reason } = event;
  if (event.event === 'OVERRIDE' || event.event === 'OVERRIDE_ASKED')
    return { by: actor, second: event.second, reason, reviewedBy: null, comment: null };
  if (event.event === 'OVERRIDE_REVIEWED')
    return override && { ...override, reviewedBy: actor, comment: reason };
  return DECIDED.has(event.event) ? null : override;
}

/** Who named the people of a step, and who handed it to whom, as long as those are asked whom somebody named. */
function namedBy(
  before: Step,
  { event, actor, asked }: Extract<OfStep, { asked: Asked }>,
): Pick<Step, 'assignedBy' | 'handed'> {
  if (event === 'REASSIGN') return { assignedBy: actor, handed: {} };
  if (!asked.isAssigned) return { assignedBy: null, handed: {} };
  const { assignedBy, handed } = before;
  const to = asked.people.at(-1);
  return {
    assignedBy,
    handed: event === 'DELEGATE' && to !== undefined ? { ...handed, [to]: actor } : handed,
  };
}

function askedOf({ level, people, isAssigned, quorum, dueAt }: Asked): Asked {
  return { level, people, isAssigned, quorum, dueAt };
}

function voteOf({
  event,
  actor,
  actingFor,
  hash,
  at,
}: Extract<OfStep, { event: 'APPROVE' | 'REJECT' | 'RETRACT' }>): Vote {
  return { person: actor, actingFor, decision: event === 'REJECT' ? 'reject' : 'approve', hash, at };
}
