import type { Request } from '../../../../engine/approvals/request/state.js';
import { KNOWN_ROW } from '../../../../platform/database/known.js';
import type { Transaction } from '../../../../platform/database/transaction.js';
import type { StoredRequest } from '../../store/read-requests.js';
import type { BookedDeal } from '../booked-deals.js';
import { nameOf, tellingsOfBookings, type TellingsOfBooking } from './tellings-of-bookings.js';

/** From which position on all that was told of deals, of their heads and lines, is that it is withdrawn. */
const WITHDRAWN = `
  with told as (
    select deal, withdrawn, a.position from (
      select external_id as deal, withdrawn, entry from deal fact where external_id = any($2::text[]) and ${KNOWN_ROW}
      union all select deal, withdrawn, entry from deal_line fact where deal = any($2::text[]) and ${KNOWN_ROW}
    ) each join audit_entry a on a.entry = each.entry
  )
  select deal, min(position) as position from told
  where withdrawn and position > (select coalesce(max(other.position), 0) from told other where other.deal = told.deal and not other.withdrawn) group by deal`;

/**
 * When deals were told as lost or withdrawn, and when their bookings were first told as theirs, by positions. A loss ends what was submitted before it for bookings
 * that are told after it, and takes nothing from those that were told before, whoever looked at the deal first.
 */
export class ToldOfDeals {
  private constructor(
    private readonly lost: ReadonlyMap<string, readonly Loss[]>,
    private readonly booked: ReadonlyMap<string, TellingsOfBooking>,
    private readonly withdrawn: ReadonlyMap<string, bigint>,
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
    const gone = await tx.query<{ deal: string; position: string }>(WITHDRAWN, [position, deals]);
    return new ToldOfDeals(
      lost,
      await tellingsOfBookings(tx, position, deals),
      new Map(gone.map(({ deal, position: at }) => [deal, BigInt(at)])),
    );
  }

  /** The position at which a booking of a deal was first told; null where none that names the deal is known. */
  bookedAt(booking: BookedDeal): bigint | null {
    return this.booked.get(nameOf(booking))?.first ?? null;
  }

  /** The position at which a booking was told that made it come to more than before last. */
  raisedAt(booking: BookedDeal): bigint | null {
    return this.booked.get(nameOf(booking))?.raised ?? null;
  }

  /** The position from which on a deal that nobody knows any more was withdrawn, its lines before it or after; null where it never was. */
  withdrawnAt(deal: string): bigint | null {
    return this.withdrawn.get(deal) ?? null;
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
