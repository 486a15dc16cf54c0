import { keyOf, type DealBooking, type Unfit } from '../../../engine/approvals/booked/fit-deal.js';
import type { Request, RequestStanding } from '../../../engine/approvals/request/state.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { DealKnown } from '../../deals/deals.service.js';
import type { DealSetting } from '../setting/read-setting.js';
import type { StoredRequest } from '../store/read-requests.js';
import type { DealsThen } from './told/deals-then.js';
import type { ToldOfDeals } from './told/told-of-deals.js';
import { beyondOffered, cameToMore } from './within-used.js';

/** A request with the deal that it is for, and all bookings of that. */
export interface ForDeal {
  readonly stored: StoredRequest;
  readonly deal: DealKnown;
  readonly bookings: readonly DealBooking[];
}

interface Standing {
  readonly request: string;
  readonly position: string;
  readonly standing: RequestStanding;
}

/**
 * Which approvals bookings of their deals use by when they were told: those that stood then or later, for the deal as it was said meanwhile, for a booking within what was approved. Whether anybody
 * looked before the deal was told otherwise makes no difference.
 */
export class UsedWhenTold {
  private readonly used = new Map<string, boolean>();
  private readonly beyond = new Map<string, ReadonlyMap<string, Unfit>>();

  private constructor(
    private readonly standings: ReadonlyMap<string, readonly Standing[]>,
    private readonly from: {
      readonly told: ToldOfDeals;
      readonly dealsThen: DealsThen;
      /** Whether a request is for a deal as it was at a position. */
      readonly isFor: (stored: StoredRequest, deal: DealKnown) => Promise<boolean>;
      /** Whether an approval had not run out on the day of a booking. */
      readonly heldFor: (stored: StoredRequest, booking: DealBooking) => boolean;
    },
  ) {}

  /** Reads how requests stood when. */
  static async read(
    tx: Transaction,
    requests: readonly StoredRequest[],
    from: UsedWhenTold['from'],
  ): Promise<UsedWhenTold> {
    const rows = await tx.query<Standing>(
      `select e.request, a.position, e.standing from approval_event e join audit_entry a on a.entry = e.entry
       where e.request = any($1::uuid[]) order by e.request, e.sequence`,
      [requests.map(({ request }) => request.id)],
    );
    const standings = new Map<string, Standing[]>();
    for (const row of rows) standings.set(row.request, [...(standings.get(row.request) ?? []), row]);
    return new UsedWhenTold(standings, from);
  }

  /** Says that it will be asked how bookings are to an approval. */
  expect(of: ForDeal): void {
    if (of.stored.request.standing === 'CONSUMED') return;
    for (const at of this.triedFor(of)) this.from.dealsThen.expect(of.deal, at);
  }

  /** How a booking is to an approval: whether any of the deal used it or would have as it was told, and whether this one is within it where the deal comes to more since. */
  async by(
    booking: Pick<DealBooking, 'source' | 'booking'>,
    of: ForDeal & { readonly setting: DealSetting },
  ): Promise<{ readonly isUsed: boolean; readonly isWithin: boolean }> {
    const isUsed = await this.isUsed(of);
    const isWithin = isUsed && cameToMore(of.stored, of.setting) && this.isWithin(booking, of);
    return { isUsed, isWithin };
  }

  private async isUsed(of: ForDeal): Promise<boolean> {
    const { id, standing } = of.stored.request;
    if (standing === 'CONSUMED') return true;
    const known = this.used.get(id) ?? (await this.isUsedByAny(of));
    this.used.set(id, known);
    return known;
  }

  private isWithin(booking: Pick<DealBooking, 'source' | 'booking'>, { stored, bookings }: ForDeal): boolean {
    const { id } = stored.request;
    const beyond = this.beyond.get(id) ?? beyondOffered(stored, bookings);
    this.beyond.set(id, beyond);
    return !beyond.has(keyOf(booking));
  }

  private async isUsedByAny(of: ForDeal): Promise<boolean> {
    const { stored, deal } = of;
    for (const at of this.triedFor(of)) {
      const then = await this.from.dealsThen.at(deal, at);
      if (then && (await this.from.isFor(stored, then))) return true;
    }
    return false;
  }

  /** When any booking may have used an approval; the deal is said the same until it changes. */
  private triedFor(of: ForDeal): readonly bigint[] {
    const changes = this.from.dealsThen.changesOf(of.deal.id);
    const tried = new Map<number, bigint>();
    for (const at of of.bookings.flatMap((booking) => this.stoodAt(booking, of))) {
      const changed = changes.filter(({ position }) => position <= at).length;
      if (!tried.has(changed)) tried.set(changed, at);
    }
    return [...tried.values()];
  }

  /** From when a booking is told, when the approval was given after that, and when the deal changed meanwhile: those of it at which the approval stood, for a booking within it. */
  private stoodAt(booking: DealBooking, of: ForDeal): readonly bigint[] {
    const { stored, deal } = of;
    const { told, dealsThen, heldFor } = this.from;
    const standings = this.standings.get(stored.request.id) ?? [];
    if (!standings.some(({ standing }) => STOOD.has(standing))) return [];
    const named = { deal: deal.id, source: booking.source, booking: booking.booking };
    const since = told.bookedAt(named);
    if (since === null || told.wasLost(stored, named) || !heldFor(stored, booking)) return [];
    if (!this.isWithin(booking, of)) return [];
    const changed = [...standings, ...dealsThen.changesOf(deal.id)].map(({ position }) => BigInt(position));
    return [since, ...changed.filter((position) => position > since)].filter((position) => {
      const then = standings.findLast((each) => BigInt(each.position) <= position);
      return then !== undefined && STOOD.has(then.standing);
    });
  }
}

/** Standings of an approval that was given and not replaced; of one of other terms, that may be those of the deal again. */
const STOOD: ReadonlySet<RequestStanding> = new Set<RequestStanding>(['APPROVED', 'STALE', 'CONSUMED']);

/** A request as a booking that used it leaves it, whether that was written down or not before the deal was told otherwise. */
export function asUsed(request: Request): Request {
  return LEFT.has(request.standing) ? { ...request, standing: 'CONSUMED' } : request;
}

const LEFT: ReadonlySet<RequestStanding> = new Set<RequestStanding>(['STALE', 'SUPERSEDED', 'EXPIRED']);
