import type { Day } from '../kernel/day.js';
import { decidersOf, type Approvers, type Asking } from './approvers.js';
import { carriedBy, type Carried, type HumanDecision } from './carry.js';
import type { Terms } from './deal.js';
import { offeredOf } from './offered/offered.js';
import type { Judgement, JudgingFault, Requirement } from './requirement.js';

/** A step of a request: one level that must approve, and how it stands before anybody is asked. */
export type PlannedStep =
  | { readonly kind: 'carried'; readonly requirement: Requirement; readonly by: HumanDecision }
  | { readonly kind: 'skipped'; readonly requirement: Requirement; readonly because: string }
  | {
      readonly kind: 'asked';
      readonly requirement: Requirement;
      readonly approvers: Approvers;
      /** What kept an earlier approval of the level from holding still. */
      readonly reopened: Carried;
    };

/** What becomes of a deal that is submitted: the same in a preview and when it is done. */
export type SubmissionPlan =
  | {
      readonly kind: 'planned';
      readonly steps: readonly PlannedStep[];
      /** Whether nobody has to be asked, so that it is approved at once. */
      readonly isApproved: boolean;
      readonly rows: readonly string[];
      readonly passedOver: readonly string[];
      readonly terms: Terms;
    }
  | {
      readonly kind: 'failed';
      readonly code: JudgingFault | 'NOBODY_MAY_DECIDE';
      readonly reason: string;
      readonly rows: readonly string[];
    };

/**
 * What submitting a judged deal would do: which levels are carried from earlier decisions of people, which are skipped because the matrix says so
 * where nobody is there, and who is asked for the others. Where nobody may decide a level that is needed, nothing is approved.
 */
export function planSteps(
  judgement: Judgement,
  decisions: readonly HumanDecision[],
  { day, ...asking }: Asking & { readonly day: Day },
): SubmissionPlan {
  if (judgement.kind === 'failed') return judgement;
  const { requirements, rows, passedOver, terms } = judgement;
  const offered = offeredOf(asking.deal);
  const steps: PlannedStep[] = [];
  for (const requirement of requirements) {
    const carried = carriedBy(requirement, decisions, { matrix: asking.matrix, terms, offered, day });
    if (carried?.by) {
      steps.push({ kind: 'carried', requirement, by: carried.by });
      continue;
    }
    const deciders = decidersOf(requirement.level, asking);
    if (deciders.kind === 'nobody')
      return { kind: 'failed', code: 'NOBODY_MAY_DECIDE', reason: deciders.because, rows };
    if (deciders.kind === 'skipped') steps.push({ kind: 'skipped', requirement, because: deciders.because });
    else steps.push({ kind: 'asked', requirement, approvers: deciders.approvers, reopened: carried });
  }
  return {
    kind: 'planned',
    steps,
    isApproved: steps.every(({ kind }) => kind !== 'asked'),
    rows,
    passedOver,
    terms,
  };
}
