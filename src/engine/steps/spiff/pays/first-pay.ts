import type { Day } from '../../../kernel/day.js';
import { compareText } from '../../../kernel/text-order.js';
import { add, divide, multiply, ONE, ratio, roundToUnits, ZERO, type Ratio } from '../../../kernel/ratio.js';
import type { EarningLine, Stood } from '../../../model/result.js';
import type { FirstN, Incentive } from '../../../rulebook/rulebook.js';
import { StandingWindow } from '../../earn/standing/standing-window.js';
import type { PlanVersion } from '../../plan-version.js';
import { nothingOf } from './nothing.js';
import type { BookingNets } from '../booking-nets.js';
import { placesHeld, type Taker } from './places.js';
import {
  sharedEarning,
  type Contestant,
  type Held,
  type Paid,
  type Reserved,
  type Sharing,
} from '../sharing.js';
import { recordedAt } from '../recorded.js';

/** A booking's first credit for somebody that counts, and the terms in force on its date. */
interface Claim {
  readonly who: Contestant;
  readonly version: PlanVersion;
  readonly incentive: Incentive;
  readonly formula: FirstN;
  readonly place: number;
  readonly booking: number;
  /** When the booking became known: the first of its lines that counts; and the first of this person's. */
  readonly recorded: bigint;
  readonly known: bigint;
}

/** What a booking was paid so far: its parts are rounded together. */
interface Rounded {
  exact: Ratio;
  cents: bigint;
}

/**
 * An amount for each of the first bookings in the order in which they became known, of all or for each person; a split booking takes one place and pays each
 * their part. Bookings that became known at once stand in their own order. What takes back, and what rolls up to a manager, takes no place, and a booking
 * of which nothing is left after those that change it gives its place up. A SPIFF that runs again after a pause counts from the first again.
 */
export function firstPay(id: string, sharing: Sharing): readonly Paid[] {
  const admitted = new Map<string, Set<number>>();
  const rounded = new Map<number, Rounded>();
  const { nets } = sharing.program;
  const claims = claimsOf(id, sharing);
  const held = heldBy(claims, nets);
  const standing = claims.filter(({ booking }) => nets.stands(nets.nameOf(booking)));
  return standing.flatMap((claim) => {
    const { formula, booking } = claim;
    const key = placeKey(claim);
    const places = admitted.get(key) ?? new Set<number>();
    admitted.set(key, places);
    if (!places.has(booking) && places.size >= formula.count) return tooLate(claim) ?? [];
    places.add(booking);
    const far = rounded.get(booking) ?? { exact: ZERO, cents: 0n };
    rounded.set(booking, far);
    const paid = paidFor(claim, far);
    const reserved = reservedBy(claim, held(claim) ?? { since: null, until: null });
    return paid && reserved ? { ...paid, held: reserved } : [];
  });
}

/** What bookings would be paid that held a place and gave it up, as others took them back whole. */
export function formerPay(id: string, sharing: Sharing): readonly Paid[] {
  const { nets } = sharing.program;
  const claims = claimsOf(id, sharing);
  const held = heldBy(claims, nets);
  const rounded = new Map<number, Rounded>();
  return claims.flatMap((claim) => {
    const at = nets.stands(nets.nameOf(claim.booking)) ? undefined : held(claim);
    if (!at) return [];
    const far = rounded.get(claim.booking) ?? { exact: ZERO, cents: 0n };
    rounded.set(claim.booking, far);
    const paid = paidFor(claim, far);
    const reserved = reservedBy(claim, at);
    return paid && reserved ? [{ ...paid, held: reserved }] : [];
  });
}

/** What a budget reserves for somebody's part of a place: from their own first line of the booking, which may have become known after others'. Nothing, where the place was given up by then. */
function reservedBy({ known }: Claim, { since, until }: Held): Reserved | null {
  const movedUp = since !== null && since > known;
  const from = movedUp ? since : known;
  return until !== null && until <= from ? null : { from, movedUp, until };
}

/** Among which bookings places are given. */
function placeKey({ who, version, formula }: Claim): string {
  const run = version.unbroken.from;
  return formula.each === 'company' ? `${run}` : `${run} ${who.id}`;
}

/** From when to when each claim had its place. */
function heldBy(claims: readonly Claim[], nets: BookingNets): (claim: Claim) => Held | undefined {
  const takers = new Map<string, Map<number, Taker>>();
  for (const claim of claims) {
    const { booking, recorded } = claim;
    const among = takers.get(placeKey(claim)) ?? new Map<number, Taker>();
    takers.set(placeKey(claim), among);
    if (!among.has(booking))
      among.set(booking, { booking, recorded, gone: nets.goneSince(nets.nameOf(booking)) });
  }
  const found = new Map<string, ReadonlyMap<number, Held>>();
  return (claim) => {
    const { formula, booking } = claim;
    const key = `${placeKey(claim)} of ${formula.count}`;
    const held =
      found.get(key) ?? placesHeld([...(takers.get(placeKey(claim))?.values() ?? [])], formula.count);
    found.set(key, held);
    return held.get(booking);
  };
}

function claimsOf(id: string, { people }: Sharing): readonly Claim[] {
  const claims = people.flatMap((who) => claimsBy(who, id));
  const first = new Map<number, bigint>();
  for (const { booking, recorded } of claims) {
    const known = first.get(booking);
    if (known === undefined || recorded < known) first.set(booking, recorded);
  }
  const known = claims.map((claim) => ({
    ...claim,
    recorded: first.get(claim.booking) ?? claim.recorded,
  }));
  return known.sort((a, b) => order(a, b));
}

function order(a: Claim, b: Claim): number {
  if (a.recorded !== b.recorded) return a.recorded < b.recorded ? -1 : 1;
  return a.booking - b.booking || compareText(a.who.id, b.who.id);
}

/** A person's first credit of each booking. */
function claimsBy(who: Contestant, id: string): readonly Claim[] {
  const { stint } = who.measuring;
  const claims = new Map<number, Claim>();
  for (let place = 0; place < stint.length; place += 1) {
    const version = stint.versionOn(stint.dates[place] ?? 0);
    const incentive = version?.incentive(id);
    if (!version || incentive?.formula.kind !== 'first-n') continue;
    if (((stint.counts[place] ?? 0) & version.incentiveBit(id)) === 0) continue;
    if (stint.creditedAt(place) < 0n || stint.creditAt(place).kind === 'rollup') continue;
    const line = stint.credits.line[place] ?? 0;
    const booking = stint.books.lines.booking.at(line);
    const recorded = recordedAt(stint.books, line);
    const known = claims.get(booking);
    if (known && known.recorded <= recorded) continue;
    const first = known ?? { who, version, incentive, formula: incentive.formula, place, booking };
    claims.set(booking, { ...first, recorded, known: recorded });
  }
  return [...claims.values()];
}

/** A booking that became known when all places were taken. */
function tooLate({ who, version, incentive, formula, place }: Claim): Paid | null {
  const { stint } = who.measuring;
  const day: Day = stint.dates[place] ?? 0;
  const window = version.periodOn('plan-to-date', day);
  if (!window) return null;
  const all = formula.count === 1 ? 'the one place was' : `all ${formula.count} places were`;
  const reason = `${all} taken when the booking became known.`;
  const measure = { n: stint.creditedAt(place), d: stint.unit };
  return nothingOf(who, { window, version, incentive }, { formula: 'first-n', day, measure, reason });
}

function paidFor({ who, version, incentive, formula, place }: Claim, far: Rounded): Paid | null {
  const { stint } = who.measuring;
  const day: Day = stint.dates[place] ?? 0;
  const window = version.periodOn('plan-to-date', day);
  if (!window) return null;
  const standing = new StandingWindow(who.measuring, version, { window, known: day + 1 });
  const amount = standing.number(formula.pays);
  if (!amount) return null;
  const credit = stint.creditAt(place);
  const exact: Ratio = multiply(amount, ratio(BigInt(credit.parts), BigInt(credit.of)));
  const cents = nextCents(exact, far, version);
  const credited = { n: stint.creditedAt(place), d: stint.unit };
  const line: EarningLine = {
    credit,
    credited,
    measureBefore: ZERO,
    tier: 'first',
    rate: credited.n === 0n ? null : divide(exact, credited),
    exact,
    amount: cents,
  };
  const under = { version, incentive, day };
  const participant = who.id;
  const by = placeTaken(formula, amount);
  const told = {
    window,
    participant,
    measure: credited,
    tier: 'first',
    formula: 'first-n',
    exact,
    cents,
    by,
  };
  return {
    who,
    under,
    earned: { earning: sharedEarning({ ...under, ...told }), lines: [line] },
  };
}

/** One booking's place among so many, and the amount for each. */
function placeTaken({ count }: FirstN, amount: Ratio): readonly Stood[] {
  return [
    { name: 'bookings', value: ONE, unit: 'booking' },
    { name: 'places', value: ratio(BigInt(count)), unit: 'place' },
    { name: 'each', value: amount },
  ];
}

function nextCents(exact: Ratio, far: Rounded, { plan }: PlanVersion): bigint {
  far.exact = add(far.exact, exact);
  const cents = roundToUnits(far.exact, 2, plan.rounding.half) - far.cents;
  far.cents += cents;
  return cents;
}
