import fc from 'fast-check';
import { calculated, type Booked, type Situation } from '../../test/support/situation.js';
import {
  day,
  flat,
  incentive,
  IS_NEW,
  measure,
  operand,
  plan,
  tiers,
} from '../../test/support/sample-rules.js';
import type { Calculation } from './calculate.js';
import { writeDay } from './kernel/day.js';
import { add, compare, writeUnits, ZERO } from './kernel/ratio.js';
import type { Incentive, Measure, Plan } from './rulebook/rulebook.js';
import { runs } from '../../test/support/properties/property-runs.js';

const RUNS = runs(150);
const START = day('2026-01-01');
const DAYS = 240;

/** Bookings of one or two lines, some of them returns, some of another kind than the incentive pays on. */
const someBookings = fc
  .array(
    fc.record({
      nets: fc.array(fc.integer({ min: -60_000, max: 90_000 }), { minLength: 1, maxLength: 2 }),
      at: fc.integer({ min: 0, max: DAYS }),
      type: fc.constantFrom('new', 'renewal'),
    }),
    { maxLength: 12 },
  )
  .map((rows): readonly Booked[] =>
    rows.flatMap(({ nets, at, type }, index) =>
      nets.map((cents, line) => ({
        id: `D${index}`,
        line: line + 1,
        date: writeDay(START + at),
        net: writeUnits(BigInt(cents), 2),
        facts: { 'booking.type': type },
      })),
    ),
  );

/** What a new version may not change while a window runs. */
const someFrame = fc.record({
  window: fc.constantFrom<Measure['window']>('month', 'quarter', 'half', 'year', 'plan-to-date'),
  negative: fc.constantFrom<Measure['negative']>('carry-measure', 'carry-earning', 'zero', 'pay-back'),
  grain: fc.constantFrom<'line' | 'booking' | 'window'>('line', 'booking', 'window'),
  per: fc.constantFrom<'line' | 'booking' | 'window'>('line', 'booking', 'window'),
  half: fc.constantFrom<Plan['rounding']['half']>('away-from-zero', 'to-even', 'up', 'down'),
});
type Frame = typeof someFrame extends fc.Arbitrary<infer T> ? T : never;

/** What it may. */
const someTerms = fc.record({
  mode: fc.constantFrom<'marginal' | 'whole' | 'above' | 'flat'>('marginal', 'whole', 'above', 'flat'),
  attribution: fc.constantFrom<Incentive['attribution']>(null, 'in-order', 'pro-rata', 'by-contribution'),
  isSome: fc.boolean(),
  quota: fc.constantFrom('attribute.quota', 'attribute.goal', null),
  doubled: fc.boolean(),
  rate: fc.constantFrom('7%', '3.33%', 'attribute.rate'),
});
type Terms = typeof someTerms extends fc.Arbitrary<infer T> ? T : never;

function planOf(frame: Frame, terms: Terms): Plan {
  const { mode, attribution, isSome, quota, doubled, rate } = terms;
  const starts =
    quota === null
      ? [
          ['a', '0 USD', rate] as const,
          ['b', '300 USD', '11%'] as const,
          ['c', '>700.5 USD', '13.7%'] as const,
        ]
      : [
          ['a', '0%', rate] as const,
          ['b', '33.333%', '11%'] as const,
          ['c', '>100%', '13.7%', '1.5x'] as const,
        ];
  const axis = quota === null ? 'measure.sold' : 'attainment.sold';
  const formula =
    mode === 'flat' ? flat(rate) : tiers(starts, { mode, axis, grain: frame.grain, noQuota: operand('1%') });
  const over = { fact: 'measure.sold', test: { is: 'greater' as const, than: operand('400 USD') } };
  return plan({
    payEvery: 'month',
    measures: [measure({ window: frame.window, negative: frame.negative, quota })],
    incentives: [
      incentive(formula, {
        attribution: mode === 'flat' ? null : attribution,
        when: isSome ? IS_NEW : null,
        modify: doubled ? [{ kind: 'multiplier', times: operand('1.1x'), when: over }] : [],
      }),
    ],
    rounding: { to: 'cents', half: frame.half, per: frame.per },
  });
}

function companyWith(plans: readonly Plan[], bookings: readonly Booked[]): Situation {
  const facts = { 'attribute.quota': '900 USD', 'attribute.goal': '777.77 USD', 'attribute.rate': '8%' };
  return {
    people: [
      {
        id: 'ana',
        facts,
        dated: [
          ['attribute.quota', '1,200 USD', '2026-02-10', '2026-05-01'],
          ['attribute.rate', '9.5%', '2026-02-20', '2026-05-05'],
        ],
      },
      { id: 'zoe' },
    ],
    plans,
    bookings: [...bookings, { id: 'Z', date: '2026-12-31', net: '0', by: 'zoe' }],
  };
}

/** A plan of two versions: the second takes over on a day. */
function inTwo(first: Plan, second: Plan, cut: number): readonly Plan[] {
  return [
    { ...first, effective: { ...first.effective, until: cut } },
    { ...second, fingerprint: 'ae-2', effective: { from: cut, until: null } },
  ];
}

function ofAna({ earnings }: Calculation): Calculation['earnings'] {
  return earnings.filter(({ earning }) => earning.participant === 'ana');
}

/** Cents by incentive and the first day of the window. */
function byWindow(calculation: Calculation): Readonly<Record<string, bigint>> {
  const sums: Record<string, bigint> = {};
  for (const { earning } of ofAna(calculation)) {
    const key = `${earning.incentive} ${earning.window.from}`;
    sums[key] = (sums[key] ?? 0n) + earning.amount;
  }
  return Object.fromEntries(Object.entries(sums).filter(([, amount]) => amount !== 0n));
}

const someCut = fc.integer({ min: 1, max: DAYS }).map((at) => START + at);

describe('pay, whatever the plan and its versions', () => {
  it('is made of its lines, to the cent and exactly', () => {
    fc.assert(
      fc.property(
        someBookings,
        someFrame,
        fc.tuple(someTerms, someTerms, someCut),
        (bookings, frame, [a, b, cut]) => {
          const plans = inTwo(planOf(frame, a), planOf(frame, b), cut);
          for (const { earning, lines } of calculated(companyWith(plans, bookings)).earnings) {
            expect(lines.reduce((sum, { amount }) => sum + amount, 0n)).toBe(earning.amount);
            const exact = lines.reduce((sum, line) => add(sum, line.exact), ZERO);
            expect(compare(exact, earning.working.exact)).toBe(0);
          }
        },
      ),
      RUNS,
    );
  });

  it('is the same by month as in one payment at the window’s end', () => {
    fc.assert(
      fc.property(
        someBookings,
        someFrame,
        fc.tuple(someTerms, someTerms, someCut),
        (bookings, frame, [a, b, cut]) => {
          const plans = inTwo(planOf(frame, a), planOf(frame, b), cut);
          const once = plans.map((each) => ({ ...each, payEvery: null }));
          expect(byWindow(calculated(companyWith(plans, bookings)))).toEqual(
            byWindow(calculated(companyWith(once, bookings))),
          );
        },
      ),
      RUNS,
    );
  });

  it('of periods before a new version is as if there were none', () => {
    fc.assert(
      fc.property(
        someBookings,
        someFrame,
        fc.tuple(someTerms, someTerms, someCut),
        (bookings, frame, [a, b, cut]) => {
          const first = planOf(frame, a);
          const before = (plans: readonly Plan[]): readonly unknown[] =>
            ofAna(calculated(companyWith(plans, bookings)))
              .filter(({ earning }) => earning.period.until <= cut && earning.incentive !== '')
              .map(({ earning, lines }) => [
                earning.period.name,
                earning.amount,
                earning.quota,
                lines.map(({ credit, amount, tier }) => [credit?.line, amount, tier]),
              ]);
          expect(before(inTwo(first, planOf(frame, b), cut))).toEqual(before([first]));
        },
      ),
      RUNS,
    );
  });

  it('of credits before a new version is not touched by it, if nothing is credited after', () => {
    fc.assert(
      fc.property(someBookings, someFrame, fc.tuple(someTerms, someTerms), (bookings, frame, [a, b]) => {
        const first = planOf(frame, a);
        const after = inTwo(first, planOf(frame, b), START + DAYS + 1);
        expect(byWindow(calculated(companyWith(after, bookings)))).toEqual(
          byWindow(calculated(companyWith([first], bookings))),
        );
      }),
      RUNS,
    );
  });
});
