import {
  asksAnybody,
  type Clearance,
  type DealJudged,
  type RequestNow,
} from '../../../engine/approvals/request/clearance.js';
import { clearanceWithout, decidedBy } from '../../../engine/approvals/booked/rests-on.js';
import { hostsOf, keyOf, type DealBooking, type Unfit } from '../../../engine/approvals/booked/fit-deal.js';
import { fittingClearance } from '../../../engine/approvals/booked/fitting-clearance.js';
import { booked, dealChanged, tick } from '../../../engine/approvals/request/tend.js';
import { replay } from '../../../engine/approvals/request/apply.js';
import type { RequestEvent } from '../../../engine/approvals/request/events.js';
import type { Request } from '../../../engine/approvals/request/state.js';
import { invariant } from '../../../engine/kernel/invariant.js';
import type { Day } from '../../../engine/kernel/day.js';
import type { ApprovalMatrix } from '../../../engine/rulebook/rulebook.js';
import { LOCKS } from '../../../platform/database/locks.js';
import type { ChangeTransaction, Transaction } from '../../../platform/database/transaction.js';
import type { DealKnown, DealsService } from '../../deals/deals.service.js';
import type { RulesService } from '../../rules/rules.service.js';
import { carryOut } from '../acting/act-on.js';
import { AsSubmitted, outgrownBy } from '../setting/as-submitted.js';
import type { DealSetting } from '../setting/read-setting.js';
import { storedDeal } from '../setting/read-stored-deal.js';
import { submittedMatrix } from '../setting/submitted-matrix.js';
import { surroundingsNow, type SurroundingsNow } from '../setting/surroundings-now.js';
import { requestsOfDeals, type StoredRequest } from '../store/read-requests.js';
import { knownClearances, writeRestsOn, type BookedDeal, type KnownClearance } from './booked-deals.js';
import { bookingsOfDeals, unfitOf } from './deal-bookings.js';
import { RulesWhenTold } from './told/rules-when-told.js';
import { asLost, ToldOfDeals } from './told/told-of-deals.js';
import { dealsToBook } from './told/deals-to-book.js';
import { Judgements, type Asked } from './judgements.js';
import { BY_BOOKING } from './told/same-to.js';
import { asUsed, UsedWhenTold } from './used-when-told.js';
import { writeCleared, type Cleared } from './write-cleared.js';

/**
 * Finds out whether bookings have the approval of their deal, consumes the approvals that they use, and writes down what is new. One does at a time, and
 * holds the requests of the deals meanwhile, so that an approval is used once and nothing of it changes in between.
 */
export async function clearBookings(
  tx: ChangeTransaction,
  of: readonly BookedDeal[],
  from: {
    readonly rules: RulesService;
    readonly deals: DealsService;
    readonly momentOf: (tx: Transaction) => Promise<number>;
  },
): Promise<{ readonly cleared: readonly Cleared[]; readonly isUnchanged: boolean }> {
  await tx.query('select pg_advisory_xact_lock($1)', [LOCKS.clearing]);
  const ids = [...new Set(of.map(({ deal }) => deal))];
  await tx.query(
    'select from approval_request where deal = any($1::text[]) and ended_at is null order by id for update',
    [ids],
  );
  const now = await surroundingsNow(tx, { ...from, at: await from.momentOf(tx) });
  const { position, catalogue } = now;
  const known = await knownClearances(tx, position, of);
  const told = await ToldOfDeals.read(tx, position, ids);
  const rules = await RulesWhenTold.read(tx, from.rules, now);
  const { deals, withdrawn } = await dealsToBook(tx, { deals: from.deals, told, rules, now }, ids);
  const bookings = await bookingsOfDeals(tx, { position, catalogue }, ids);
  const unfit = new Map([...deals].map(([id, deal]) => [id, unfitOf(deal, bookings.get(id) ?? [])]));
  const judgements = await Judgements.read(tx, rules, { now, deals, withdrawn });
  const clearing = new Clearing(
    tx,
    { now, rules: from.rules, unfit, bookings, told, withdrawn, judgements },
    await requestsOfDeals(tx, ids),
  );
  await clearing.expect(known, deals);
  const cleared: Cleared[] = [];
  for (const each of known) {
    const clearance = await clearing.of(each, deals.get(each.deal));
    if (isSame(clearance, each.clearance)) continue;
    const { source, booking, deal, nth } = each;
    cleared.push({ source, booking, deal, nth: nth + 1, clearance });
  }
  await writeCleared(tx, cleared);
  return { cleared, isUnchanged: cleared.length === 0 && !clearing.hasActed };
}

/** Bookings of some deals, looked at one after another: the first of a deal consumes its approval, and the next find it consumed. */
class Clearing {
  /** Whether anything became of a request. */
  hasActed = false;
  private readonly matrices = new Map<string, ApprovalMatrix>();
  private readonly requests: Map<string, StoredRequest[]>;
  private readonly asSubmitted: AsSubmitted;
  /** By request: the same for all bookings of its deal. */
  private readonly settings = new Map<string, DealSetting>();
  private readonly hashes = new Map<string, string>();
  private usedWhenTold: UsedWhenTold | undefined;
  private readonly hosts = new Map<string, ReadonlyMap<string, DealBooking>>();

  constructor(
    private readonly tx: ChangeTransaction,
    private readonly by: {
      readonly now: SurroundingsNow;
      readonly rules: RulesService;
      /** Of each deal the bookings that do not fit it. */
      readonly unfit: ReadonlyMap<string, ReadonlyMap<string, Unfit>>;
      /** All bookings of each deal. */
      readonly bookings: ReadonlyMap<string, readonly DealBooking[]>;
      readonly told: ToldOfDeals;
      /** The positions at which deals were withdrawn that are judged as they stood before. */
      readonly withdrawn: ReadonlyMap<string, bigint>;
      readonly judgements: Judgements;
    },
    requests: ReadonlyMap<string, readonly StoredRequest[]>,
  ) {
    this.asSubmitted = new AsSubmitted(tx, by.rules, (position) => by.judgements.rulesSince(position));
    this.requests = new Map([...requests].map(([deal, list]) => [deal, [...list]]));
  }

  /** Says what will be asked of the matrices, and of requests, so that it is read at once. */
  async expect(known: readonly KnownClearance[], deals: ReadonlyMap<string, DealKnown>): Promise<void> {
    const { judgements } = this.by;
    await judgements.expect(known.flatMap((each) => this.askedOf(each, deals.get(each.deal)) ?? []));
    for (const [id, list] of this.requests) {
      const deal = deals.get(id);
      if (!deal) continue;
      const bookings = this.by.bookings.get(id) ?? [];
      for (const stored of list) {
        this.asSubmitted.expect(stored, storedDeal(deal));
        (await this.used()).expect({ stored, deal, bookings });
      }
    }
  }

  /** What will be asked of the matrices for a booking; null where its deal is not known, or was withdrawn before it was told. */
  askedOf(each: KnownClearance, deal: DealKnown | undefined): Asked | null {
    if (!deal) return null;
    const host = this.hostOf(each);
    const bookedOn = host?.lastDate ?? each.bookedOn;
    const { told } = this.by;
    const of = { ...(host ?? each), deal: deal.id };
    const bookedAt = told.bookedAt(of);
    const withdrawn = this.by.withdrawn.get(deal.id);
    if (withdrawn !== undefined && (bookedAt === null || bookedAt > withdrawn)) return null;
    return { deal, booked: { bookedOn, bookedAt, raisedAt: told.raisedAt(of) } };
  }

  async of(each: KnownClearance, deal: DealKnown | undefined): Promise<Clearance> {
    const asked = this.askedOf(each, deal);
    if (!deal || !asked) return { standing: 'missing', lacks: 'UNKNOWN_DEAL', request: null };
    const unfit = this.by.unfit.get(deal.id)?.get(keyOf(each));
    const { booked } = asked;
    const of = { host: this.hostOf(each), bookedOn: booked.bookedOn, isFit: unfit === undefined };
    const standing = await this.standingOf(each, deal, of);
    const tainted = this.taintedFor(each, standing);
    const { judgements } = this.by;
    const judged = await judgements.of(deal, booked);
    const isJudged = judged.some(({ asOffered }) => asOffered.length > 0);
    const by = (each: DealJudged): Clearance => clearanceWithout(tainted, standing, each);
    const now = bestOf(judged.map(by));
    const isAsked = now.standing === 'missing' && judged.some(asksAnybody);
    const found = isAsked ? bestOf([...(await judgements.earlier(deal, booked)).map(by), now]) : now;
    return fittingClearance(found, unfit, { isJudged });
  }

  /** The requests of its deal, as they stand to the booking. */
  private async standingOf(
    each: KnownClearance,
    deal: DealKnown,
    of: { readonly host: DealBooking | undefined; readonly bookedOn: Day; readonly isFit: boolean },
  ): Promise<readonly RequestNow[]> {
    const { host, bookedOn, isFit } = of;
    const bookings = this.by.bookings.get(deal.id) ?? [];
    const list = this.requests.get(deal.id) ?? [];
    const standing: RequestNow[] = [];
    for (const [at, stored] of list.entries()) {
      const setting = await once(this.settings, stored.request.id, () => this.settingOf(deal, stored));
      const used = await this.used();
      const { isUsed, isWithin } = await used.by(each, { stored, deal, bookings, setting });
      const hash = await once(this.hashes, `${stored.request.id} ${isWithin}`, () =>
        this.asSubmitted.hashOf(stored, setting, isWithin),
      );
      const isLost = this.by.told.wasLost(stored, { deal: deal.id, ...(host ?? each) });
      // What pays one of those who decided uses the approval as well: the deal can then be submitted anew.
      const booking = isFit && !isLost && this.heldOn(bookedOn, stored) ? each : null;
      const now = { ...stored, request: await this.use(stored.request, { setting, hash, booking }) };
      this.hasActed ||= now.request !== stored.request;
      list[at] = now;
      const heldWhenBooked = !isLost && !isOpen(now, deal) && this.heldOn(bookedOn, now);
      const left = isUsed ? asUsed(now.request) : now.request;
      const request = isLost || isOpen(now, deal) ? asLost(now.request) : left;
      const rollup = setting.asking.matrix.terms.rollupManagers === 'may-not-decide';
      const isEnded = request.standing === 'CANCELLED';
      const says = isEnded ? this.by.told.saysEnded(stored, deal.id) : outgrownBy(stored, setting);
      const by = decidedBy(stored, list, rollup);
      standing.push({ matrix: stored.matrix, request, hash, heldWhenBooked, says, decidedBy: by });
    }
    return standing;
  }

  /** Requests that rest on a decision of somebody whom the booking pays: of its salespeople, and of whom its relations name. */
  private taintedFor(each: BookedDeal, requests: readonly RequestNow[]): ReadonlySet<string> {
    const bookings = this.by.bookings.get(each.deal) ?? [];
    const paid = bookings.find((booking) => keyOf(booking) === keyOf(each))?.people ?? [];
    const isTainted = ({ decidedBy: by }: RequestNow): boolean =>
      paid.some((person) => by?.people.includes(person) === true);
    return new Set(requests.filter(isTainted).map(({ request }) => request.id));
  }

  /** The request after it followed time and the deal, and was consumed by the booking where it is approved for the terms as they are. */
  private async use(
    request: Request,
    of: { readonly setting: DealSetting; readonly hash: string; readonly booking: BookedDeal | null },
  ): Promise<Request> {
    if (request.standing !== 'APPROVED' && request.standing !== 'STALE') return request;
    const { setting, hash, booking } = of;
    let now = (await carryOut(this.tx, { request }, tick(request, setting))).request;
    now = (await carryOut(this.tx, { request: now }, dealChanged(now, hash, setting))).request;
    if (now.standing !== 'APPROVED' || booking === null) return now;
    const named = { hash, booking: `${booking.source} ${booking.booking}` };
    return (await carryOut(this.tx, { request: now }, booked(now, named, setting))).request;
  }

  /** What bookings used by when they were told; read once, where there is any request. */
  private async used(): Promise<UsedWhenTold> {
    const { told, judgements } = this.by;
    this.usedWhenTold ??= await UsedWhenTold.read(this.tx, [...this.requests.values()].flat(), {
      told,
      dealsThen: judgements.dealsThen,
      heldFor: (stored, booking) =>
        this.heldOn(
          this.hostOf({ ...booking, deal: stored.request.deal })?.lastDate ?? booking.lastDate,
          stored,
        ),
      isFor: async (stored, deal) =>
        (await this.asSubmitted.hashOf(stored, await this.settingOf(deal, stored))) === stored.request.hash,
    });
    return this.usedWhenTold;
  }

  private async settingOf(deal: DealKnown, { matrix: id, request }: StoredRequest): Promise<DealSetting> {
    const { now, rules } = this.by;
    const of = { matrix: id, request, by: now.surroundings };
    const matrix = await once(this.matrices, `${id} ${request.matrix}`, () =>
      submittedMatrix(this.tx, rules, of),
    );
    return now.surroundings.of(storedDeal(deal), matrix, BY_BOOKING);
  }

  /** With which booking it counts: what returns a booking has the approval of that day. */
  private hostOf(each: BookedDeal): DealBooking | undefined {
    const known = this.hosts.get(each.deal) ?? hostsOf(this.by.bookings.get(each.deal) ?? []);
    this.hosts.set(each.deal, known);
    return known.get(keyOf(each));
  }

  /** Whether it was approved and had not run out on a day. */
  private heldOn(day: Day, stored: StoredRequest): boolean {
    const { standing, validUntil } = stored.request;
    if (validUntil !== null) return this.by.now.surroundings.clock.momentOf(day, 0) < validUntil;
    return standing === 'CANCELLED' ? wasApproved(stored.events) : standing !== 'EXPIRED';
  }
}

/** What was found before, or is now. */
async function once<T>(known: Map<string, T>, name: string, find: () => Promise<T>): Promise<T> {
  const found = known.get(name) ?? (await find());
  known.set(name, found);
  return found;
}

/** The first that lacks nothing, or what the last lacks. */
function bestOf(found: readonly Clearance[]): Clearance {
  const best = found.find(({ standing }) => standing !== 'missing') ?? found.at(-1);
  invariant(best !== undefined, 'a booking is judged by something');
  return best;
}

/** Whether a request of a deal that is lost still waits, until it is closed within a minute. */
function isOpen({ request }: StoredRequest, { standing }: DealKnown): boolean {
  return standing === 'lost' && (request.standing === 'PENDING' || request.standing === 'EVALUATION_FAILED');
}

function wasApproved(events: readonly RequestEvent[]): boolean {
  const before = replay(events.slice(0, -1), '')?.standing;
  return before === 'APPROVED' || before === 'STALE';
}

function isSame(a: Clearance, b: Clearance | null): boolean {
  const why = (of: Clearance): string =>
    of.standing === 'missing' ? `${of.lacks} ${of.says ?? ''}` : writeRestsOn(of);
  return b !== null && a.standing === b.standing && a.request === b.request && why(a) === why(b);
}
