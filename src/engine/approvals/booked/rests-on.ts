import type { RequestEvent } from '../request/events.js';
import { clearanceOf, type Clearance, type DealJudged, type RequestNow } from '../request/clearance.js';
import type { Request } from '../request/state.js';

/** A request with all that happened to it. */
export interface Logged {
  readonly request: Pick<Request, 'id' | 'steps'>;
  readonly events: readonly RequestEvent[];
}

/**
 * People on whose decisions the approval of a request rests: who approved one of its steps, for whom they did, who passed a level over, and the same of
 * decisions on earlier requests of the deal that were carried into it.
 */
export function restsOn(of: Logged, all: readonly Logged[]): ReadonlySet<string> {
  const people = new Set<string>();
  of.request.steps.forEach((step, place) => {
    if (step.standing === 'APPROVED' || step.standing === 'OVERRIDDEN') add(people, of, place);
    if (step.standing !== 'AUTO_CARRIED' || step.carriedFrom === null) return;
    const [id, at] = step.carriedFrom.split('/');
    const earlier = all.find(({ request }) => request.id === id);
    if (earlier) add(people, earlier, Number(at));
  });
  return people;
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
