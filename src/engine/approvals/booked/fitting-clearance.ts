import type { Clearance } from '../request/clearance.js';
import type { Unfit } from './fit-deal.js';

/** What a booking has of the approval of its deal where it does not fit the deal. Where no matrix judges the deal, nothing is asked and nothing must fit. */
export function fittingClearance(
  found: Clearance,
  unfit: Unfit | undefined,
  { isJudged }: { readonly isJudged: boolean },
): Clearance {
  if (!unfit || found.standing === 'missing') return found;
  if (found.standing === 'not-needed' && !isJudged) return found;
  return { standing: 'missing', request: found.request, ...unfit };
}
