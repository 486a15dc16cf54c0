import type { Day, NamedPeriod } from '../../kernel/day.js';
import { divide, multiply, ratio, type Ratio } from '../../kernel/ratio.js';
import type { AppliedRate } from '../../model/rates.js';
import type { Earned, Earning, EarningLine } from '../../model/result.js';
import type { Conversion, PayRateDay } from '../../rulebook/rulebook.js';
import type { Books } from '../credit/admission.js';
import { contributing } from '../earn/standing/contributions.js';
import { isGrouped, measuresOf } from '../earn/terms/epoch.js';
import type { PlanVersion } from '../plan-version.js';
import type { CountedDays } from './counted-days.js';
import type { Origin } from './exchange.js';
import {
  partOf,
  shareOf,
  signOf,
  sumOf,
  together,
  type Ledger,
  type PaidSoFar,
  type Share,
  type Taken,
} from './paid-so-far.js';
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
  { earning, lines, byCredit = false }: Earned & { readonly lines: readonly EarningLine[] },
  paying: Paying,
  rateOn: (on: Day) => AppliedRate | null,
): readonly Shares[] {
  const { sofar, days, to, conversion, version } = paying;
  const current = (): AppliedRate | null => rateOn(payRateDay(conversion.date, earning, version));
  if (!days) return lines.map((line) => shareOf(ratio(line.amount), current()));
  const ledger = sofar.ledger(`${earning.plan} ${earning.incentive} ${earning.currency} ${to}`);
  const by = { paying, ledger, window: earning.window.from, current, rateOn };
  return byCredit ? sharesByCredit(lines, by) : sharesOfWhole(lines, by);
}

interface By {
  readonly paying: Paying;
  readonly ledger: Ledger;
  readonly window: number;
  readonly current: () => AppliedRate | null;
  readonly rateOn: (on: Day) => AppliedRate | null;
}

/** What lies on credits as parts of a whole: what the whole falls by is taken of what was paid of the window. */
function sharesOfWhole(
  lines: readonly EarningLine[],
  { paying, ledger, window, current }: By,
): readonly Shares[] {
  const whole = ratio(paying.earning.amount);
  const { shares, rest } = ledger.takeWithin(window, whole);
  const more = shares.length > 0 && rest.n === 0n ? [] : shareOf(rest, current());
  if (more) ledger.add(window, NO_BOOKING, more);
  return lines.map(({ amount }) => more && partOf([...shares, ...more], ratio(amount), whole));
}

/** What a booking that was paid before changes by, with all that changes it. */
interface Change {
  readonly booking: number;
  readonly cents: Ratio;
  readonly own: () => AppliedRate | null;
  readonly taken: Taken;
}

/** What each credit earned: a fall is taken of what was paid of its booking, and beyond that of its window. */
function sharesByCredit(lines: readonly EarningLine[], by: By): readonly Shares[] {
  const { paying, ledger, window, current } = by;
  const changing = new Map<number, EarningLine[]>();
  const found = lines.map((line): Shares => {
    const booking = bookingOf(line, paying.books);
    if (changesPay(line, paying)) {
      changing.set(booking, [...(changing.get(booking) ?? []), line]);
      return null;
    }
    const shares = shareOf(ratio(line.amount), current());
    if (shares) ledger.add(window, booking, shares);
    return shares;
  });
  const changes = [...changing].map(([booking, own]) => changeOf(booking, own, by));
  const shares = new Map(
    beyondBookings(changes, by).map(([{ booking, cents }, all]) => [booking, { cents, all }]),
  );
  return lines.map((line, place) => {
    const change = changesPay(line, paying) ? shares.get(bookingOf(line, paying.books)) : undefined;
    if (!change) return found[place] ?? null;
    return change.all && partOf(change.all, ratio(line.amount), change.cents);
  });
}

function changeOf(
  booking: number,
  lines: readonly EarningLine[],
  { paying, ledger, current, rateOn }: By,
): Change {
  const cents = ratio(lines.reduce((sum, { amount }) => sum + amount, 0n));
  const original = lines.map((line) => originalOf(line, paying)).find((each) => each !== undefined);
  const own = original ? (): AppliedRate | null => rateOn(rateDayOf(original, paying)) : current;
  return { booking, cents, own, taken: ledger.takeOf(booking, cents) };
}

/**
 * What changes go further by than was paid of their bookings. A rise has its own rate. A fall is of what is paid of the window, each rate its part, with the rises that
 * come together with it, so that those two cancel out; beyond that it has its own rate.
 */
function beyondBookings(changes: readonly Change[], by: By): readonly (readonly [Change, Shares])[] {
  const { ledger, window } = by;
  const paid = signOf(ledger.within(window)) < 0 ? -1 : 1;
  const goesAgainst = ({ taken }: Change): boolean => signOf(taken.rest) * paid < 0;
  const rises = changes.filter((change) => !goesAgainst(change));
  const risen = rises.map(
    (change) => [change, sharesOfChange(change, { ofWindow: [], beyond: change.taken.rest }, by)] as const,
  );
  const falls = changes.filter(goesAgainst);
  const all = sumOf(falls.map(({ taken }) => ({ cents: taken.rest })));
  const { shares, rest } = ledger.takeWithin(window, all);
  const fallen = falls.map((change) => {
    const { rest: own } = change.taken;
    const further = { ofWindow: partOf(shares, own, all), beyond: multiply(own, divide(rest, all)) };
    return [change, sharesOfChange(change, further, by)] as const;
  });
  return [...risen, ...fallen];
}

function sharesOfChange(
  { taken, booking, cents, own }: Change,
  { ofWindow, beyond }: { ofWindow: readonly Share[]; beyond: Ratio },
  { ledger, window }: By,
): Shares {
  const shares = together([...taken.shares, ...ofWindow]);
  if (beyond.n === 0n && cents.n !== 0n) return shares;
  const more = shareOf(beyond, own());
  if (more) ledger.add(window, booking, more);
  return more && [...shares, ...more];
}

/** Whether a line changes what was paid before: it takes back a booking, or is what an earlier credit is paid more or less now. */
function changesPay({ credit }: EarningLine, { days, books, earning }: Paying): boolean {
  if (!days || !credit) return false;
  return (
    days.ofLine(credit.line) < earning.period.from || books.exchange.originalOf(credit.line) !== undefined
  );
}

/** What is paid of a window and of no booking. */
const NO_BOOKING = -1;

/** Which booking a line is of: the one that it changes, where it names one. */
function bookingOf({ credit }: EarningLine, { exchange, lines }: Books): number {
  return credit ? lines.booking.at(exchange.originalOf(credit.line)?.line ?? credit.line) : NO_BOOKING;
}

/**
 * Whether what takes back is paid back: what waits below zero, or is dropped there, is not. It is told of the measure whose credits
 * make what the incentive is about, and where there is none, as with results that are handed in, nothing waits. Tiers by line or booking pay back with every negative but one that is carried as earning: there each line or booking stands for itself.
 */
export function isPaidBack({ incentive: id }: Earning, version: PlanVersion): boolean {
  const formula = version.incentive(id)?.formula;
  if (!formula) return false;
  const negative = contributing(version, id)?.measure.negative;
  if (negative === undefined || negative === 'pay-back') return true;
  return negative !== 'carry-earning' && isGrouped(formula);
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

/** The booking that a line takes back now. A credit of an earlier pay period that is paid more now is so at the rate of now. */
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
