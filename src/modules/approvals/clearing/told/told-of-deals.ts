import type { Request } from '../../../../engine/approvals/request/state.js';
import type { Transaction } from '../../../../platform/database/transaction.js';
import type { StoredRequest } from '../../store/read-requests.js';
import type { BookedDeal } from '../booked-deals.js';
import { endsOfDeals, type EndsOfDeal } from './ends-of-deals.js';
import { nameOf, tellingsOfBookings, type TellingsOfBooking } from './tellings-of-bookings.js';

/**
 * When deals were told as lost or withdrawn, and when their bookings were first told as theirs, by positions. A loss ends what was submitted before it for bookings
 * that are told after it, and takes nothing from those that were told before, whoever looked at the deal first.
 */
export class ToldOfDeals {
  private constructor(
    private readonly ends: ReadonlyMap<string, EndsOfDeal>,
    private readonly booked: ReadonlyMap<string, TellingsOfBooking>,
  ) {}

  /** Reads them of deals, as known at a position. */
  static async read(tx: Transaction, position: bigint, deals: readonly string[]): Promise<ToldOfDeals> {
    return new ToldOfDeals(
      await endsOfDeals(tx, position, deals),
      await tellingsOfBookings(tx, position, deals),
    );
  }

  /** The position at which a booking of a deal was first told; null where none that names the deal is known. */
  bookedAt(booking: BookedDeal): bigint | null {
    return this.booked.get(nameOf(booking))?.first ?? null;
  }

  /** The position from which on a booking never came to less than it does by now; null where none that names the deal is known. */
  raisedAt(booking: BookedDeal): bigint | null {
    return this.booked.get(nameOf(booking))?.raised ?? null;
  }

  /** The positions at which the bookings of some deals were first told, by deal. */
  bookedOf(deals: Iterable<string>): ReadonlyMap<string, readonly bigint[]> {
    const found = new Map<string, bigint[]>([...deals].map((deal) => [deal, []]));
    for (const { deal, first } of this.booked.values()) found.get(deal)?.push(first);
    return found;
  }

  /** The position from which on the head of a deal is withdrawn; null where it is not. */
  withdrawnAt(deal: string): bigint | null {
    return this.ends.get(deal)?.withdrawnAt ?? null;
  }

  /** Whether a deal was lost after a request for it was submitted, and before a booking was told. */
  wasLost(submitted: Pick<StoredRequest, 'judgedAt'>, booking: BookedDeal): boolean {
    const told = this.bookedAt(booking);
    const { losses = [] } = this.ends.get(booking.deal) ?? {};
    return losses.some(({ at }) => at > submitted.judgedAt && (told === null || at < told));
  }

  /** How a deal was told that ended a request for it, completing "the deal ..."; null where that is not known any more. */
  saysEnded({ judgedAt }: Pick<StoredRequest, 'judgedAt'>, deal: string): string | null {
    const loss = this.ends.get(deal)?.losses.findLast(({ at }) => at > judgedAt);
    return loss
      ? `was ${loss.withdrawn ? 'withdrawn' : 'told as lost'} after it was submitted for approval`
      : null;
  }
}

/** A request as the loss of its deal leaves it, whether that was written down yet or not. */
export function asLost(request: Request): Request {
  return STAYS.has(request.standing) ? request : { ...request, standing: 'CANCELLED' };
}

const STAYS: ReadonlySet<string> = new Set(['REJECTED', 'RECALLED', 'EXPIRED', 'SUPERSEDED', 'CANCELLED']);
