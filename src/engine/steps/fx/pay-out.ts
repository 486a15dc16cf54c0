import { LAST_DAY, type Day, type NamedPeriod } from '../../kernel/day.js';
import { divide, ratio } from '../../kernel/ratio.js';
import { leastCommonMultiple } from '../../kernel/whole.js';
import { PAY_CURRENCY, type AppliedRate } from '../../model/rates.js';
import type { Earned, Earning, EarningLine } from '../../model/result.js';
import type { Conversion } from '../../rulebook/rulebook.js';
import { rounded } from '../../values/compile-value.js';
import type { Books } from '../credit/admission.js';
import type { PlanVersion } from '../plan-version.js';
import type { Troubles } from '../troubles.js';
import { CountedDays } from './counted-days.js';
import { PaidSoFar, type Share } from './paid-so-far.js';
import { isPaidBack, ratesOf, sharesOf, type Paying, type Shares } from './pay-shares.js';
import type { RateSets } from './rate-sets.js';

const CENTS = 100n;

interface By {
  readonly books: Books;
  readonly troubles: Troubles;
  /** Rates as known now, where the books are those of a day on which something settled. */
  readonly rates?: RateSets;
  /** What was paid before of the same, where it is told one by one. */
  readonly sofar?: PaidSoFar;
}

/** The last part of earning: what is earned in the plan's currency becomes pay in the person's. Where they are one, nothing changes. */
export function* paidOut(earned: Iterable<Earned>, by: By): Generator<Earned> {
  const { sofar = new PaidSoFar() } = by;
  for (const each of earned) yield payOut(each, by, sofar);
}

function payOut(
  earned: Earned,
  { books, troubles, rates = books.exchange.rates }: By,
  sofar: PaidSoFar,
): Earned {
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
  const days = isPaidBack(earning, version) ? new CountedDays(books, participant) : null;
  const paying: Paying = { earning, version, conversion, to, books, rates, days, sofar };
  const missing = new Set<string>();
  const rateOn = ratesOf(paying);
  const shares = sharesOf({ ...earned, lines }, paying, (on) => {
    const rate = rateOn(on);
    if (typeof rate !== 'string') return rate;
    missing.add(rate);
    return null;
  });
  for (const message of missing) tell('NO_RATE', message);
  return converted({ earning, lines }, shares, { paying, missing: [...missing] });
}

/** The lines in the person's currency, as differences of the rounded running total, and what they make. */
function converted(
  { earning, lines }: { earning: Earning; lines: readonly EarningLine[] },
  shares: readonly Shares[],
  { paying, missing }: { paying: Paying; missing: readonly string[] },
): Earned {
  const { round } = paying.conversion;
  const used = shares.flatMap((each) => each ?? []);
  let scale = CENTS;
  for (const { rate, cents } of used) scale = leastCommonMultiple(scale, CENTS * rate.rate.d * cents.d);
  let [sum, cents] = [0n, 0n];
  const paid = lines.map((line, place) => {
    const own = shares[place] ?? null;
    const part = (own ?? []).reduce((all, share) => all + inScale(share, scale), 0n);
    sum += part;
    const before = cents;
    cents = centsOf(sum, scale, round);
    return {
      ...line,
      exact: { n: part, d: scale },
      amount: cents - before,
      paid: { amount: line.amount, ...ratesSaid(own) },
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

/** A share in the person's currency. */
function inScale({ cents, rate: { rate } }: Share, scale: bigint): bigint {
  return (cents.n * rate.n * scale) / (CENTS * cents.d * rate.d);
}

/** The rate of a line, and where there are several how much is paid by each. */
function ratesSaid(shares: Shares): Pick<NonNullable<EarningLine['paid']>, 'rate' | 'parts'> {
  const [first, ...others] = shares ?? [];
  if (!first || others.length === 0) return { rate: first?.rate ?? null };
  const parts = [first, ...others].map(({ cents, rate }) => ({ amount: divide(cents, ratio(CENTS)), rate }));
  return { rate: first.rate, parts };
}

function centsOf(sum: bigint, scale: bigint, round: Conversion['round']): bigint {
  const value = rounded(ratio(sum, scale), round ?? { to: 'cents', half: 'away-from-zero' });
  return typeof value === 'object' ? (value.n * CENTS) / value.d : 0n;
}

/** Each rate once, also where it was in force on several of the days that were asked for; that of nothing only where there is no other. */
function different(shares: readonly Share[]): readonly AppliedRate[] {
  const some = shares.filter(({ cents }) => cents.n !== 0n);
  const found = new Map<string, AppliedRate>();
  for (const { rate } of some.length > 0 ? some : shares) {
    const key = `${rate.dated} ${rate.rate.n}/${rate.rate.d}`;
    if (!found.has(key)) found.set(key, rate);
  }
  return [...found.values()];
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
