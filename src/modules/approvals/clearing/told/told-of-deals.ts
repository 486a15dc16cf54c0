import { keyOf } from '../../../../engine/approvals/booked/fit-deal.js';
import type { Request } from '../../../../engine/approvals/request/state.js';
import { KNOWN_ROW } from '../../../../platform/database/known.js';
import type { Transaction } from '../../../../platform/database/transaction.js';
import type { StoredRequest } from '../../store/read-requests.js';
import type { BookedDeal } from '../booked-deals.js';

/**
 * When deals were told as lost or withdrawn, and when their bookings were first told as theirs, by positions. A loss ends what was submitted before it for bookings
 * that are told after it, and takes nothing from those that were told before, whoever looked at the deal first.
 */
export class ToldOfDeals {
  private constructor(
    private readonly lost: ReadonlyMap<string, readonly Loss[]>,
    private readonly booked: ReadonlyMap<string, bigint>,
  ) {}

  /** Reads them of deals, as known at a position. */
  static async read(tx: Transaction, position: bigint, deals: readonly string[]): Promise<ToldOfDeals> {
    const losses = await tx.query<{ deal: string; position: string; withdrawn: boolean }>(
      `select fact.external_id as deal, a.position, fact.withdrawn from deal fact join audit_entry a on a.entry = fact.entry
       where fact.external_id = any($2::text[]) and (fact.standing = 'lost' or fact.withdrawn) and ${KNOWN_ROW} order by a.position`,
      [position, deals],
    );
    const lost = new Map<string, Loss[]>();
    for (const { deal, position: at, withdrawn } of losses)
      lost.set(deal, [...(lost.get(deal) ?? []), { at: BigInt(at), withdrawn }]);
    const booked = await tx.query<BookedDeal & { position: string }>(
      `select fact.source, fact.external_id as booking, fact.deal, min(a.position) as position
       from booking_line fact join audit_entry a on a.entry = fact.entry
       where fact.deal = any($2::text[]) and not fact.withdrawn and ${KNOWN_ROW} group by 1, 2, 3`,
      [position, deals],
    );
    return new ToldOfDeals(lost, new Map(booked.map((each) => [nameOf(each), BigInt(each.position)])));
  }

  /** The position at which a booking of a deal was first told; null where none that names the deal is known. */
  bookedAt(booking: BookedDeal): bigint | null {
    return this.booked.get(nameOf(booking)) ?? null;
  }

  /** The position at which a deal that nobody knows any more was withdrawn; null where it never was. */
  withdrawnAt(deal: string): bigint | null {
    return this.lost.get(deal)?.findLast(({ withdrawn }) => withdrawn)?.at ?? null;
  }

  /** Whether a deal was lost after a request for it was submitted, and before a booking was told. */
  wasLost(submitted: Pick<StoredRequest, 'judgedAt'>, booking: BookedDeal): boolean {
    const told = this.bookedAt(booking);
    const losses = this.lost.get(booking.deal) ?? [];
    return losses.some(({ at }) => at > submitted.judgedAt && (told === null || at < told));
  }

  /** How a deal was told that ended a request for it, completing "the deal ..."; null where that is not known any more. */
  saysEnded({ judgedAt }: Pick<StoredRequest, 'judgedAt'>, deal: string): string | null {
    const loss = this.lost.get(deal)?.findLast(({ at }) => at > judgedAt);
    return loss
      ? `was ${loss.withdrawn ? 'withdrawn' : 'told as lost'} after it was submitted for approval`
      : null;
  }
}

interface Loss {
  readonly at: bigint;
  readonly withdrawn: boolean;
}

/** A request as the loss of its deal leaves it, whether that was written down yet or not. */
export function asLost(request: Request): Request {
  return STAYS.has(request.standing) ? request : { ...request, standing: 'CANCELLED' };
}

const STAYS: ReadonlySet<string> = new Set(['REJECTED', 'RECALLED', 'EXPIRED', 'SUPERSEDED', 'CANCELLED']);

function nameOf({ deal, ...booking }: BookedDeal): string {
  return JSON.stringify([deal, keyOf(booking)]);
}
