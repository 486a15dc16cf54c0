import { refused, type Decided, type Setting } from './commands.js';
import { spokenElsewhere } from './deciding/spoken.js';
import { askedFor, Unfolding } from './steps.js';
import type { Request, Step } from './state.js';

/** A request after its people were brought to what the organisation is now. */
export function refresh(request: Request, setting: Setting): Unfolding {
  const unfolding = new Unfolding(request, setting);
  unfolding.reorganise();
  return unfolding;
}

/** What time brings about: a level that is late passes its step on or lets the request expire, and an approval runs out. Never an approval. */
export function tick(before: Request, setting: Setting): Decided {
  const unfolding = refresh(before, setting);
  const { at } = setting;
  const { standing, validUntil } = unfolding.request;
  if ((standing === 'APPROVED' || standing === 'STALE') && validUntil !== null && validUntil <= at)
    unfolding.add({ event: 'VALIDITY_PASSED' }, TIME);
  unfolding.request.steps.forEach((_, index) => {
    for (let step = late(unfolding, index, at); step; step = late(unfolding, index, at))
      passOn(unfolding, index, { step, setting });
  });
  return { events: unfolding.events };
}

const TIME = { actor: 'TIME' };

function late({ request }: Unfolding, index: number, at: number): Step | undefined {
  const step = request.steps[index];
  const isLate =
    request.standing === 'PENDING' &&
    step?.standing === 'REQUESTED' &&
    step.dueAt !== null &&
    step.dueAt <= at;
  return isLate ? step : undefined;
}

/** The next rung: its people are asked, by their own time from now, whenever the step became late, as nobody asked them before; the last ones lose the right. */
function passOn(
  unfolding: Unfolding,
  index: number,
  { step, setting }: { step: Step; setting: Setting },
): void {
  const { matrix } = setting.asking;
  const seen = new Set<string>();
  let next = matrix.levels.find(({ id }) => id === step.level)?.lateGoesTo ?? 'nobody';
  while (next !== 'nobody' && !seen.has(next)) {
    seen.add(next);
    const asked = askedFor(next, setting, spokenElsewhere(unfolding.request, index, matrix));
    if (asked) return unfolding.add({ event: 'SLA_BREACH', step: index, asked }, TIME);
    const from: string = next;
    next = matrix.levels.find(({ id }) => id === from)?.lateGoesTo ?? 'nobody';
  }
  unfolding.add({ event: 'STEP_EXPIRED', step: index }, TIME);
  unfolding.end({ event: 'TIMER_EXPIRED' }, { ...TIME, reason: 'Nobody answered in time.' });
}

/** Takes a request back. */
export function recall(before: Request, setting: Setting): Decided {
  const { actor, asking } = setting;
  if (before.standing !== 'PENDING') return refused('NOT_OPEN', 'The request is not open.');
  if (actor !== before.submitter && actor !== asking.parties.seller)
    return refused('NOT_YOURS', 'Whoever submitted the deal, or sells it, may take it back.');
  if (asking.matrix.terms.recall === 'not-allowed')
    return refused('NOT_ALLOWED', 'The matrix lets no request be taken back.');
  const unfolding = new Unfolding(before, setting);
  unfolding.end({ event: 'RECALL' });
  return { events: unfolding.events };
}

/** The deal changed to terms of a fingerprint: what is open, or could not be judged, ends, so that a new request begins; what is approved holds for the approved terms alone. */
export function dealChanged(before: Request, hash: string, setting: Setting): Decided {
  const unfolding = new Unfolding(before, setting);
  const { standing, validUntil } = before;
  const isSame = hash === before.hash;
  const isOpen = standing === 'PENDING' || standing === 'EVALUATION_FAILED';
  if (isOpen && !isSame) unfolding.end({ event: 'DEAL_CHANGED' });
  if (standing === 'APPROVED' && !isSame) unfolding.add({ event: 'DEAL_CHANGED' });
  const isValid = validUntil === null || validUntil > setting.at;
  if (standing === 'STALE' && isSame && isValid) unfolding.add({ event: 'DEAL_REVERTED' });
  return { events: unfolding.events };
}

/** A new request takes the place of an approval that no longer fits the deal. */
export function resubmitted(before: Request, setting: Setting): Decided {
  if (before.standing !== 'STALE') return refused('NOT_OPEN', 'The approval fits the deal, or is none.');
  const unfolding = new Unfolding(before, setting);
  unfolding.add({ event: 'RESUBMIT' });
  return { events: unfolding.events };
}

/** The deal was lost. */
export function closedLost(before: Request, setting: Setting): Decided {
  const open = ['EVALUATING', 'EVALUATION_FAILED', 'PENDING', 'APPROVED', 'STALE'].includes(before.standing);
  if (!open) return refused('NOT_OPEN', 'The request has ended.');
  const unfolding = new Unfolding(before, setting);
  unfolding.end({ event: 'DEAL_CLOSED_LOST' });
  return { events: unfolding.events };
}

/** The deal was booked as it was approved. */
export function booked(
  before: Request,
  { hash, booking }: { hash: string; booking: string },
  setting: Setting,
): Decided {
  if (before.standing === 'CONSUMED') return { events: [] };
  if (before.standing !== 'APPROVED') return refused('NOT_APPROVED', 'The deal is not approved.');
  if (hash !== before.hash)
    return refused('OLD_FINGERPRINT', 'The booking has other terms than were approved.');
  const unfolding = new Unfolding(before, setting);
  unfolding.add({ event: 'BOOKED', booking });
  return { events: unfolding.events };
}
