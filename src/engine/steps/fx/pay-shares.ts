import type { Day, NamedPeriod } from '../../kernel/day.js';
import { divide, multiply, ratio, type Ratio } from '../../kernel/ratio.js';
import type { AppliedRate } from '../../model/rates.js';
import type { Earned, Earning, EarningLine } from '../../model/result.js';
import type { Conversion, PayRateDay } from '../../rulebook/rulebook.js';
import type { Books } from '../credit/admission.js';
import { isGrouped, measuresOf } from '../earn/terms/epoch.js';
import type { PlanVersion } from '../plan-version.js';
import type { CountedDays } from './counted-days.js';
import type { Origin } from './exchange.js';
import { shareOf, type PaidSoFar, type Share } from './paid-so-far.js';
import { payRateDay } from './rate-day.js';
import type { RateSets } from './rate-sets.js';

/** An earning that becomes pay in another currency. */
export interface Paying {
  readonly earning: Earning;
  readonly version: PlanVersion;
  readonly conversion: Conversion<PayRateDay>;
  readonly to: string;
  readonly books: Books;
  readonly rates: RateSets;
  /** When its credits count, where what takes back is paid back, by the rates by which it was paid; else every line has that of the pay period. */
  readonly days: CountedDays | null;
  readonly sofar: PaidSoFar;
}

/** By which rates something is paid; null where one is missing. */
export type Shares = readonly Share[] | null;

/** By which rates each line is paid: null where one is missing. */
export function sharesOf(
  {
    earning,
    lines,
    byCredit = false,
    isLimited = false,
  }: Earned & { readonly lines: readonly EarningLine[] },
  paying: Paying,
  rateOn: (on: Day) => AppliedRate | null,
): readonly Shares[] {
  const { sofar, days, to, books, conversion, version } = paying;
  const of = `${earning.plan} ${earning.incentive} ${earning.currency} ${to}`;
  const window = `${of} window ${earning.window.from}`;
  const current = (): AppliedRate | null => rateOn(payRateDay(conversion.date, earning, version));
  const isWhole = days !== null && isLimited && !byCredit;
  const whole = isWhole ? sofar.sharesOf(window, earning.amount, current) : null;
  const sharesOfLine = (line: EarningLine, booking: string): Shares => {
    if (isWhole) return whole && partOf(whole, ratio(line.amount), ratio(earning.amount));
    const original = byCredit ? originalOf(line, paying) : undefined;
    if (!original) return shareOf(ratio(line.amount), current());
    return sofar.sharesOf(booking, line.amount, () => rateOn(rateDayOf(original, paying)));
  };
  const found = lines.map((line) => {
    const booking = `${of} booking ${bookingOf(line, books)}`;
    const shares = sharesOfLine(line, booking);
    if (days && line.credit && shares) sofar.add(booking, shares);
    return shares;
  });
  if (days && isLimited)
    sofar.add(
      window,
      found.flatMap((each) => each ?? []),
    );
  return found;
}

/** The same rates for a part of what they are for. */
function partOf(shares: readonly Share[], part: Ratio, of: Ratio): readonly Share[] {
  if (of.n === 0n) return shares.slice(0, 1).map(({ rate }) => ({ cents: part, rate }));
  const by = divide(part, of);
  return shares.map(({ cents, rate }) => ({ cents: multiply(cents, by), rate }));
}

/** Which booking a line is of: the one that it changes, where it names one. */
function bookingOf({ credit }: EarningLine, { exchange, lines }: Books): number {
  return credit ? lines.booking.at(exchange.originalOf(credit.line)?.line ?? credit.line) : 0;
}

/**
 * Whether what takes back is paid back: what waits below zero, or is dropped there, is not. Tiers by line or booking pay back with every negative but one that is
 * carried as earning: there each line or booking stands for itself.
 */
export function isPaidBack({ incentive: id }: Earning, version: PlanVersion): boolean {
  const negative = measuresOf(version, id)?.axis.negative;
  const formula = version.incentive(id)?.formula;
  if (negative === 'pay-back') return true;
  return (
    negative !== undefined && negative !== 'carry-earning' && formula !== undefined && isGrouped(formula)
  );
}

/** The rate of a day, found once. */
export function ratesOf({ earning, conversion, to, rates: told }: Paying): (on: Day) => AppliedRate | string {
  const { rates: set, corrections } = conversion;
  const first = corrections === 'stand' ? { known: -Infinity } : {};
  const found = new Map<Day, AppliedRate | string>();
  return (on) => {
    const rate = found.get(on) ?? told.find({ set, from: earning.currency, to, on, ...first });
    found.set(on, rate);
    return rate;
  };
}

/** The booking that a line takes back, where that is paid back. A credit of an earlier pay period takes nothing back now: it is paid anew. */
function originalOf({ credit }: EarningLine, { days, books, earning }: Paying): Origin | undefined {
  if (!days || !credit || days.ofLine(credit.line) < earning.period.from) return undefined;
  return books.exchange.originalOf(credit.line);
}

/** The day whose rate has what takes back a booking beyond what was paid of it: that of the pay period in which the booking counted. */
function rateDayOf(original: Origin, paying: Paying): Day {
  const { earning, version, conversion, days } = paying;
  const day = days?.ofOriginal(original) ?? original.date;
  const counted = day < earning.period.from ? periodsOn(day, paying) : earning;
  return payRateDay(conversion.date, counted, version);
}

/** The pay period and window in which a booking of a day is paid. */
function periodsOn(
  day: Day,
  { earning, version }: Paying,
): { readonly period: NamedPeriod; readonly window: NamedPeriod } {
  const { plan } = version;
  const incentive = version.incentive(earning.incentive);
  const window = measuresOf(version, earning.incentive)?.axis.window ?? plan.measures[0]?.window ?? 'month';
  const every = incentive?.payEvery ?? plan.payEvery ?? window;
  return {
    period: version.periodOn(every, day) ?? earning.period,
    window: version.periodOn(window, day) ?? earning.window,
  };
}
