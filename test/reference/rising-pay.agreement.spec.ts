import fc from 'fast-check';
import { writeDay } from '../../src/engine/kernel/day.js';
import { add, compare, ZERO, type Ratio } from '../../src/engine/kernel/ratio.js';
import type { Incentive, Plan } from '../../src/engine/rulebook/rulebook.js';
import { incentive, measure, operand, plan, tiers } from '../support/sample-rules.js';
import { runs } from '../support/properties/property-runs.js';
import type { Booked, Situation } from '../support/situation.js';
import { calculatedOf, paidByEngine } from './disagreement.js';
import { START } from './generate/plans.js';
import { someSpiffSituation } from './generate/spiffs.js';

const RUNS = runs(25);

function exactPay(situation: Situation): Ratio {
  return calculatedOf(situation).earnings.reduce((sum, { earning }) => add(sum, earning.working.exact), ZERO);
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

  it('never earns less of a contest for the highest, a pool, or places for the first', () => {
    fc.assert(
      fc.property(someSpiffSituation, fc.integer({ min: 0, max: 120 }), (situation, at) => {
        const all = rewarding(situation);
        const date = writeDay(START + 60 + at);
        const more: Booked = { id: 'M', date, net: '777.77', by: 'ana', recorded: 99 };
        const facts = { 'booking.type': 'new', 'line.product': 'basic', 'line.margin': '30 USD' };
        const richer = { ...all, bookings: [...all.bookings, { ...more, facts }] };
        expect(compare(sharedPayOf(richer, 'ana'), sharedPayOf(all, 'ana'))).toBeGreaterThanOrEqual(0);
      }),
      RUNS,
    );
  });
});

/** The same with prizes that fall from place to place, by what more of is better, and shared by those who tie; with no budget that others take from. */
function rewarding(situation: Situation): Situation {
  const prizes = ['100 USD', '70 USD', '33.33 USD'].map(operand);
  const better = (each: Incentive): Incentive => {
    const { formula } = each;
    if (formula.kind !== 'contest') return each;
    const rankBy = formula.rankBy === 'measure.rate' ? 'measure.sold' : formula.rankBy;
    const ties = formula.ties === 'fewer' ? 'share' : formula.ties;
    return { ...each, formula: { ...formula, rankBy, ties, prizes, best: 'highest', minimum: null } };
  };
  const spiffs = (situation.spiffs ?? []).map((each) => ({
    ...each,
    incentives: each.incentives.map(better),
    budget: null,
  }));
  return { ...situation, spiffs };
}

function sharedPayOf(situation: Situation, who: string): Ratio {
  return calculatedOf(situation)
    .earnings.filter(({ earning }) => earning.participant === who)
    .filter(({ earning }) => ['prize', 'share', 'first'].includes(earning.incentive))
    .reduce((sum, { earning }) => add(sum, earning.working.exact), ZERO);
}
