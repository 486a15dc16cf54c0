import {
  calculated,
  linesOf,
  onlyEarning,
  payByLine,
  totalOf,
  type Booked,
  type Situation,
} from '../../test/support/situation.js';
import { flat, incentive, measure, operand, plan, tiers } from '../../test/support/sample-rules.js';
import { explain, sayLine } from './explain/explain.js';
import { sayEarning } from './explain/say-earning.js';
import type { Incentive, IncentiveFormula, Measure, Modifier, Plan } from './rulebook/rulebook.js';

const LOW_HIGH = [
  ['low', '0 USD', '10%'],
  ['high', '100,000 USD', '20%'],
] as const;

type Tiers = Extract<IncentiveFormula, { kind: 'tiers' }>;

function byProduct(changes: Partial<Tiers> = {}, groupBy = 'line.product'): IncentiveFormula {
  return tiers(LOW_HIGH, { axis: 'measure.sold', grain: 'group', groupBy, ...changes });
}

type Row = readonly [id: string, date: string, net: string, product?: string];

function situation(
  said: {
    formula?: IncentiveFormula;
    negative?: Measure['negative'];
    modify?: readonly Modifier[];
    plan?: Partial<Plan>;
    incentive?: Partial<Incentive>;
  },
  ...rows: readonly Row[]
): Situation {
  const { formula = byProduct(), negative = 'pay-back', modify = [] } = said;
  return {
    people: [{ id: 'ana' }],
    plans: [
      plan({
        measures: [measure({ negative })],
        incentives: [incentive(formula, { modify, ...said.incentive })],
        ...said.plan,
      }),
    ],
    bookings: rows.map(([id, date, net, product]): Booked => ({
      id,
      date,
      net,
      facts: product === undefined ? {} : { 'line.product': product },
    })),
  };
}

const IN_TURN: readonly Row[] = [
  ['A', '2026-01-10', '80,000', 'laptop'],
  ['B', '2026-01-20', '60,000', 'desk'],
  ['C', '2026-02-10', '40,000', 'laptop'],
  ['D', '2026-02-20', '50,000', 'desk'],
];

describe('tiers by group', () => {
  it('go on with each group where it stood, however they come in turn', () => {
    const all = situation({}, ...IN_TURN);
    expect(payByLine(calculated(all), all)).toEqual({
      A: '8000.00',
      B: '6000.00',
      C: '6000.00',
      D: '6000.00',
    });
  });

  it('that pay on everything pay each group by its own total, and anew when it reaches a tier', () => {
    const whole = situation(
      { formula: byProduct({ mode: 'whole' }), plan: { payEvery: 'month' } },
      ...IN_TURN.slice(0, 3),
    );
    const calculation = calculated(whole);
    expect(payByLine(calculation, whole)).toEqual({ A: '16000.00', B: '6000.00', C: '8000.00' });
    expect(calculation.earnings.map(({ earning }) => earning.amount)).toEqual([1_400_000n, 1_600_000n]);
  });

  it('say each group by the value of its fact and with its own arithmetic, that of what nobody knows last', () => {
    const all = situation({}, ...IN_TURN, ['E', '2026-03-01', '7,000']);
    const calculation = calculated(all);
    const earning = onlyEarning(calculation);
    expect(sayEarning(earning)).toBe(
      '237,000 USD credited in 2026-Q1: line.product desk: 100,000 × 10% = 10,000.00 and 10,000 × 20% = 2,000.00; ' +
        'line.product laptop: 100,000 × 10% = 10,000.00 and 20,000 × 20% = 4,000.00; ' +
        'line.product unknown: 7,000 × 10% = 700.00; together 26,700.00 USD.',
    );
    const lines = calculation.earnings[0]?.lines ?? [];
    const said = explain(earning, lines).parts.flatMap(({ says, parts }) => [
      says,
      ...parts.map((each) => each.says),
    ]);
    expect(said).toContain('line.product laptop: high: 20,000 × 20% = 4,000.00');
    expect(said).toContain('line.product unknown: low: 7,000 × 10% = 700.00');
    const third = lines[2];
    expect(third && sayLine(third, earning)).toBe(
      '40,000 USD direct credit by field/seller, on top of 80,000 of the same line.product, reaching high, pays 6,000.00 at 15%.',
    );
  });

  it('may group by a day', () => {
    const all = situation({ formula: byProduct({}, 'booking.start') });
    const bookings = IN_TURN.map(([id, date, net], at) => ({
      id,
      date,
      net,
      facts: { 'booking.start': at === 1 ? '2026-04-01' : '2026-05-01' },
    }));
    const { working } = onlyEarning(calculated({ ...all, bookings }));
    expect(working.tiers.map(({ group }) => group?.is)).toEqual(['2026-04-01', '2026-05-01', '2026-05-01']);
  });

  it('are limited together, and a line still says where its group stood', () => {
    const cap: Modifier = {
      kind: 'cap',
      what: 'earning',
      at: operand('13,000 USD'),
      window: null,
      excess: 'lost',
    };
    const all = situation({ modify: [cap] }, ...IN_TURN);
    const calculation = calculated(all);
    const earning = onlyEarning(calculation);
    expect(totalOf(calculation)).toBe('13000.00');
    expect(earning.working.tiers.map(({ id, group }) => `${group?.is ?? ''} ${id}`)).toEqual([
      'desk low',
      'desk high',
      'laptop low',
      'laptop high',
    ]);
    expect(
      calculation.earnings[0]?.lines.map(({ measureBefore, tier }) => [
        measureBefore.n / measureBefore.d,
        tier,
      ]),
    ).toEqual([
      [0n, 'low'],
      [0n, 'low'],
      [80_000n, 'high'],
      [60_000n, 'high'],
    ]);
  });

  it('are multiplied by what the window as a whole has reached', () => {
    const when = { fact: 'measure.sold', test: { is: 'greater' as const, than: operand('200,000 USD') } };
    const all = situation({ modify: [{ kind: 'multiplier', times: operand('2x'), when }] }, ...IN_TURN);
    expect(totalOf(calculated(all))).toBe('52000.00');
  });

  it('are rounded with the window, and its lines make the cents', () => {
    const all = situation(
      { formula: byProduct({ mode: 'whole' }) },
      ['A', '2026-01-10', '0.05', 'laptop'],
      ['B', '2026-01-11', '0.05', 'desk'],
    );
    const calculation = calculated(all);
    expect(totalOf(calculation)).toBe('0.01');
    expect(calculation.earnings[0]?.lines.map(({ amount }) => amount)).toEqual([1n, 0n]);
  });

  it('leave what a correction gave another product', () => {
    const moved = IN_TURN.map((row): Row => (row[0] === 'A' ? [row[0], row[1], row[2], 'desk'] : row));
    const all = situation({}, ...moved);
    expect(payByLine(calculated(all), all)).toEqual({
      A: '8000.00',
      B: '10000.00',
      C: '4000.00',
      D: '10000.00',
    });
    expect(linesOf(all)).toHaveLength(4);
  });
});

describe('amounts at the starts of groups', () => {
  const amounts = (mode: Tiers['mode'] = 'whole', rate = '0%'): IncentiveFormula =>
    tiers(
      [
        ['none', '0 USD', rate],
        ['bronze', '50,000 USD', '500 USD'],
        ['gold', '100,000 USD', '2,000 USD'],
      ],
      { axis: 'measure.sold', mode, grain: 'group', groupBy: 'line.product' },
    );

  it('are paid to each group by itself: 120,000 laptops reach gold, 110,000 desks too, 40,000 lamps neither', () => {
    const all = situation({ formula: amounts() }, ...IN_TURN, ['E', '2026-03-01', '40,000', 'lamp']);
    // 80,000 and 40,000 of 120,000; 60,000 and 50,000 of 110,000.
    expect(payByLine(calculated(all), all)).toEqual({
      A: '1333.33',
      B: '1090.91',
      C: '666.67',
      D: '909.09',
      E: '0.00',
    });
    expect(sayEarning(onlyEarning(calculated(all)))).toBe(
      '270,000 USD credited in 2026-Q1: line.product desk: gold: 2,000.00; line.product laptop: gold: 2,000.00; together 4,000.00 USD.',
    );
  });

  it('are all paid that a group reaches, with `cumulative`', () => {
    expect(totalOf(calculated(situation({ formula: amounts('cumulative') }, ...IN_TURN)))).toBe('5000.00');
  });

  it('stand beside rates on the slices of each group', () => {
    const beside = amounts('marginal', '10%');
    // Laptops 50,000 × 10% + 500 + 2,000, desks the same.
    expect(totalOf(calculated(situation({ formula: beside }, ...IN_TURN)))).toBe('15000.00');
  });

  it('come with the pay period in which a group reaches them, and go when it falls back', () => {
    const back: Row = ['R', '2026-03-05', '-30,000', 'laptop'];
    const monthly = situation({ formula: amounts(), plan: { payEvery: 'month' } }, ...IN_TURN, back);
    expect(calculated(monthly).earnings.map(({ earning }) => [earning.period.name, earning.amount])).toEqual([
      // Laptops 80,000, desks 60,000; then 120,000 and 110,000; then laptops 90,000.
      ['2026-01', 100_000n],
      ['2026-02', 300_000n],
      ['2026-03', -150_000n],
    ]);
  });

  it('say where each line found its group', () => {
    const { earnings } = calculated(situation({ formula: amounts() }, ...IN_TURN));
    expect(
      earnings[0]?.lines.map(({ measureBefore, tier }) => [measureBefore.n / measureBefore.d, tier]),
    ).toEqual([
      [0n, 'gold'],
      [0n, 'gold'],
      [80_000n, 'gold'],
      [60_000n, 'gold'],
    ]);
  });
});

describe('semantics 22: negatives of a group', () => {
  const rows: readonly Row[] = [
    ['A', '2026-01-10', '150,000', 'laptop'],
    ['B', '2026-01-20', '-60,000', 'desk'],
    ['C', '2026-01-30', '-40,000', 'laptop'],
    ['D', '2026-04-10', '10,000', 'desk'],
  ];

  it('pay-back: each group takes back what it would have paid, and nothing of another', () => {
    const all = situation({}, ...rows);
    expect(payByLine(calculated(all), all)).toEqual({
      A: '20000.00',
      B: '-6000.00',
      C: '-8000.00',
      D: '1000.00',
    });
  });

  it('zero: a group below zero takes nothing from the others, nor from its next window', () => {
    const all = situation({ negative: 'zero' }, ...rows);
    expect(payByLine(calculated(all), all)).toEqual({
      A: '20000.00',
      B: '0.00',
      C: '-8000.00',
      D: '1000.00',
    });
  });

  it('zero with one rate: groups differ from the window as a whole', () => {
    const grouped = { ...flat('10%'), grain: 'group', groupBy: 'line.product' } as IncentiveFormula;
    expect(totalOf(calculated(situation({ formula: grouped, negative: 'zero' }, ...rows)))).toBe('12000.00');
    expect(totalOf(calculated(situation({ formula: flat('10%'), negative: 'zero' }, ...rows)))).toBe(
      '6000.00',
    );
  });
});
