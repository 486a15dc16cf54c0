import { avoidancesOf, type Avoidance } from '../../engine/approvals/avoid.js';
import { dealFact } from '../../engine/approvals/deal.js';
import { planSteps, type SubmissionPlan } from '../../engine/approvals/plan-steps.js';
import type { Evaluation } from '../../engine/approvals/request/commands.js';
import { hashNow } from './acting/hash-now.js';
import type { DealSetting, Surroundings } from './setting/read-setting.js';

/** What submitting a deal would do. */
export interface Preview {
  readonly plan: SubmissionPlan;
  readonly matrix: string;
  /** By which submitting asserts that nothing changed since. */
  readonly hash: string;
  /** The smallest changes that avoid a level, with the type of the term. */
  readonly avoidances: readonly (Avoidance & { readonly is: string })[];
  readonly currency: string | null;
  /** Whether what is booked of the deal will be held whatever is approved, as nobody said what it comes to. */
  readonly lacksAmount: boolean;
}

/** What submitting the deal would do, by what the matrix says of it and what people decided on it before. */
export function previewOf(
  setting: DealSetting,
  surroundings: Surroundings,
  { judgement, decisions }: Evaluation,
): Preview {
  const { deal, matrix } = setting.asking;
  const { day } = surroundings;
  return {
    plan: planSteps(judgement, decisions, { ...setting.asking, day }),
    matrix: matrix.id,
    hash: hashNow(setting),
    avoidances: avoidancesOf(setting.ready, deal, { judgement, decisions, day }).map((each) => ({
      ...each,
      is: surroundings.typeOf(each.fact),
    })),
    currency: deal.currency,
    lacksAmount: [dealFact(deal, 'deal.net'), dealFact(deal, 'deal.currency')].includes(undefined),
  };
}
