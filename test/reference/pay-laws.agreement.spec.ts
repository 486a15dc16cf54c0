import fc from 'fast-check';
import { writeDay } from '../../src/engine/kernel/day.js';
import { add, compare, multiply, ratio, ZERO, type Ratio } from '../../src/engine/kernel/ratio.js';
import type { Plan } from '../../src/engine/rulebook/rulebook.js';
import { incentive, measure, operand, plan, tiers } from '../support/sample-rules.js';
import { runs } from '../support/properties/property-runs.js';
import type { Booked, Seated, Situation } from '../support/situation.js';
import { calculatedOf, paidByEngine } from './disagreement.js';
import { someDay, START } from './generate/plans.js';
import { someStandingSituation, someStreamedSituation } from './generate/situations.js';

const RUNS = runs(25);
const someSituation = fc.oneof(someStreamedSituation, someStandingSituation);

/** All pay before rounding. */
function exactPay(situation: Situation): Ratio {
  return calculatedOf(situation).earnings.reduce((sum, { earning }) => add(sum, earning.working.exact), ZERO);
}

describe('pay', () => {
  it('does not depend on the order in which anything arrived', () => {
    fc.assert(
      fc.property(someSituation, (situation) => {
        const { bookings, people, results = [], plans = [] } = situation;
        const turned = {
          ...situation,
          bookings: [...bookings].reverse(),
          people: [...people].reverse(),
          plans: [...plans].reverse(),
          results: [...results].reverse(),
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
});

/** Without what goes by cents: values that round, pay below zero that waits, and guarantees and caps of a plan, which go by what is paid. */
function withoutCents(situation: Situation): Situation {
  const plans = (situation.plans ?? []).map((each) => ({
    ...each,
    values: each.values.map((value) => ({ ...value, round: null })),
    measures: each.measures.map((measured) =>
      measured.negative === 'carry-earning' ? { ...measured, negative: 'pay-back' as const } : measured,
    ),
    modify: [],
  }));
  return { ...situation, plans };
}

function timesThree(situation: Situation): Situation {
  const amount = (text: string): string => text.replace(/^(-?[\d,.]+)(?= USD$|$)/, thrice);
  const facts = (of: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> =>
    Object.fromEntries(
      Object.entries(of).map(([name, text]) => [name, text.endsWith('USD') ? amount(text) : text]),
    );
  return {
    ...situation,
    plans: (situation.plans ?? []).map((each) => moneyTimesThree(each) as Plan),
    people: situation.people.map(({ dated = [], ...each }) => ({
      ...each,
      facts: facts(each.facts),
      dated: dated.map(([name, value, from, until]) =>
        until === undefined
          ? ([name, value.endsWith('USD') ? amount(value) : value, from] as const)
          : ([name, value.endsWith('USD') ? amount(value) : value, from, until] as const),
      ),
    })),
    bookings: situation.bookings.map((each) => ({
      ...each,
      net: amount(each.net),
      ...(each.facts ? { facts: facts(each.facts) } : {}),
    })),
  };
}

function thrice(digits: string): string {
  const [whole = '', places = ''] = digits.replaceAll(',', '').split('.');
  const units = String(BigInt(`${whole}${places.padEnd(2, '0')}`) * 3n);
  const size = units.replace('-', '').padStart(3, '0');
  return `${units.startsWith('-') ? '-' : ''}${size.slice(0, -2)}.${size.slice(-2)}`;
}

/** Every constant of money, also for each of something. */
function moneyTimesThree(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(moneyTimesThree);
  if (typeof part !== 'object' || part === null) return part;
  if ('unit' in part && 'value' in part) {
    const { unit, value } = part as { unit: { kind: string }; value: Ratio };
    return unit.kind.startsWith('money') ? { unit, value: multiply(value, ratio(3n)) } : part;
  }
  return Object.fromEntries(Object.entries(part).map(([key, each]) => [key, moneyTimesThree(each)]));
}

/** From a day on another quota, rate and target, and results that are handed in then. What later versions of a plan change is proved in `properties-plans.spec.ts`. */
function takingEffect(situation: Situation, other: Situation, cut: number): Situation {
  const from = writeDay(cut);
  const later = [
    ['attribute.quota', '123 USD', from],
    ['attribute.rate', '1%', from],
    ['attribute.target', '1,000 USD', from],
  ] as const;
  const results = (other.results ?? []).map((each) => ({
    ...each,
    date: each.date < from ? from : each.date,
  }));
  return {
    ...situation,
    people: situation.people.map((each): Seated => ({ ...each, dated: [...(each.dated ?? []), ...later] })),
    results: [...(situation.results ?? []), ...results],
  };
}

function paidBefore(situation: Situation, cut: number): readonly unknown[] {
  return calculatedOf(situation)
    .earnings.filter(({ earning }) => earning.period.until <= cut && earning.amount !== 0n)
    .map(({ earning }) => [earning.participant, earning.incentive, earning.period.name, earning.amount]);
}

/** One seller on one plan that is paid at the end of its windows. */
const someNets = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 8 });
const someRising = fc.constantFrom<(negative: 'pay-back' | 'carry-measure') => Plan>(
  (negative) =>
    paying(
      negative,
      tiers([
        ['a', '0%', '7%'],
        ['b', '50%', '11%'],
        ['c', '>100%', '3%', '1.5x'],
      ]),
    ),
  (negative) =>
    paying(
      negative,
      tiers(
        [
          ['a', '0 USD', '2%'],
          ['b', '300 USD', '11%'],
        ],
        { axis: 'measure.sold' },
      ),
    ),
  (negative) => paying(negative, curveOn('straight', 'hold')),
  (negative) => paying(negative, curveOn('straight', 'continue')),
  (negative) => paying(negative, curveOn('step', 'hold')),
);

function curveOn(between: 'straight' | 'step', after: 'hold' | 'continue'): Plan['incentives'][0]['formula'] {
  const points = [
    ['a', '50%', '0%'],
    ['b', '100%', '100%'],
    ['c', '100%', '120%'],
    ['d', '150%', '300%'],
  ];
  return {
    kind: 'curve',
    axis: 'attainment.sold',
    base: operand('500 USD'),
    points: points.map(([id = '', at = '', pays = '']) => ({ id, at: operand(at), pays: operand(pays) })),
    between,
    before: 'zero',
    after,
    noQuota: 'refuse',
  };
}

function paying(negative: 'pay-back' | 'carry-measure', formula: Plan['incentives'][0]['formula']): Plan {
  return plan({
    measures: [measure({ quota: 'attribute.quota', negative })],
    incentives: [incentive(formula)],
  });
}

function seller(rules: Plan, bookings: readonly Booked[]): Situation {
  const people = [{ id: 'ana', from: '2026-01-01', facts: { 'attribute.quota': '600 USD' } }];
  return { people, plans: [rules], bookings: [...bookings, { id: 'Z', date: '2026-06-30', net: '0' }] };
}

function sold(nets: readonly number[]): readonly Booked[] {
  return nets.map((net, at) => ({
    id: `D${at}`,
    date: writeDay(START + ((at * 37) % 170)),
    net: `${net}.37`,
  }));
}

describe('more credit', () => {
  it('never earns less in marginal tiers and on curves that rise', () => {
    fc.assert(
      fc.property(someRising, someNets, fc.integer({ min: 0, max: 179 }), (rules, nets, at) => {
        const more = { id: 'M', date: writeDay(START + at), net: '77.77' };
        for (const negative of ['pay-back', 'carry-measure'] as const) {
          const before = exactPay(seller(rules(negative), sold(nets)));
          const after = exactPay(seller(rules(negative), [...sold(nets), more]));
          expect(compare(after, before)).toBeGreaterThanOrEqual(0);
        }
      }),
      RUNS,
    );
  });

  it('and its reversal in the same window cancel, to the cent', () => {
    fc.assert(
      fc.property(
        someRising,
        someNets,
        fc.tuple(fc.integer({ min: 0, max: 89 }), fc.integer({ min: 0, max: 89 })),
        (rules, nets, [sale, back]) => {
          const once = seller(rules('pay-back'), sold(nets));
          const both = [
            { id: 'S', date: writeDay(START + sale), net: '345.67' },
            { id: 'T', date: writeDay(START + back), net: '-345.67' },
          ];
          expect(paidByEngine({ ...once, bookings: [...once.bookings, ...both] })).toEqual(
            paidByEngine(once),
          );
        },
      ),
      RUNS,
    );
  });
});
