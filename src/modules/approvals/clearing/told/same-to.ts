import { offeredOf, outgrown } from '../../../../engine/approvals/offered/offered.js';
import type { ApprovalMatrix } from '../../../../engine/rulebook/rulebook.js';
import type { DealKnown } from '../../../deals/deals.service.js';
import { hashNow } from '../../acting/hash-now.js';
import type { Surroundings } from '../../setting/read-setting.js';
import { storedDeal } from '../../setting/read-stored-deal.js';

/** By whose name deals that are booked are judged, and their requests consumed. */
export const BY_BOOKING = 'booking';

/** Whether nothing that a matrix judges of a deal was another before, nor what it comes to less, nor whose it was and who sold it somebody else. */
export function isSameTo(
  matrix: ApprovalMatrix,
  of: { readonly deal: DealKnown; readonly before: DealKnown; readonly surroundings: Surroundings },
): boolean {
  const { deal, before, surroundings } = of;
  if (before === deal) return true;
  const [now, then] = [deal, before].map((each) => surroundings.of(storedDeal(each), matrix, BY_BOOKING));
  if (!now || !then) return false;
  const grown = outgrown(offeredOf(now.asking.deal), offeredOf(then.asking.deal), matrix);
  return grown.length === 0 && hashNow(now) === hashNow(then);
}
