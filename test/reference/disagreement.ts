import { writeDay, type Day } from '../../src/engine/kernel/day.js';
import type { Facts } from '../../src/engine/model/facts.js';
import { calculate, type Calculation } from '../../src/engine/calculate.js';
import { day } from '../support/sample-rules.js';
import { companyOf, linesOf, rulebookOf, type Situation } from '../support/situation.js';
import { calculatedOn, knownBy, type History } from '../support/spiffs/told-on.js';
import { rulesOf } from './generate/catalogue.js';
import { reference } from './naive/reference.js';

/** Everything that the engine calculates of a situation. */
export function calculatedOf(situation: Situation): Calculation {
  const facts = { company: companyOf(situation), lines: linesOf(situation) };
  return calculate(facts, rulesOf(situation));
}

/** What the engine pays, by participant, incentive, window, pay period and currency, in cents; nothing is left out but zeros. */
export function paidByEngine(situation: Situation): ReadonlyMap<string, bigint> {
  return paidIn(calculatedOf(situation));
}

function paidIn({ earnings }: Calculation): ReadonlyMap<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const { earning } of earnings) {
    if (earning.incentive === '') continue;
    const key = `${earning.participant} ${earning.incentive} of ${earning.window.name} in ${earning.period.name} ${earning.currency}`;
    sums.set(key, (sums.get(key) ?? 0n) + earning.amount);
  }
  return withoutZeros(sums);
}

/** What the reference pays, by the same. */
function paidByReference(situation: Situation): ReadonlyMap<string, bigint> {
  return earnedIn(reference(factsOf(situation), rulesOf(situation)));
}

function factsOf(situation: Situation): Facts {
  return { company: companyOf(situation), lines: linesOf(situation) };
}

function earnedIn(earns: ReturnType<typeof reference>): ReadonlyMap<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const { participant, incentive, window, period, currency, cents } of earns) {
    const key = `${participant} ${incentive} of ${window} in ${period} ${currency}`;
    sums.set(key, (sums.get(key) ?? 0n) + cents);
  }
  return withoutZeros(sums);
}

function withoutZeros(sums: ReadonlyMap<string, bigint>): ReadonlyMap<string, bigint> {
  return new Map([...sums].filter(([, cents]) => cents !== 0n).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Where the two differ: given, expected, got, and the engine's working. Nothing where they agree. */
export function disagreement(situation: Situation): string | null {
  const [expected, got] = [paidByReference(situation), paidByEngine(situation)];
  const rows = differing(expected, got);
  if (rows.length === 0) return null;
  const keys = rows.map(([key]) => key);
  return [
    ...rows.map(([, row]) => row),
    '',
    'Working',
    workingOf(situation, keys),
    '',
    'Given',
    given(situation),
  ].join('\n');
}

/** Where the two differ on a day, when some of what is shared has settled by what was known earlier. */
export function disagreementOn(history: History, today: string): string | null {
  const then = (last: Day): Situation => knownBy(history, last);
  const now = then(day(today));
  const earns = reference(factsOf(now), rulebookOf(now), (last) => factsOf(then(last)));
  const rows = differing(earnedIn(earns), paidIn(calculatedOn(history, today)));
  if (rows.length === 0) return null;
  return [...rows.map(([, row]) => row), '', 'Given', given(now), ...history.told.map(text)].join('\n');
}

function differing(
  expected: ReadonlyMap<string, bigint>,
  got: ReadonlyMap<string, bigint>,
): readonly (readonly [key: string, row: string])[] {
  const keys = [...new Set([...expected.keys(), ...got.keys()])].filter(
    (key) => expected.get(key) !== got.get(key),
  );
  return keys.map((key) => [key, `${key}: expected ${expected.get(key) ?? 0n}, got ${got.get(key) ?? 0n}`]);
}

/** More than these nobody reads. */
const MOST_WORKINGS = 6;

function workingOf(situation: Situation, keys: readonly string[]): string {
  const people = new Set(keys.map((key) => key.split(' ', 2).join(' ')));
  return calculatedOf(situation)
    .earnings.filter(({ earning }) => people.has(`${earning.participant} ${earning.incentive}`))
    .map(({ earning: { participant, incentive, period, window, measure, quota, working, reason } }) =>
      text({
        participant,
        incentive,
        period: period.name,
        window: window.name,
        measure,
        quota,
        ...working,
        reason,
      }),
    )
    .slice(0, MOST_WORKINGS)
    .join('\n');
}

function given({
  plans = [],
  spiffs = [],
  people,
  bookings,
  results = [],
  absences = [],
  rates = [],
}: Situation): string {
  return [...plans, ...spiffs, ...people, ...bookings, ...results, ...absences, ...rates]
    .map(text)
    .join('\n');
}

/** Numbers as decimals or fractions, days as dates, without what says nothing. */
function text(value: unknown): string {
  return JSON.stringify(value, (key, each: unknown) => {
    if (typeof each === 'bigint') return String(each);
    if ((key === 'from' || key === 'until') && typeof each === 'number') return writeDay(each);
    if (key === 'values' || each === null || (Array.isArray(each) && each.length === 0)) return undefined;
    if (typeof each !== 'object') return each;
    if ('quantity' in each) return text((each.quantity as { value: unknown }).value);
    return 'n' in each && 'd' in each ? `${String(each.n)}/${String(each.d)}` : each;
  }).replaceAll('"', '');
}
