import { LAST_DAY, type Day, type NamedPeriod } from '../../kernel/day.js';
import { ratio } from '../../kernel/ratio.js';
import { leastCommonMultiple } from '../../kernel/whole.js';
import { PAY_CURRENCY, type AppliedRate } from '../../model/rates.js';
import type { Earned, Earning, EarningLine } from '../../model/result.js';
import type { Conversion, PayRateDay } from '../../rulebook/rulebook.js';
import { rounded } from '../../values/compile-value.js';
import type { Books } from '../credit/admission.js';
import { measuresOf } from '../earn/terms/epoch.js';
import type { PlanVersion } from '../plan-version.js';
import type { Troubles } from '../troubles.js';
import { CountedDays } from './counted-days.js';
import { payRateDay } from './rate-day.js';

const CENTS = 100n;

interface Paying {
  readonly earning: Earning;
  readonly version: PlanVersion;
  readonly conversion: Conversion<PayRateDay>;
  readonly to: string;
  readonly books: Books;
  /** When its credits count, where what takes back a booking has the rate of that booking; else every line has that of the pay period. */
  readonly days: CountedDays | null;
}

/** The last part of earning: what is earned in the plan's currency becomes pay in the person's. Where they are one, nothing changes. */
export function* paidOut(
  earned: Iterable<Earned>,
  by: { readonly books: Books; readonly troubles: Troubles },
): Generator<Earned> {
  for (const each of earned) yield payOut(each, by);
}

function payOut(earned: Earned, { books, troubles }: { books: Books; troubles: Troubles }): Earned {
  const { earning } = earned;
  const version = versionOf(earning, books);
  const to = payCurrency(earning, books);
  if (earning.incentive === '' || !version || to === undefined || to === earning.currency) return earned;
  const conversion = version.incentive(earning.incentive)?.fx?.pay ?? version.plan.fx?.pay;
  const { participant, period } = earning;
  const tell = (code: string, message: string): void =>
    troubles.add({ participant, period: period.name, code, message });
  if (!conversion) {
    if (earning.amount !== 0n)
      tell(
        'PAY_CURRENCY',
        `${participant} is paid in ${to}, and ${earning.plan} does not say how pay in ${earning.currency} becomes ${to}; it stays in ${earning.currency}.`,
      );
    return earned;
  }
  const lines = [...earned.lines];
  const days = isPaidBack(earned, version) ? new CountedDays(books, participant) : null;
  const paying: Paying = { earning, version, conversion, to, books, days };
  const missing = new Set<string>();
  const rateOn = ratesOf(paying);
  const rates = lines.map((line) => {
    const rate = rateOn(rateDayOf(line, paying));
    if (typeof rate !== 'string') return rate;
    missing.add(rate);
    return null;
  });
  for (const message of missing) tell('NO_RATE', message);
  return converted({ earning, lines }, rates, { paying, missing: [...missing] });
}

/** The lines in the person's currency, as differences of the rounded running total, and what they make. */
function converted(
  { earning, lines }: { earning: Earning; lines: readonly EarningLine[] },
  rates: readonly (AppliedRate | null)[],
  { paying, missing }: { paying: Paying; missing: readonly string[] },
): Earned {
  const { round } = paying.conversion;
  const used = new Set(rates);
  let scale = CENTS;
  for (const rate of used) scale = leastCommonMultiple(scale, CENTS * (rate?.rate.d ?? 1n));
  let [sum, cents] = [0n, 0n];
  const paid = lines.map((line, place) => {
    const rate = rates[place] ?? null;
    const part = rate ? (line.amount * rate.rate.n * scale) / (CENTS * rate.rate.d) : 0n;
    sum += part;
    const before = cents;
    cents = centsOf(sum, scale, round);
    return {
      ...line,
      exact: { n: part, d: scale },
      amount: cents - before,
      paid: { amount: line.amount, rate },
    };
  });
  const { currency, amount, working, reason } = earning;
  const pay = { currency, amount, exact: ratio(sum, scale), rates: different(used) };
  const said = [...(reason === null ? [] : [reason]), ...missing].join(' ');
  return {
    earning: {
      ...earning,
      currency: paying.to,
      amount: cents,
      working: { ...working, pay },
      reason: said === '' ? null : said,
    },
    lines: paid,
  };
}

function centsOf(sum: bigint, scale: bigint, round: Conversion['round']): bigint {
  const value = rounded(ratio(sum, scale), round ?? { to: 'cents', half: 'away-from-zero' });
  return typeof value === 'object' ? (value.n * CENTS) / value.d : 0n;
}

/** Each rate once, also where it was in force on several of the days that were asked for. */
function different(rates: Iterable<AppliedRate | null>): readonly AppliedRate[] {
  const found = new Map<string, AppliedRate>();
  for (const rate of rates) {
    if (!rate) continue;
    const key = `${rate.dated} ${rate.rate.n}/${rate.rate.d}`;
    if (!found.has(key)) found.set(key, rate);
  }
  return [...found.values()];
}

/** Whether each line is what its own credit earned and what takes back is paid back. What lies on credits as parts of a whole, or waits below zero, does neither. */
function isPaidBack({ byCredit = false, earning }: Earned, version: PlanVersion): boolean {
  return byCredit && measuresOf(version, earning.incentive)?.axis.negative === 'pay-back';
}

/** The rate of a day, found once. */
function ratesOf({ earning, conversion, to, books }: Paying): (on: Day) => AppliedRate | string {
  const { rates: set, corrections } = conversion;
  const first = corrections === 'stand' ? { known: -Infinity } : {};
  const found = new Map<Day, AppliedRate | string>();
  return (on) => {
    const rate =
      found.get(on) ?? books.exchange.rates.find({ set, from: earning.currency, to, on, ...first });
    found.set(on, rate);
    return rate;
  };
}

/** The day whose rate a line has: that of the pay period, and of what takes back an earlier booking that of the pay period in which that one counted. */
function rateDayOf({ credit }: EarningLine, paying: Paying): Day {
  const { earning, version, conversion, books, days } = paying;
  const { from } = earning.period;
  // A credit of an earlier pay period takes nothing back now: it is paid anew.
  const original =
    days && credit && days.ofLine(credit.line) >= from && books.exchange.originalOf(credit.line);
  const day = days && original ? days.ofOriginal(original) : from;
  return payRateDay(conversion.date, day < from ? periodsOn(day, paying) : earning, version);
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

function versionOf({ plan, version, period }: Earning, { plans }: Books): PlanVersion | undefined {
  const found = plans.versions(plan).filter((each) => each.plan.fingerprint === version);
  return found.findLast((each) => each.plan.effective.from < period.until) ?? found[0];
}

/** The currency that somebody is paid in at the end of a pay period, or was on their last day before it. */
function payCurrency({ participant, period }: Earning, { roster }: Books): string | undefined {
  const person = roster.numberOf(participant);
  if (person === undefined) return undefined;
  const day = lastDayOn(roster.seatsOf(person).rows, period);
  const { ofAssignment, ofPerson } = PAY_CURRENCY;
  const said = roster.factOn(person, ofAssignment, day) ?? roster.factOn(person, ofPerson, day);
  return typeof said === 'string' ? said : undefined;
}

function lastDayOn(
  rows: readonly { readonly assignment: { readonly from: Day; readonly until: Day | null } }[],
  { until }: NamedPeriod,
): Day {
  const days = rows.flatMap(({ assignment }) =>
    assignment.from < until ? [Math.min(assignment.until ?? LAST_DAY, until) - 1] : [],
  );
  return days.length > 0 ? Math.max(...days) : until - 1;
}
