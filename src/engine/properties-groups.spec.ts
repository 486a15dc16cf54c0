import fc from 'fast-check';
import { calculated, linesOf, type Booked, type Situation } from '../../test/support/situation.js';
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
import { runs } from '../../test/support/properties/property-runs.js';
import { writeDay } from './kernel/day.js';
import { add, compare, subtract, writeUnits, ZERO, type Ratio } from './kernel/ratio.js';
import type { Condition, Incentive, Measure, Plan } from './rulebook/rulebook.js';

const RUNS = runs(150);
const START = day('2026-01-01');
const DAYS = 200;
const PRODUCTS = ['laptop', 'desk', null] as const;

/** Bookings of one or two lines, some of them returns; each line of a product, or nobody knows of which. */
const someBookings = fc
  .array(
    fc.record({
      rows: fc.array(fc.tuple(fc.integer({ min: -60_000, max: 90_000 }), fc.constantFrom(...PRODUCTS)), {
        minLength: 1,
        maxLength: 2,
      }),
      at: fc.integer({ min: 0, max: DAYS }),
      type: fc.constantFrom('new', 'renewal'),
    }),
    { maxLength: 12 },
  )
  .map((bookings): readonly Booked[] =>
    bookings.flatMap(({ rows, at, type }, index) =>
      rows.map(([cents, product], line) => ({
        id: `D${index}`,
        line: line + 1,
        date: writeDay(START + at),
        net: writeUnits(BigInt(cents), 2),
        facts: { 'booking.type': type, ...(product === null ? {} : { 'line.product': product }) },
      })),
    ),
  );

const someFrame = fc.record({
  window: fc.constantFrom<Measure['window']>('month', 'quarter', 'year', 'plan-to-date'),
  negative: fc.constantFrom<Measure['negative']>('zero', 'pay-back'),
  payEvery: fc.constantFrom('month' as const, null),
  mode: fc.constantFrom<'marginal' | 'whole' | 'above' | 'cumulative' | 'flat'>(
    'marginal',
    'whole',
    'above',
    'cumulative',
    'flat',
  ),
  per: fc.constantFrom<Plan['rounding']['per']>('line', 'booking', 'window'),
});
type Frame = typeof someFrame extends fc.Arbitrary<infer T> ? T : never;

const someTerms = fc.record({
  inOrder: fc.boolean(),
  isSome: fc.boolean(),
  isBaseApart: fc.boolean(),
  pays: fc.constantFrom('11%', '50 USD'),
  doubled: fc.boolean(),
  rate: fc.constantFrom('7%', '3.33%', 'attribute.rate'),
  second: fc.constantFrom('300 USD', '>700.5 USD'),
});
type Terms = typeof someTerms extends fc.Arbitrary<infer T> ? T : never;

type Formula = (name: (id: string) => string, groupBy?: string) => Incentive['formula'];

function formulaOf({ mode }: Frame, { rate, second, isBaseApart, pays }: Terms): Formula {
  return (name, groupBy) => {
    const grouped = groupBy === undefined ? {} : { grain: 'group' as const, groupBy };
    const base = name(isBaseApart && mode !== 'above' ? 'new' : 'sold');
    if (mode === 'flat') return { ...flat(rate, base), ...grouped } as Incentive['formula'];
    const starts = [
      ['a', '0 USD', rate],
      ['b', second, pays],
      ['c', '>900 USD', '13.7%'],
    ];
    return tiers(starts, { mode, axis: name('sold'), base, ...grouped });
  };
}

function termsOf({ mode }: Frame, { inOrder, isSome, doubled, isBaseApart }: Terms): Partial<Incentive> {
  const over = { fact: 'measure.all', test: { is: 'greater' as const, than: operand('400 USD') } };
  const paysOnAll = mode === 'above' || (inOrder && mode === 'whole' && !isBaseApart);
  return {
    attribution: mode === 'flat' ? null : paysOnAll || (inOrder && mode === 'marginal') ? 'in-order' : null,
    when: isSome && !paysOnAll ? IS_NEW : null,
    modify: doubled ? [{ kind: 'multiplier', times: operand('1.1x'), when: over }] : [],
  };
}

function planWith(frame: Frame, measures: readonly Measure[], incentives: readonly Incentive[]): Plan {
  return plan({
    payEvery: frame.window === 'plan-to-date' ? 'month' : frame.payEvery,
    measures: [measure({ id: 'all', window: frame.window, negative: frame.negative }), ...measures],
    incentives,
    rounding: { to: 'cents', half: 'to-even', per: frame.per },
  });
}

/** The measures that all have, those of one product only where one is given. */
function measuresOf(
  { window, negative }: Frame,
  of?: { when: Condition; id: (id: string) => string },
): readonly Measure[] {
  const id = of?.id ?? ((each) => each);
  return [
    measure({ id: id('sold'), window, negative, when: of?.when ?? null }),
    measure({ id: id('new'), window, negative, when: of ? { all: [of.when, IS_NEW] } : IS_NEW }),
  ];
}

/** One incentive that starts anew with each product. */
function grouped(frame: Frame, terms: Terms): Plan {
  const formula = formulaOf(frame, terms)((id) => `measure.${id}`, 'line.product');
  return planWith(frame, measuresOf(frame), [incentive(formula, termsOf(frame, terms))]);
}

/** The same said at length: a measure and an incentive for each product, and for those of which it is not known. */
function apart(frame: Frame, terms: Terms): Plan {
  const parts = PRODUCTS.map((product) => {
    const id = (each: string): string => `${each}-${product ?? 'unknown'}`;
    const test =
      product === null ? ({ is: 'unknown' } as const) : ({ is: 'equal', to: { word: product } } as const);
    return { id, when: { fact: 'line.product', test } };
  });
  return planWith(
    frame,
    [...measuresOf(frame), ...parts.flatMap((part) => measuresOf(frame, part))],
    parts.map(({ id }) =>
      incentive(
        formulaOf(frame, terms)((each) => `measure.${id(each)}`),
        {
          ...termsOf(frame, terms),
          id: id('commission'),
        },
      ),
    ),
  );
}

/** Pay in cents or exactly by pay period and booking line, whatever the incentive. */
function exactly({
  plans,
  bookings,
}: Pick<Situation, 'plans' | 'bookings'>): Readonly<Record<string, Ratio>> {
  const facts = { 'attribute.rate': '8%' };
  const dated = [['attribute.rate', '9.5%', '2026-02-20', '2026-05-05']] as const;
  const situation: Situation = { people: [{ id: 'ana', facts, dated }], plans: plans ?? [], bookings };
  const lines = linesOf(situation);
  const sums: Record<string, Ratio> = {};
  for (const { earning, lines: paid } of calculated(situation).earnings) {
    let exact = ZERO;
    let cents = 0n;
    for (const line of paid) {
      const { booking = '', line: of = 0 } = lines[line.credit?.line ?? -1] ?? {};
      const key = `${earning.period.from} ${booking}/${of}`;
      sums[key] = add(sums[key] ?? ZERO, line.exact);
      exact = add(exact, line.exact);
      cents += line.amount;
    }
    expect(cents).toBe(earning.amount);
    expect(compare(exact, earning.working.exact)).toBe(0);
  }
  return Object.fromEntries(Object.entries(sums).filter(([, { n }]) => n !== 0n));
}

function expectSame(a: Readonly<Record<string, Ratio>>, b: Readonly<Record<string, Ratio>>): void {
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  const apartAt = keys.filter((key) => subtract(a[key] ?? ZERO, b[key] ?? ZERO).n !== 0n);
  expect(apartAt).toEqual([]);
}

function inTwo(first: Plan, second: Plan, cut: number): readonly Plan[] {
  return [
    { ...first, effective: { ...first.effective, until: cut } },
    { ...second, fingerprint: 'ae-2', effective: { from: cut, until: null } },
  ];
}

const someCut = fc.integer({ min: 1, max: DAYS }).map((at) => START + at);

const booked = (
  id: string,
  date: string,
  net: string,
  [type, product]: readonly [string, string?],
): Booked => ({
  id,
  date,
  net,
  facts: { 'booking.type': type, ...(product === undefined ? {} : { 'line.product': product }) },
});

/** In February laptops come to 300 and are paid 50; what is not known falls below 300 and loses 50. */
const EVEN_FEBRUARY = [
  booked('A', '2026-01-01', '-274.46', ['new']),
  booked('B', '2026-01-01', '574.46', ['new']),
  booked('C', '2026-01-01', '0.00', ['new', 'laptop']),
  booked('D', '2026-02-01', '300.00', ['renewal', 'laptop']),
  booked('E', '2026-02-01', '-0.01', ['renewal']),
];
const EVEN_FRAME: Frame = {
  window: 'year',
  negative: 'zero',
  payEvery: 'month',
  mode: 'cumulative',
  per: 'line',
};
const EVEN_TERMS: Terms = {
  inOrder: false,
  isSome: false,
  isBaseApart: false,
  pays: '50 USD',
  doubled: false,
  rate: '7%',
  second: '300 USD',
};

describe('groups of a window', () => {
  it('are paid as if each had a measure and an incentive of its own', () => {
    fc.assert(
      fc.property(someBookings, someFrame, someTerms, (bookings, frame, terms) => {
        expectSame(
          exactly({ plans: [grouped(frame, terms)], bookings }),
          exactly({ plans: [apart(frame, terms)], bookings }),
        );
      }),
      RUNS,
    );
  });

  it('go on over a new version of the plan, each from where it stood', () => {
    fc.assert(
      fc.property(
        someBookings,
        someFrame,
        fc.tuple(someTerms, someTerms, someCut),
        (bookings, frame, [a, other, cut]) => {
          // Whether starts pay amounts is a decision about the window as a whole.
          const b = { ...other, pays: a.pays };
          expectSame(
            exactly({ plans: inTwo(grouped(frame, a), grouped(frame, b), cut), bookings }),
            exactly({ plans: inTwo(apart(frame, a), apart(frame, b), cut), bookings }),
          );
        },
      ),
      RUNS,
    );
  });

  it('tell what one gains and another loses in a pay period, also where both are as much', () => {
    const [bookings, frame, a] = [EVEN_FEBRUARY, EVEN_FRAME, EVEN_TERMS];
    const b = { ...a, isSome: true, isBaseApart: true };
    const cut = START + 1;
    const paid = exactly({ plans: inTwo(grouped(frame, a), grouped(frame, b), cut), bookings });
    expectSame(paid, exactly({ plans: inTwo(apart(frame, a), apart(frame, b), cut), bookings }));
    const february = Object.entries(paid).filter(([key]) => key.startsWith(`${START + 31} `));
    expect(february).toHaveLength(3);
    expect(february.reduce((sum, [, exact]) => add(sum, exact), ZERO).n).toBe(0n);
  });

  it('begin with what their measures had come to where a version brings the incentive in', () => {
    fc.assert(
      fc.property(someBookings, someFrame, fc.tuple(someTerms, someCut), (bookings, frame, [terms, cut]) => {
        const without = (each: Plan): Plan => ({ ...each, incentives: [] });
        expectSame(
          exactly({ plans: inTwo(without(grouped(frame, terms)), grouped(frame, terms), cut), bookings }),
          exactly({ plans: inTwo(without(apart(frame, terms)), apart(frame, terms), cut), bookings }),
        );
      }),
      RUNS,
    );
  });

  it('are paid the same in whatever order bookings become known', () => {
    fc.assert(
      fc.property(someBookings, someFrame, someTerms, (bookings, frame, terms) => {
        const plans = [grouped(frame, terms)];
        expectSame(exactly({ plans, bookings }), exactly({ plans, bookings: [...bookings].reverse() }));
      }),
      RUNS,
    );
  });
});
