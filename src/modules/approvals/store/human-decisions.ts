import { apply } from '../../../engine/approvals/request/apply.js';
import type { HumanDecision } from '../../../engine/approvals/carry.js';
import type { Asked, RequestEvent } from '../../../engine/approvals/request/events.js';
import { countingVotes, type Request, type Step } from '../../../engine/approvals/request/state.js';
import type { Day } from '../../../engine/kernel/day.js';
import type { StoredRequest } from './read-requests.js';

/** Says on which day somebody decided, and whether they still may. */
interface Judging {
  readonly dayOf: (at: number) => Day;
  /** Whether somebody is there and takes no part in the deal. */
  readonly mayDecide: (person: string) => boolean;
  /** Whether somebody may decide at a level of the deal as it is now. */
  readonly isEntitled: (person: string, level: string) => boolean;
}

/** Who was asked in place of those whom a level means: by whom a step was handed to them; null where an administrator named them. */
type Named = ReadonlyMap<string, string | null>;

/** A step as it stood when people decided it. */
interface DecidedStep {
  readonly place: number;
  readonly decision: HumanDecision['decision'];
  readonly at: number;
  readonly step: Step;
  readonly named: Named;
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
  const named = new Map<number, Named>();
  let now: Request | null = null;
  for (const event of events) {
    now = apply(now, event, id);
    if ('asked' in event) named.set(event.step, namedBy(event, named.get(event.step)));
    if (event.event === 'RETRACT') decided = decided.filter((each) => each.place !== event.step);
    // The steps of a new evaluation are others, also where they have the same places.
    if (event.event === 'RETRY') [settled, decided] = [[...settled, ...decided], []];
    if (event.event !== 'STEP_APPROVED' && event.event !== 'STEP_REJECTED') continue;
    const step = now.steps[event.step];
    const decision = event.event === 'STEP_APPROVED' ? 'approved' : 'rejected';
    const place = event.step;
    if (step) decided.push({ place, decision, at: event.at, step, named: named.get(place) ?? NOBODY });
  }
  return [...settled, ...decided];
}

const NOBODY: Named = new Map();

/** Who is asked in place of others after the people of a step changed. */
function namedBy(
  { event, actor, asked }: Extract<RequestEvent, { readonly asked: Asked }>,
  before: Named = NOBODY,
): Named {
  if (!asked.isAssigned) return NOBODY;
  if (event === 'REASSIGN') return new Map(asked.people.map((person) => [person, null]));
  const to = asked.people.at(-1);
  return event === 'DELEGATE' && to !== undefined ? new Map([...before, [to, actor]]) : before;
}

function decisionOf(
  { request, terms, offered, wordings }: StoredRequest,
  { place, decision, at, step, named }: DecidedStep,
  { by, sequence }: { readonly by: Judging; readonly sequence: number },
): HumanDecision {
  // Who decided for another has the right of that other, and must be there as well.
  const mayStill = ({ person, actingFor }: Step['votes'][number]): boolean => {
    const asked = actingFor ?? person;
    const giver = named.get(asked);
    if (!by.mayDecide(person) || !by.mayDecide(asked)) return false;
    return giver === null || by.isEntitled(giver ?? asked, step.level);
  };
  const counting = countingVotes(step);
  return {
    id: `${request.id}/${place}`,
    level: step.requirement.level,
    decision,
    day: by.dayOf(at),
    at,
    sequence,
    people: [...new Set(step.votes.flatMap(({ person, actingFor }) => [person, actingFor ?? person]))],
    terms,
    offered,
    rows: step.requirement.reasons.map(({ row }) => row),
    version: request.matrix,
    wordings,
    isEntitled: counting.length > 0 && counting.every(mayStill),
  };
}
