import type { RequestEvent } from '../request/events.js';
import {
  clearanceOf,
  type Clearance,
  type DealJudged,
  type DecidedBy,
  type RequestNow,
} from '../request/clearance.js';
import type { Request } from '../request/state.js';

/** A request with all that happened to it. */
export interface Logged {
  readonly request: Pick<Request, 'id' | 'steps'>;
  readonly events: readonly RequestEvent[];
}

/** What the approval of a request rests on, of which `all` are those of its deal: who decided, and the levels that were passed over. */
export function decidedBy(of: Logged, all: readonly Logged[], rollup: boolean): DecidedBy {
  const people = [...restsOn(of, all)].sort();
  const passedOver = decidedSteps(of, all).flatMap(({ logged, place }) => {
    const step = logged.request.steps[place];
    return step?.standing === 'OVERRIDDEN' ? [step.requirement.level] : [];
  });
  return { people, rollup, ...(passedOver.length === 0 ? {} : { passedOver }) };
}

/**
 * People on whose decisions the approval of a request rests: who approved one of its steps, for whom they did, who passed a level over, and the same of
 * decisions on earlier requests of the deal that were carried into it.
 */
export function restsOn(of: Logged, all: readonly Logged[]): ReadonlySet<string> {
  const people = new Set<string>();
  for (const { logged, place } of decidedSteps(of, all)) add(people, logged, place);
  return people;
}

/** The steps of a request that were decided, and those of earlier ones that are carried into it. */
function decidedSteps(
  of: Logged,
  all: readonly Logged[],
): readonly { readonly logged: Logged; readonly place: number }[] {
  return of.request.steps.flatMap((step, place) => {
    if (step.standing === 'APPROVED' || step.standing === 'OVERRIDDEN') return [{ logged: of, place }];
    if (step.standing !== 'AUTO_CARRIED' || step.carriedFrom === null) return [];
    const [id, at] = step.carriedFrom.split('/');
    const earlier = all.find(({ request }) => request.id === id);
    return earlier ? [{ logged: earlier, place: Number(at) }] : [];
  });
}

function add(people: Set<string>, { request, events }: Logged, place: number): void {
  for (const { person, actingFor, decision } of request.steps[place]?.votes ?? []) {
    if (decision !== 'approve') continue;
    people.add(person);
    if (actingFor !== null) people.add(actingFor);
  }
  const passedOver = events.flatMap((event) =>
    event.event === 'OVERRIDE' && event.step === place ? [event.actor, event.second] : [],
  );
  for (const person of passedOver) if (person !== null) people.add(person);
}

/** Whether a booking has the approval of its deal by requests of which `tainted` rest on a decision of somebody whom the booking pays: these count for nothing. */
export function clearanceWithout(
  tainted: ReadonlySet<string>,
  requests: readonly RequestNow[],
  judged: DealJudged,
): Clearance {
  const found = clearanceOf(requests, judged);
  if (tainted.size === 0 || found.standing === 'missing') return found;
  const others = clearanceOf(
    requests.filter(({ request }) => !tainted.has(request.id)),
    judged,
  );
  return others.standing === 'missing'
    ? { standing: 'missing', lacks: 'PAYS_APPROVER', request: found.request }
    : others;
}
