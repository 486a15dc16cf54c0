import { unfitBookings, type DealBooking, type Unfit } from '../../../engine/approvals/booked/fit-deal.js';
import { offeredOf, outgrown } from '../../../engine/approvals/offered/offered.js';
import type { FactValue } from '../../../engine/model/facts.js';
import type { DealSetting } from '../setting/read-setting.js';
import type { StoredRequest } from '../store/read-requests.js';

/** Whether a deal is of the account and the seller that it had when it was submitted, and comes to more since. */
export function cameToMore({ offered }: StoredRequest, { asking: { deal, matrix } }: DealSetting): boolean {
  if (offered === null) return false;
  const other = outgrown(offeredOf(deal), offered, matrix);
  return other.length > 0 && other.every((name) => name === 'deal.net');
}

/**
 * The bookings of a deal that are beyond what a request was submitted for: of another account or seller than it had, or with the bookings of the deal up to them more than
 * it came to. So what was approved and booked stays approved, and what was added alone lacks an approval.
 */
export function beyondOffered(
  { offered }: StoredRequest,
  bookings: readonly DealBooking[],
): ReadonlyMap<string, Unfit> {
  const net = offered?.get('deal.net');
  const then = {
    account: textOf(offered?.get('deal.account')),
    seller: textOf(offered?.get('deal.seller')),
    currency: textOf(offered?.get('deal.currency')),
    net: typeof net === 'object' ? net : undefined,
  };
  return unfitBookings(then, bookings);
}

function textOf(value: FactValue): string | null {
  return typeof value === 'string' ? value : null;
}
