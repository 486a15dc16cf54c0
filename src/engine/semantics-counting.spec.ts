import {
  calculated,
  payByLine,
  payOf,
  totalOf,
  type Booked,
  type Situation,
} from '../../test/support/situation.js';
import { flat, incentive, IS_NEW, measure, plan, tiers } from '../../test/support/sample-rules.js';
import type { Grain, Incentive, Measure, Plan } from './rulebook/rulebook.js';

const LOW_HIGH = [
  ['low', '0 USD', '10%'],
  ['high', '100,000 USD', '20%'],
] as const;

type Row = readonly [id: string, date: string, net: string, type?: string, line?: number];

function booked(...rows: readonly Row[]): readonly Booked[] {
  return rows.map(([id, date, net, type = 'new', line = 1]) => ({
    id,
    date,
    net,
    line,
    facts: { 'booking.type': type },
  }));
}

function situation(changes: Partial<Plan>, ...rows: readonly Row[]): Situation {
  return { people: [{ id: 'ana' }], plans: [plan(changes)], bookings: booked(...rows) };
}

function amountTiers(
  mode: 'marginal' | 'whole' | 'above',
  grain: Grain = 'running-total',
): Incentive['formula'] {
  return tiers(LOW_HIGH, { mode, grain, axis: 'measure.sold' });
}

function expectFooting(each: Situation): void {
  for (const { earning, lines } of calculated(each).earnings)
    expect(lines.reduce((sum, { amount }) => sum + amount, 0n)).toBe(earning.amount);
}

describe('an incentive that counts some credits of its measure', () => {
  const old = ['O', '2026-01-10', '50,000', 'old'] as const;
  const fresh = ['N', '2026-01-11', '50,000', 'new'] as const;

  it('pays each counted credit for the stretch it passes through; the others move the accumulator', () => {
    const plans = { incentives: [incentive(amountTiers('marginal'), { when: IS_NEW })] };
    const after = situation(plans, ['P', '2026-01-12', '50,000', 'new']);
    const all = { ...after, bookings: [...booked(old, fresh), ...after.bookings] };
    expect(payByLine(calculated(all), all)).toEqual({ O: '0.00', N: '5000.00', P: '10000.00' });
    expectFooting(all);
    expect(totalOf(calculated(situation(plans, old, fresh)))).toBe('5000.00');
  });

  it.each(['whole', 'above'] as const)('%s in order is paid by contribution there', (mode) => {
    const rows: readonly Row[] = [
      ['O', '2026-01-10', '90,000', 'old'],
      ['N', '2026-01-11', '20,000', 'new'],
    ];
    const of = (attribution: Incentive['attribution']): Situation =>
      situation({ incentives: [incentive(amountTiers(mode), { when: IS_NEW, attribution })] }, ...rows);
    expect(payByLine(calculated(of('in-order')), of('in-order'))).toEqual(
      payByLine(calculated(of('by-contribution')), of('by-contribution')),
    );
    expectFooting(of('in-order'));
  });

  it.each([
    ['flat', flat('10%')],
    ['marginal', amountTiers('marginal')],
    ['whole', amountTiers('whole')],
  ] as const)(
    'carries a negative as if there were no condition where all credits meet it: %s',
    (_, formula) => {
      const measures: readonly Measure[] = [measure({ window: 'month' })];
      const rows: readonly Row[] = [
        ['R', '2026-01-11', '-20,000'],
        ['N', '2026-02-12', '30,000'],
      ];
      const some = situation({ measures, incentives: [incentive(formula, { when: IS_NEW })] }, ...rows);
      const every = situation({ measures, incentives: [incentive(formula)] }, ...rows);
      expect(payOf(calculated(some))).toEqual(payOf(calculated(every)));
      expect(totalOf(calculated(some))).toBe('1000.00');
    },
  );
});

describe('tiers by line or booking', () => {
  it.each(['carry-measure', 'carry-earning', 'zero', 'pay-back'] as const)(
    'a full return takes back all it was paid, with %s too',
    (negative) => {
      const returned = situation(
        { measures: [measure({ negative })], incentives: [incentive(amountTiers('marginal', 'line'))] },
        ['A', '2026-01-10', '150,000'],
        ['R', '2026-01-20', '-150,000'],
      );
      expect(payByLine(calculated(returned), returned)).toEqual({ A: '20000.00', R: '-20000.00' });
      expect(calculated(returned).earnings[0]?.lines.map(({ tier }) => tier)).toEqual(['high', 'high']);
    },
  );

  it('each booking stands for itself, a return too: two halves take back less than they were paid as one', () => {
    const starts = [
      ['low', '0 USD', '5%'],
      ['high', '5,000 USD', '10%'],
    ] as const;
    const formula = tiers(starts, { axis: 'measure.sold', grain: 'booking' });
    const measures = [measure({ negative: 'pay-back' })];
    const by = (...back: readonly Row[]): string =>
      totalOf(
        calculated(
          situation({ measures, incentives: [incentive(formula)] }, ['A', '2026-01-10', '20,000'], ...back),
        ),
      );
    expect(by()).toBe('1750.00');
    expect(by(['R', '2026-03-10', '-20,000'])).toBe('0.00');
    expect(by(['R', '2026-03-10', '-10,000'], ['S', '2026-03-12', '-10,000'])).toBe('250.00');
  });

  it.each(['marginal', 'whole', 'above'] as const)(
    'lines of a booking on both sides of a month’s end make the earnings: %s',
    (mode) => {
      const across = situation(
        { payEvery: 'month', incentives: [incentive(amountTiers(mode, 'booking'))] },
        ['A', '2026-01-30', '60,000', 'new', 1],
        ['A', '2026-02-02', '60,000', 'new', 2],
      );
      const once = { ...across, plans: across.plans?.map((each) => ({ ...each, payEvery: null })) };
      expectFooting(across);
      expect(totalOf(calculated(across))).toBe(totalOf(calculated({ ...once, plans: once.plans ?? [] })));
    },
  );

  it('a booking that others stand between is told', () => {
    const rows: readonly Row[] = [
      ['A', '2026-01-30', '60,000', 'new', 1],
      ['B', '2026-01-31', '1,000'],
      ['A', '2026-02-02', '60,000', 'new', 2],
    ];
    const { exceptions } = calculated(
      situation({ incentives: [incentive(amountTiers('whole', 'booking'))] }, ...rows),
    );
    expect(exceptions).toMatchObject([
      { line: 2, code: 'UNDECIDED', reason: expect.stringContaining('comes back') },
    ]);
    expect(calculated(situation({}, ...rows)).exceptions).toEqual([]);
  });

  it('rounded by booking, its cents go on over a month’s end', () => {
    const across = situation(
      { payEvery: 'month', rounding: { to: 'cents', half: 'away-from-zero', per: 'booking' } },
      ['A', '2026-01-30', '0.05', 'new', 1],
      ['A', '2026-02-02', '0.04', 'new', 2],
    );
    expectFooting(across);
    expect(payOf(calculated(across))).toEqual({
      'ana commission 2026-01': '0.01',
      'ana commission 2026-02': '0.00',
    });
  });
});

describe('where a tier starts for a person', () => {
  const starting = (goal: string | null): Situation => ({
    people: [
      {
        id: 'ana',
        facts: { 'attribute.quota': '100,000 USD', ...(goal === null ? {} : { 'attribute.goal': goal }) },
      },
    ],
    plans: [
      plan({
        measures: [measure({ quota: 'attribute.quota' })],
        incentives: [
          incentive(
            tiers([
              ['low', '0%', '10%'],
              ['middle', 'attribute.goal', '15%'],
              ['high', '100%', '20%'],
            ]),
          ),
        ],
      }),
    ],
    bookings: booked(['A', '2026-01-10', '50,000']),
  });

  it('pays where the starts are known and in order', () => {
    expect(totalOf(calculated(starting('80%')))).toBe('5000.00');
  });

  it.each([
    ['that is not known', null, 'NO_START'],
    ['out of order', '120%', 'START_ORDER'],
  ] as const)('a start %s is a trouble, and nothing is paid until it is put right', (_, goal, code) => {
    const { earnings, troubles } = calculated(starting(goal));
    expect(earnings.map(({ earning }) => earning)).toMatchObject([
      { amount: 0n, reason: expect.stringContaining('nothing is paid until') },
    ]);
    expect(troubles).toMatchObject([{ participant: 'ana', period: '2026-Q1', code }]);
  });
});
