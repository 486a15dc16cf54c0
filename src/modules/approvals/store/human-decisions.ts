import { apply } from '../../../engine/approvals/request/apply.js';
import type { HumanDecision } from '../../../engine/approvals/carry.js';
import type { Request, Step } from '../../../engine/approvals/request/state.js';
import type { Day } from '../../../engine/kernel/day.js';
import type { StoredRequest } from './read-requests.js';

/** Says on which day somebody decided, and whether they still may. */
interface Judging {
  readonly dayOf: (at: number) => Day;
  readonly isEntitled: (person: string, level: string) => boolean;
}

/** A step as it stood when people decided it. */
interface DecidedStep {
  readonly place: number;
  readonly decision: HumanDecision['decision'];
  readonly at: number;
  readonly step: Step;
}

/** Decisions of people on a deal, by steps of all of its requests, in their order; what was taken back is none. */
export function humanDecisions(requests: readonly StoredRequest[], by: Judging): readonly HumanDecision[] {
  let sequence = 0;
  return requests.flatMap((stored) =>
    decidedIn(stored).map((decided) => {
      sequence += 1;
      return decisionOf(stored, decided, { by, sequence });
    }),
  );
}

function decidedIn({ request: { id }, events }: StoredRequest): readonly DecidedStep[] {
  let decided: DecidedStep[] = [];
  let settled: DecidedStep[] = [];
  let now: Request | null = null;
  for (const event of events) {
    now = apply(now, event, id);
    if (event.event === 'RETRACT') decided = decided.filter((each) => each.place !== event.step);
    // The steps of a new evaluation are others, also where they have the same places.
    if (event.event === 'RETRY') [settled, decided] = [[...settled, ...decided], []];
    if (event.event !== 'STEP_APPROVED' && event.event !== 'STEP_REJECTED') continue;
    const step = now.steps[event.step];
    const decision = event.event === 'STEP_APPROVED' ? 'approved' : 'rejected';
    if (step) decided.push({ place: event.step, decision, at: event.at, step });
  }
  return [...settled, ...decided];
}

function decisionOf(
  { request, terms, wordings }: StoredRequest,
  { place, decision, at, step }: DecidedStep,
  { by, sequence }: { readonly by: Judging; readonly sequence: number },
): HumanDecision {
  const people = step.votes.map(({ person, actingFor }) => actingFor ?? person);
  return {
    id: `${request.id}/${place}`,
    level: step.requirement.level,
    decision,
    day: by.dayOf(at),
    sequence,
    terms,
    rows: step.requirement.reasons.map(({ row }) => row),
    wordings,
    isEntitled: people.length > 0 && people.every((person) => by.isEntitled(person, step.level)),
  };
}
