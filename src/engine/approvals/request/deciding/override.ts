import { exclusionOf } from '../../approvers.js';
import { refused, type Decided, type Setting } from '../commands.js';
import type { Request } from '../state.js';
import { refresh } from '../tend.js';
import { spokenElsewhere } from './spoken.js';

/** Approves a step without its level: somebody with that right and a reason, never one who takes part; a second person where it is asked for. */
export function override(
  before: Request,
  { step, reason, second }: { step: number; reason: string; second: string | null },
  setting: Setting,
): Decided {
  const unfolding = refresh(before, setting);
  const own = unfolding.request.steps[step];
  const { actor, asking } = setting;
  if (unfolding.request.standing !== 'PENDING' || own?.standing !== 'REQUESTED')
    return refused('NOT_OPEN', 'The step is not open.');
  if (reason.trim() === '')
    return refused('NO_REASON', 'Say why the level is passed over; it is looked at later.');
  const why = exclusionOf(actor, asking) ?? (second === null ? null : exclusionOf(second, asking));
  if (why)
    return refused(
      'TAKES_PART',
      `Whoever takes part in the deal (${why.toLowerCase()}) overrides nothing of it.`,
    );
  if (second === actor) return refused('NEEDS_SECOND', 'The second person is another one.');
  const spoken = spokenElsewhere(unfolding.request, step, asking.matrix);
  if (spoken.has(actor) || (second !== null && spoken.has(second)))
    return refused(
      'DECIDED_BEFORE',
      'Who spoke for another step of this request passes over none, as two people must.',
    );
  unfolding.add({ event: 'OVERRIDE', step, second }, { reason });
  unfolding.goOn();
  return { events: unfolding.events };
}
