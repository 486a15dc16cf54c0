import { keyOf, unfitBookings, type DealBooking } from '../../../engine/approvals/booked/fit-deal.js';
import { offeredOf, outgrown } from '../../../engine/approvals/offered/offered.js';
import type { FactValue } from '../../../engine/model/facts.js';
import type { DealSetting } from '../setting/read-setting.js';
import type { StoredRequest } from '../store/read-requests.js';

/**
 * Whether a booking is within what a used approval was given for, where the deal comes to more since: of the account and the seller that it had, and with the bookings of the
 * deal up to it no more than the deal came to. So what was approved and booked stays approved, and what was added alone lacks an approval.
 */
export function isWithinUsed(
  { request, offered }: StoredRequest,
  { asking: { deal, matrix } }: DealSetting,
  { each, bookings }: { readonly each: Named; readonly bookings: readonly DealBooking[] },
): boolean {
  if (request.standing !== 'CONSUMED' || offered === null) return false;
  const other = outgrown(offeredOf(deal), offered, matrix);
  if (other.length === 0 || other.some((name) => name !== 'deal.net')) return false;
  const net = offered.get('deal.net');
  const then = {
    account: textOf(offered.get('deal.account')),
    seller: textOf(offered.get('deal.seller')),
    currency: textOf(offered.get('deal.currency')),
    net: typeof net === 'object' ? net : undefined,
  };
  return !unfitBookings(then, bookings).has(keyOf(each));
}

type Named = Pick<DealBooking, 'source' | 'booking'>;

function textOf(value: FactValue): string | null {
  return typeof value === 'string' ? value : null;
}
