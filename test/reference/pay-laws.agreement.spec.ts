import fc from 'fast-check';
import { writeDay } from '../../src/engine/kernel/day.js';
import { add, compare, multiply, ratio, ZERO, type Ratio } from '../../src/engine/kernel/ratio.js';
import type { Plan } from '../../src/engine/rulebook/rulebook.js';
import { runs } from '../support/properties/property-runs.js';
import type { Booked, Seated, Situation } from '../support/situation.js';
import { calculatedOf, paidByEngine } from './disagreement.js';
import { countingAlike } from './generate/words/dates.js';
import { someDay } from './generate/plans.js';
import { someStandingSituation, someStreamedSituation } from './generate/situations.js';
import { someSpiffSituation } from './generate/spiffs.js';
import { timesThree, withoutCents } from './scaled.js';

const RUNS = runs(25);
const someSituation = fc.oneof(someStreamedSituation, someStandingSituation, someSpiffSituation);

/** All pay before rounding. */
function exactPay(situation: Situation): Ratio {
  return calculatedOf(situation).earnings.reduce((sum, { earning }) => add(sum, earning.working.exact), ZERO);
}

describe('pay', () => {
  it('does not depend on the order in which anything arrived', () => {
    fc.assert(
      fc.property(someSituation, (situation) => {
        const { bookings, people, results = [], absences = [], plans = [], spiffs = [] } = situation;
        const turned = {
          ...situation,
          bookings: [...bookings].reverse(),
          people: [...people].reverse(),
          plans: [...plans].reverse(),
          spiffs: [...spiffs].reverse(),
          results: [...results].reverse(),
          absences: [...absences].reverse(),
        };
        expect(paidByEngine(turned)).toEqual(paidByEngine(situation));
      }),
      RUNS,
    );
  });

  it('is the sum of its lines, exactly and in cents', () => {
    fc.assert(
      fc.property(someSituation, (situation) => {
        for (const { earning, lines } of calculatedOf(situation).earnings) {
          expect(lines.reduce((sum, { amount }) => sum + amount, 0n)).toBe(earning.amount);
          const exact = lines.reduce((sum, line) => add(sum, line.exact), ZERO);
          expect(compare(exact, earning.working.exact)).toBe(0);
        }
      }),
      RUNS,
    );
  });

  it('before rounding is three times as much where every amount is', () => {
    fc.assert(
      fc.property(someSituation, (situation) => {
        const whole = withoutCents(situation);
        const thrice = multiply(exactPay(whole), ratio(3n));
        expect(compare(exactPay(timesThree(whole)), thrice)).toBe(0);
      }),
      RUNS,
    );
  });

  it('of today is not changed by what takes effect tomorrow', () => {
    fc.assert(
      fc.property(someSituation, someSituation, someDay, (situation, other, cut) => {
        const alone = { ...situation, plans: (situation.plans ?? []).filter(({ id }) => id === 'lead') };
        const all = { ...alone, people: alone.people.map((each) => ({ ...each, plan: 'lead' })) };
        const tomorrow = takingEffect(all, other, cut);
        expect(paidBefore(tomorrow, cut)).toEqual(paidBefore(all, cut));
      }),
      RUNS,
    );
  });

  it('of today is not changed by a version that takes over tomorrow', () => {
    fc.assert(
      fc.property(someSituation, (situation) => {
        const alike = { ...situation, plans: countingAlike(situation.plans ?? []) };
        for (const [cut, today, tomorrow] of takenOver(withoutEarlySettling(alike)))
          expect(paidBefore(tomorrow, cut)).toEqual(paidBefore(today, cut));
      }),
      RUNS,
    );
  });

  it('is as if nothing had been where a booking and its reversal come on one day', () => {
    fc.assert(
      fc.property(someSituation, someDay, (situation, at) => {
        const plain = evenly(situation);
        const back = (net: string, margin: string): Booked => ({
          id: 'S',
          date: writeDay(at),
          net,
          by: 'ana',
          sequence: 99n,
          recorded: 50,
          facts: { 'booking.type': 'new', 'line.product': 'basic', 'line.margin': margin },
        });
        const both = [back('345.67', '30 USD'), { ...back('-345.67', '-30 USD'), id: 'T' }];
        const with2 = { ...plain, bookings: [...plain.bookings, ...both] };
        expect(inMoney(paidByEngine(with2))).toEqual(inMoney(paidByEngine(plain)));
      }),
      RUNS,
    );
  });
});

/** From a day on another quota, rate and target, results that are handed in then, and times away that begin. */
function takingEffect(situation: Situation, other: Situation, cut: number): Situation {
  const from = writeDay(cut);
  const later = [
    ['attribute.quota', '123 USD', from],
    ['attribute.rate', '1%', from],
    ['attribute.target', '1,000 USD', from],
  ] as const;
  // Whatever is known of a later day says that a contest is over, and no SPIFF here goes by results.
  const handed = (situation.spiffs ?? []).length > 0 ? [] : (other.results ?? []);
  const results = handed.map((each) => ({
    ...each,
    date: each.date < from ? from : each.date,
  }));
  return {
    ...situation,
    people: situation.people.map((each): Seated => ({ ...each, dated: [...(each.dated ?? []), ...later] })),
    results: [...(situation.results ?? []), ...results],
    absences: [
      ...(situation.absences ?? []),
      ...(other.absences ?? []).filter(([, , first]) => first >= from),
    ],
  };
}

function paidBefore(situation: Situation, cut: number): readonly unknown[] {
  return calculatedOf(situation)
    .earnings.filter(({ earning }) => earning.period.until <= cut && earning.amount !== 0n)
    .map(({ earning }) => [earning.participant, earning.incentive, earning.period.name, earning.amount]);
}

/** Prizes settle with their windows, so that none falls in a pay period before it is decided. */
function withoutEarlySettling(situation: Situation): Situation {
  const spiffs = (situation.spiffs ?? []).map((spiff) => ({
    ...spiff,
    incentives: spiff.incentives.map((each) =>
      each.formula.kind === 'contest' ? { ...each, formula: { ...each.formula, settles: null } } : each,
    ),
  }));
  return { ...situation, spiffs };
}

/** For each plan or SPIFF of two versions: the day of the second, and everything without and with it. What is of that day or later became known later. */
function takenOver(situation: Situation): readonly (readonly [number, Situation, Situation])[] {
  const { plans = [], spiffs = [] } = situation;
  return [...plans, ...spiffs].flatMap((second) => {
    const first = [...plans, ...spiffs].find(
      ({ id, effective }) => id === second.id && effective.from < second.effective.from,
    );
    if (!first) return [];
    const { from, until } = second.effective;
    const goesOn = {
      ...first.effective,
      until: first.effective.until === from ? until : first.effective.until,
    };
    const alone = <T extends Plan>(all: readonly T[]): readonly T[] =>
      all.flatMap((each) => {
        if (each.fingerprint === second.fingerprint && each.id === second.id) return [];
        return [
          each.fingerprint === first.fingerprint && each.id === first.id
            ? { ...each, effective: goesOn }
            : each,
        ];
      });
    const bookings = situation.bookings.map((each) =>
      each.date < writeDay(from) ? each : { ...each, recorded: (each.recorded ?? 0) + 1000 },
    );
    const tomorrow = { ...situation, bookings };
    return [[from, { ...tomorrow, plans: alone(plans), spiffs: alone(spiffs) }, tomorrow] as const];
  });
}

/** Rounding that treats what is taken back as what is paid, and no budget that what comes and goes would take from others. */
function evenly(situation: Situation): Situation {
  const even = <T extends Plan>(each: T): T => ({
    ...each,
    rounding: { ...each.rounding, half: 'away-from-zero' },
  });
  const spiffs = (situation.spiffs ?? []).map((each) => ({ ...even(each), budget: null }));
  return { ...situation, plans: (situation.plans ?? []).map(even), spiffs };
}

/** Two bookings are two, and have a part in what is shared; in what goes by amounts they are nothing. */
const BY_BOOKING = ['deals', 'each', 'prize', 'share', 'first'];

function inMoney(paid: ReadonlyMap<string, bigint>): ReadonlyMap<string, bigint> {
  return new Map([...paid].filter(([key]) => !BY_BOOKING.includes(key.split(' ')[1] ?? '')));
}
