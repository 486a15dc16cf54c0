import { exclusionOf } from '../../approvers.js';
import { refused, type Decided, type Setting } from '../commands.js';
import type { Request, Step } from '../state.js';
import { Unfolding } from '../steps.js';
import { refresh } from '../tend.js';
import { excludedBy, type Refused } from './right-of.js';
import { spokenElsewhere } from './spoken.js';

/** A level that is to be passed over. */
export interface Overriding {
  readonly step: number;
  readonly reason: string;
  /** Who must agree; null where nobody is named. */
  readonly second: string | null;
  /** Whether the matrix wants two people for this deal. */
  readonly needsTwo: boolean;
}

/**
 * Approves a step without its level: somebody with that right and a reason, never one who takes part. Where the matrix wants two people for the deal,
 * or one names a second, it is asked for first, and done when another person with the right does the same: each by their own act. Meanwhile the level may decide.
 */
export function override(before: Request, overriding: Overriding, setting: Setting): Decided {
  const unfolding = refresh(before, setting);
  const { step, reason, second, needsTwo } = overriding;
  const own = unfolding.request.steps[step];
  const { actor } = setting;
  if (unfolding.request.standing !== 'PENDING' || own?.standing !== 'REQUESTED')
    return refused('NOT_OPEN', 'The step is not open.');
  if (reason.trim() === '')
    return refused('NO_REASON', 'Say why the level is passed over; it is looked at later.');
  if (second === actor) return refused('NEEDS_SECOND', 'The second person is another one.');
  const out = (person: string | null): Refused | null =>
    person === null ? null : keptOut(unfolding.request, { step, person }, setting);
  const mayNot = out(actor) ?? out(second);
  if (mayNot) return mayNot;
  const asked = agreesWith(own, actor);
  // Whoever asked for it and may not by now asked for nothing.
  const first = out(asked) === null ? asked : null;
  if (first === null && (needsTwo || second !== null)) {
    if (!isAsked(own, actor, second)) unfolding.add({ event: 'OVERRIDE_ASKED', step, second }, { reason });
    return { events: unfolding.events };
  }
  unfolding.add({ event: 'OVERRIDE', step, second: first }, { reason });
  unfolding.goOn();
  unfolding.reorganise();
  return { events: unfolding.events };
}

/** Whether somebody has asked for the same already. */
function isAsked({ override: asked }: Step, by: string, second: string | null): boolean {
  return asked?.by === by && asked.second === second;
}

/** Who asked for what the actor now agrees to; null where nobody did, or somebody else must agree. */
function agreesWith({ override: asked }: Step, actor: string): string | null {
  if (!asked || asked.by === actor) return null;
  return asked.second === null || asked.second === actor ? asked.by : null;
}

function keptOut(
  request: Request,
  { step, person }: { readonly step: number; readonly person: string },
  { actor, asking }: Setting,
): Refused | null {
  const why = exclusionOf(person, asking);
  if (why) return excludedBy(why, person === actor ? null : person);
  if (!spokenElsewhere(request, step, asking.matrix).has(person)) return null;
  const message = 'Who spoke for another step of this request passes over none, as two people must.';
  return { refused: 'DECIDED_BEFORE', message };
}

/** Looks at a level that was passed over, later and with a comment: somebody who is neither of those who did, and takes no part in the deal. */
export function review(
  before: Request,
  { step, comment }: { readonly step: number; readonly comment: string },
  setting: Setting,
): Decided {
  const own = before.steps[step];
  const { actor, asking } = setting;
  if (own?.standing !== 'OVERRIDDEN' || !own.override)
    return refused('NOT_OPEN', 'Nobody passed this step over.');
  const { by, second, reviewedBy } = own.override;
  if (reviewedBy !== null) return refused('NOT_OPEN', `${reviewedBy} has looked at it.`);
  if (comment.trim() === '') return refused('NO_REASON', 'Say what you found.');
  if (actor === by || actor === second)
    return refused('TAKES_PART', 'You passed the level over; somebody else looks at it.');
  const why = exclusionOf(actor, asking);
  if (why) return excludedBy(why);
  const unfolding = new Unfolding(before, setting);
  unfolding.add({ event: 'OVERRIDE_REVIEWED', step }, { reason: comment });
  return { events: unfolding.events };
}
