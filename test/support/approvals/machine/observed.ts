import { apply } from '../../../../src/engine/approvals/request/apply.js';
import type { RequestEvent } from '../../../../src/engine/approvals/request/events.js';
import type { Request } from '../../../../src/engine/approvals/request/state.js';
import { OF_REQUESTS, OF_STEPS, type Transition } from './transitions.js';

/** Every transition that a log makes, of its request and of its steps: from what, by what, to what. */
export function observedIn(events: readonly RequestEvent[]): readonly string[] {
  let now: Request | null = null;
  return events.flatMap((event) => {
    const before: Request | null = now;
    const after = apply(before, event, 'R1');
    now = after;
    if (event.event === 'EVALUATED')
      return [
        `EVALUATING EVALUATED ${after.standing}`,
        ...after.steps.flatMap(({ standing }) =>
          standing === 'WAITING' ? [] : [`WAITING EVALUATED ${standing}`],
        ),
      ];
    const ofRequest = `${before?.standing ?? 'DRAFT'} ${event.event} ${after.standing}`;
    if (!('step' in event)) return [ofRequest];
    const ofStep = `${before?.steps[event.step]?.standing} ${event.event} ${after.steps[event.step]?.standing}`;
    return event.event === 'STEP_APPROVED' ? [ofRequest, ofStep] : [ofStep];
  });
}

/** A transition as logs make it, from each of its standings. */
export function asObserved({ from, event, to, ours }: Transition): readonly string[] {
  return from.map((each) => `${each} ${ours ?? event} ${to}`);
}

/** Every transition that there is. */
export const KNOWN: ReadonlySet<string> = new Set([...OF_REQUESTS, ...OF_STEPS].flatMap(asObserved));
