import { add, compare, ZERO, type Ratio } from '../../kernel/ratio.js';
import type { Day } from '../../kernel/day.js';
import { compareText } from '../../kernel/text-order.js';
import type { Lack } from '../request/clearance.js';
import { writeAmount } from './write-amount.js';

/** A booking of a deal: its lines that name the deal, or all of them where it names none itself and changes one that does. */
export interface DealBooking {
  readonly source: string;
  readonly booking: string;
  /** Of its first line in the declared order. */
  readonly date: Day;
  /** Of its last line. */
  readonly lastDate: Day;
  readonly sequence: bigint;
  /** The booking of the same source that it changes. */
  readonly changes: string | null;
  /** Whether it names the deal itself. */
  readonly isNamed: boolean;
  readonly accounts: readonly string[];
  /** Salespeople, and whom relations of its lines name. */
  readonly people: readonly string[];
  /** What its lines come to, by currency. */
  readonly amounts: ReadonlyMap<string, Ratio>;
}

/** A deal as far as its bookings must fit it. */
export interface FittedDeal {
  readonly account: string | null;
  readonly seller: string | null;
  readonly currency: string | null;
  /** What it comes to; undefined where nobody said. */
  readonly net: Ratio | undefined;
}

/** Why a booking is not of the deal that it names, with the amounts where these are why. */
export interface Unfit {
  readonly lacks: Extract<
    Lack,
    'OTHER_ACCOUNT' | 'OTHER_SELLER' | 'OTHER_CURRENCY' | 'NO_AMOUNT' | 'OVER_AMOUNT'
  >;
  /** Completes "the deal ..."; null where the reason alone says it. */
  readonly says: string | null;
}

/** Names a booking. */
export const keyOf = ({ source, booking }: Pick<DealBooking, 'source' | 'booking'>): string =>
  `${source}\u001f${booking}`;

/**
 * Which bookings of a deal do not fit it, by `keyOf`: those of another account, another seller or another currency, and those that would take its
 * bookings above what it comes to. They count in the declared order, so that when a file came never matters; what returns or changes without naming the deal counts with the
 * booking it changes, and so does a return that names it. What does not fit uses nothing of the deal. A deal of which nobody said what it comes to, or in
 * which currency, has no booking but what returns.
 */
export function unfitBookings(
  deal: FittedDeal,
  bookings: readonly DealBooking[],
): ReadonlyMap<string, Unfit> {
  const unfit = new Map<string, Unfit>();
  let sum = ZERO;
  for (const { first, all } of inGroups(bookings)) {
    const total = all.reduce((amount, each) => add(amount, amountOf(each, deal.currency)), ZERO);
    const after = add(sum, total);
    const found =
      otherParty(deal, first) ??
      otherCurrency(deal, all) ??
      overAmount(deal, { total, after, adds: addsAny(all) });
    if (found) for (const each of all) unfit.set(keyOf(each), found);
    else sum = after;
  }
  return unfit;
}

function otherParty({ account, seller }: FittedDeal, booking: DealBooking): Unfit | undefined {
  if (account !== null && booking.accounts.some((each) => each !== account))
    return { lacks: 'OTHER_ACCOUNT', says: null };
  if (seller !== null && booking.people.length > 0 && !booking.people.includes(seller))
    return { lacks: 'OTHER_SELLER', says: null };
  return undefined;
}

/** Whether bookings that count together add anything, in whatever currency. */
function addsAny(bookings: readonly DealBooking[]): boolean {
  const sums = new Map<string, Ratio>();
  for (const [currency, amount] of bookings.flatMap(({ amounts }) => [...amounts]))
    sums.set(currency, add(sums.get(currency) ?? ZERO, amount));
  return [...sums.values()].some((sum) => compare(sum, ZERO) > 0);
}

/** What is returned in another currency makes nothing larger. */
function otherCurrency({ currency }: FittedDeal, bookings: readonly DealBooking[]): Unfit | undefined {
  if (currency === null) return undefined;
  const added = bookings
    .flatMap(({ amounts }) => [...amounts])
    .filter(([, amount]) => compare(amount, ZERO) > 0);
  const other = added.map(([each]) => each).find((each) => each !== currency);
  if (other === undefined) return undefined;
  return { lacks: 'OTHER_CURRENCY', says: `is in ${currency}, and its booking in ${other}` };
}

function overAmount(
  { net, currency }: FittedDeal,
  { total, after, adds }: { readonly total: Ratio; readonly after: Ratio; readonly adds: boolean },
): Unfit | undefined {
  if (net === undefined || currency === null) return adds ? { lacks: 'NO_AMOUNT', says: null } : undefined;
  if (compare(total, ZERO) <= 0 || compare(after, net) <= 0) return undefined;
  const says = `comes to ${writeAmount(net)} ${currency}, and its bookings up to this one to ${writeAmount(after)} ${currency}`;
  return { lacks: 'OVER_AMOUNT', says };
}

/** With which booking each booking of a deal counts, by `keyOf`: a return with what it returns, others with themselves where they name the deal. */
export function hostsOf(bookings: readonly DealBooking[]): ReadonlyMap<string, DealBooking> {
  return new Map(inGroups(bookings).flatMap(({ first, all }) => all.map((each) => [keyOf(each), first])));
}

interface Group {
  readonly first: DealBooking;
  readonly all: DealBooking[];
}

/** Bookings in their order, each with what counts with it. */
function inGroups(bookings: readonly DealBooking[]): readonly Group[] {
  const named = new Map(bookings.map((each) => [keyOf(each), each]));
  const countsWith = (booking: DealBooking): DealBooking | undefined => {
    const { source, changes, isNamed } = booking;
    if (changes === null || (isNamed && !isReturn(booking))) return undefined;
    return named.get(keyOf({ source, booking: changes }));
  };
  const groups = new Map<DealBooking, Group>();
  for (const each of [...bookings].sort(inOrder)) {
    const first = hostOf(each, countsWith);
    const group = groups.get(first) ?? { first, all: [] };
    group.all.push(each);
    groups.set(first, group);
  }
  return [...groups.values()].sort((a, b) => inOrder(a.first, b.first));
}

function hostOf(booking: DealBooking, next: (booking: DealBooking) => DealBooking | undefined): DealBooking {
  const passed = new Set<DealBooking>();
  let at = booking;
  for (let other = next(at); other !== undefined && !passed.has(other); other = next(at)) {
    passed.add(at);
    at = other;
  }
  return at;
}

/** Whether it takes something back and adds nothing, in whatever currency. */
function isReturn({ amounts }: DealBooking): boolean {
  const signs = [...amounts.values()].map((amount) => compare(amount, ZERO));
  return signs.some((sign) => sign < 0) && signs.every((sign) => sign <= 0);
}

function inOrder(a: DealBooking, b: DealBooking): number {
  if (a.date !== b.date) return a.date - b.date;
  if (a.sequence !== b.sequence) return a.sequence < b.sequence ? -1 : 1;
  return compareText(a.source, b.source) || compareText(a.booking, b.booking);
}

function amountOf({ amounts }: DealBooking, currency: string | null): Ratio {
  return (currency === null ? undefined : amounts.get(currency)) ?? ZERO;
}
