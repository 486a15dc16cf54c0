import fc from 'fast-check';
import {
  allLines,
  calculated,
  companyOf,
  linesOf,
  payOf,
  rulebookOf,
  totalOf,
  type Booked,
  type Situation,
} from '../../test/support/situation.js';
import { day, incentive, measure, operand, plan, policy, tiers } from '../../test/support/sample-rules.js';
import { startCalculation } from './calculate.js';
import { writeDay } from './kernel/day.js';
import { add, compare, multiply, ratio, ZERO, type Ratio } from './kernel/ratio.js';
import type { Plan } from './rulebook/rulebook.js';
import { runs } from '../../test/support/properties/property-runs.js';

const RUNS = runs(30);
const START = day('2026-01-01');

const someBookings = fc
  .array(
    fc.record({
      net: fc.integer({ min: -400, max: 2_000 }).map((hundredths) => `${hundredths}.37`),
      at: fc.integer({ min: 0, max: 180 }),
      by: fc.constantFrom('ana', 'bob', null),
    }),
    { maxLength: 14 },
  )
  .map((rows): readonly Booked[] =>
    rows.map(({ net, at, by }, index) => ({
      id: `D${index}`,
      date: writeDay(START + at),
      net,
      by,
      territory: 't',
    })),
  );

const modes = fc.constantFrom<'marginal' | 'whole' | 'above'>('marginal', 'whole', 'above');
const negatives = fc.constantFrom<'carry-measure' | 'pay-back' | 'zero' | 'carry-earning'>(
  'carry-measure',
  'pay-back',
  'zero',
  'carry-earning',
);
const attributions = fc.constantFrom<'in-order' | 'pro-rata' | null>('in-order', 'pro-rata', null);

const somePlan = fc
  .record({ mode: modes, negative: negatives, attribution: attributions, half: fc.boolean() })
  .map(({ mode, negative, attribution, half }): Plan => {
    const below = { fact: 'attainment.sold', test: { is: 'less' as const, than: operand('50%') } };
    const formula = tiers(
      [
        ['to', '0%', '7%'],
        ['over', '>100%', '9.5%'],
        ['far', '150%', '13%'],
      ],
      { mode, noQuota: operand('3%') },
    );
    return plan({
      payEvery: 'month',
      measures: [
        measure({ quota: 'attribute.quota', negative }),
        measure({ id: 'team', credits: 'rollup', negative }),
      ],
      incentives: [
        incentive(formula, {
          attribution,
          modify: half ? [{ kind: 'multiplier', times: operand('0.5x'), when: below }] : [],
        }),
        incentive(
          { kind: 'override', base: 'measure.team', pays: { what: operand('0.3%'), times: null } },
          { id: 'override' },
        ),
      ],
    });
  });

function company(bookings: readonly Booked[], rules: Plan): Situation {
  return {
    bookings,
    plans: [rules],
    policies: [
      policy({
        rollup: [
          { id: 'chain', to: 'participant.manager', levels: 'all', when: null, ownBookings: 'excluded' },
        ],
      }),
    ],
    people: [
      { id: 'ana', manager: 'mia', facts: { 'attribute.quota': '1,500 USD' } },
      { id: 'bob', manager: 'mia' },
      { id: 'mia', manager: 'vera' },
      { id: 'vera' },
    ],
    territories: [{ id: 't', group: null }],
    holders: ['ana', 'bob', 'mia'].map((participant) => ({
      of: 't',
      participant,
      from: day('2020-01-01'),
      until: null,
    })),
  };
}

const someCompany = fc.tuple(someBookings, somePlan).map(([bookings, rules]) => company(bookings, rules));

function everyPeriod(situation: Situation, payEvery: Plan['payEvery']): Situation {
  return { ...situation, plans: (situation.plans ?? []).map((each) => ({ ...each, payEvery })) };
}

function exactPay(situation: Situation): Ratio {
  return calculated(situation).earnings.reduce((sum, { earning }) => add(sum, earning.working.exact), ZERO);
}

describe('pay, whatever the bookings', () => {
  it('does not depend on when a line reached us', () => {
    fc.assert(
      fc.property(someCompany, fc.nat(), (situation, seed) => {
        const rank = ({ id }: Booked): number => (Number(id.slice(1)) * 7 + seed) % 13;
        const arrived = { ...situation, bookings: [...situation.bookings].sort((a, b) => rank(a) - rank(b)) };
        expect(calculated(arrived)).toEqual(calculated(situation));
      }),
      RUNS,
    );
  });

  it('is the same in shards as in one', () => {
    fc.assert(
      fc.property(someCompany, (situation) => {
        const shard = (mine: (participant: string) => boolean): readonly unknown[] => {
          const calculating = startCalculation(companyOf(situation), rulebookOf(situation), { mine });
          for (const line of linesOf(situation)) calculating.credit(line);
          return calculating
            .participants()
            .flatMap((id) =>
              [...calculating.earn(id)].map(({ earning, lines }) => ({ earning, lines: [...lines] })),
            );
        };
        const shards = [...shard((id) => id < 'b'), ...shard((id) => id >= 'b')];
        expect(shards).toEqual(calculated(situation).earnings);
      }),
      RUNS,
    );
  });

  it('is made of its lines, to the cent and exactly', () => {
    fc.assert(
      fc.property(someCompany, (situation) => {
        for (const { earning, lines } of calculated(situation).earnings) {
          expect(lines.reduce((sum, { amount }) => sum + amount, 0n)).toBe(earning.amount);
          const exact = lines.reduce((sum, line) => add(sum, line.exact), ZERO);
          expect(compare(exact, earning.working.exact)).toBe(0);
        }
      }),
      RUNS,
    );
  });

  it('is the same paid by month or at the window’s end', () => {
    fc.assert(
      fc.property(someCompany, (situation) => {
        const full = {
          ...situation,
          bookings: [...situation.bookings, { id: 'Z', date: '2026-06-30', net: '0', by: 'vera' }],
        };
        expect(totalOf(calculated(everyPeriod(full, 'month')))).toBe(
          totalOf(calculated(everyPeriod(full, 'quarter'))),
        );
      }),
      RUNS,
    );
  });

  it('credits every line whole: direct parts make it, or somebody is told', () => {
    fc.assert(
      fc.property(someCompany, (situation) => {
        const { exceptions, earnings } = calculated(everyPeriod(situation, 'quarter'));
        const own = allLines({
          earnings: earnings.filter(({ earning }) => earning.incentive === 'commission'),
          exceptions,
          troubles: [],
        });
        const net = linesOf(situation).reduce((sum, line) => sum + line.net, 0n);
        expect(exceptions).toEqual([]);
        expect(
          compare(
            own.reduce((sum, { credited }) => add(sum, credited), ZERO),
            ratio(net, 1_000_000n),
          ),
        ).toBe(0);
      }),
      RUNS,
    );
  });

  it('grows with its amounts: three times the bookings and quota, three times the pay', () => {
    fc.assert(
      fc.property(someBookings, somePlan.filter(waitsForNothing), (bookings, rules) => {
        const once = company(bookings, rules);
        const scaled: Situation = {
          ...once,
          bookings: bookings.map((each) => ({
            ...each,
            net: `${(Math.round(Number(each.net) * 100) * 3) / 100}`,
          })),
          people: once.people.map((each) =>
            each.facts ? { ...each, facts: { 'attribute.quota': '4,500 USD' } } : each,
          ),
        };
        expect(compare(exactPay(scaled), multiply(exactPay(once), ratio(3n)))).toBe(0);
      }),
      RUNS,
    );
  });
});

/** Pay below zero that waits for the next window waits in cents, which do not grow with the amounts. */
function waitsForNothing({ measures }: Plan): boolean {
  return measures.every(({ negative }) => negative !== 'carry-earning');
}

describe('a booking and its reversal in one window', () => {
  it('cancel in marginal tiers, wherever they stand', () => {
    fc.assert(
      fc.property(
        someBookings,
        fc.integer({ min: 0, max: 89 }),
        fc.integer({ min: 0, max: 89 }),
        (bookings, sold, returned) => {
          const rules = plan({
            measures: [measure({ quota: 'attribute.quota', negative: 'pay-back' })],
            incentives: [
              incentive(
                tiers([
                  ['to', '0%', '7%'],
                  ['over', '>100%', '9.5%'],
                ]),
              ),
            ],
          });
          const before = company([{ id: 'A', date: '2026-01-01', net: '1', by: 'ana' }, ...bookings], rules);
          const pair: readonly Booked[] = [
            { id: 'S', date: writeDay(START + sold), net: '777.77', by: 'ana' },
            { id: 'R', date: writeDay(START + returned), net: '-777.77', by: 'ana' },
          ];
          const paid = payOf(calculated({ ...before, bookings: [...before.bookings, ...pair] }));
          expect(paid['ana commission 2026-Q1']).toBe(payOf(calculated(before))['ana commission 2026-Q1']);
        },
      ),
      RUNS,
    );
  });
});
