import { multiply, ratio, roundToUnits, ZERO, type Ratio } from '../../kernel/ratio.js';
import type { EarningLine } from '../../model/result.js';
import type { FirstN, Incentive } from '../../rulebook/rulebook.js';
import { StandingWindow } from '../earn/standing/standing-window.js';
import type { PlanVersion } from '../plan-version.js';
import { sharedEarning, type Contestant, type Paid, type Sharing } from './sharing.js';
import { recordedAt } from './recorded.js';

/** A booking's first credit for somebody that counts. */
interface Claim {
  readonly who: Contestant;
  readonly version: PlanVersion;
  readonly place: number;
  readonly booking: number;
  readonly recorded: bigint;
  readonly line: number;
}

/**
 * An amount for each of the first bookings in the order in which they became known, of all or for each person; a split booking takes one place and pays each
 * their part. Bookings that became known at once stand in their own order.
 */
export function firstPay(incentive: Incentive, formula: FirstN, sharing: Sharing): readonly Paid[] {
  const claims = claimsOf(incentive, sharing);
  const admitted = new Map<string, Set<number>>();
  return claims.flatMap((claim) => {
    const key = formula.each === 'company' ? '' : claim.who.id;
    const places = admitted.get(key) ?? new Set<number>();
    admitted.set(key, places);
    if (!places.has(claim.booking) && places.size >= formula.count) return [];
    places.add(claim.booking);
    return paidFor(claim, incentive, formula) ?? [];
  });
}

function claimsOf({ id }: Incentive, { people }: Sharing): readonly Claim[] {
  const claims: Claim[] = [];
  for (const who of people) {
    const { stint } = who.measuring;
    const seen = new Set<number>();
    for (let place = 0; place < stint.length; place += 1) {
      const line = stint.credits.line[place] ?? 0;
      const booking = stint.books.lines.booking.at(line);
      const version = stint.versionOn(stint.dates[place] ?? 0);
      const bit = version?.incentiveBit(id) ?? 0;
      if (!version || seen.has(booking) || ((stint.counts[place] ?? 0) & bit) === 0) continue;
      seen.add(booking);
      claims.push({ who, version, place, booking, recorded: recordedAt(stint.books, line), line });
    }
  }
  return claims.sort((a, b) =>
    a.recorded === b.recorded ? a.line - b.line : a.recorded < b.recorded ? -1 : 1,
  );
}

function paidFor({ who, version, place }: Claim, incentive: Incentive, { pays }: FirstN): Paid | null {
  const { stint } = who.measuring;
  const day = stint.dates[place] ?? 0;
  const window = version.periodOn('plan-to-date', day);
  if (!window) return null;
  const standing = new StandingWindow(who.measuring, version, { window, known: day + 1 });
  const amount = standing.number(pays);
  if (!amount) return null;
  const credit = stint.creditAt(place);
  const exact: Ratio = multiply(amount, ratio(BigInt(credit.parts), BigInt(credit.of)));
  const cents = roundToUnits(exact, 2, version.plan.rounding.half);
  const line: EarningLine = {
    credit,
    credited: { n: stint.amountAt(place, 'line.net'), d: stint.unit },
    measureBefore: ZERO,
    tier: 'first',
    rate: null,
    exact,
    amount: cents,
  };
  const earning = sharedEarning({
    incentive,
    version,
    window,
    day,
    participant: who.id,
    measure: ZERO,
    tier: 'first',
    formula: 'first-n',
    exact,
    cents,
  });
  return { person: who.person, earned: { earning, lines: [line] } };
}
