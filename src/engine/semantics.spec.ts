import {
  calculated,
  payByLine,
  payOf,
  totalOf,
  type Booked,
  type Situation,
} from '../../test/support/situation.js';
import { day, flat, incentive, measure, operand, plan, tiers } from '../../test/support/sample-rules.js';

const ANA = { id: 'ana' };

function booked(...rows: readonly (readonly [string, string, string])[]): readonly Booked[] {
  return rows.map(([id, date, net]) => ({ id, date, net }));
}

describe('semantics 3: knowledge is today’s, effect is dated', () => {
  const belowGoal = { fact: 'measure.ytd', test: { is: 'less' as const, than: operand('200,000 USD') } };
  const situation: Situation = {
    people: [{ id: 'ana', facts: { 'attribute.quota': '50,000 USD' } }],
    plans: [
      plan({
        measures: [measure({ quota: 'attribute.quota' }), measure({ id: 'ytd', window: 'year' })],
        incentives: [
          incentive(flat('4%')),
          incentive(tiers([['more', '>100%', '2%']]), {
            id: 'accelerator',
            modify: [{ kind: 'multiplier', times: operand('0x'), when: belowGoal }],
          }),
        ],
      }),
    ],
    bookings: booked(
      ['A', '2026-02-01', '60,000'],
      ['B', '2026-05-01', '60,000'],
      ['C', '2026-08-01', '60,000'],
      ['D', '2026-11-01', '60,000'],
    ),
  };

  it('a gate is judged as at each quarter’s end: 3 × 2,400 + 2,600 = 9,800', () => {
    expect(totalOf(calculated(situation))).toBe('9800.00');
    expect(payOf(calculated(situation))).toMatchObject({
      'ana accelerator 2026-Q3': '0.00',
      'ana accelerator 2026-Q4': '200.00',
    });
  });

  it('a cumulative incentive earns f(end of P) − f(end of P−1), and the quarters make the year', () => {
    const yearly = (payEvery: 'month' | 'year'): Situation => ({
      ...situation,
      plans: [
        plan({
          payEvery,
          measures: [measure({ window: 'year', quota: 'attribute.quota' })],
          incentives: [
            incentive(
              tiers(
                [
                  ['a', '0%', '5%'],
                  ['b', '100%', '8%'],
                ],
                { mode: 'whole' },
              ),
            ),
          ],
        }),
      ],
    });
    expect(payOf(calculated(yearly('month')))).toEqual({
      'ana commission 2026-02': '4800.00',
      'ana commission 2026-05': '4800.00',
      'ana commission 2026-08': '4800.00',
      'ana commission 2026-11': '4800.00',
    });
    expect(totalOf(calculated(yearly('year')))).toBe('19200.00');
  });

  it('re-rates earlier credits in the period that crossed', () => {
    const whole = plan({
      payEvery: 'month',
      measures: [measure()],
      incentives: [
        incentive(
          tiers(
            [
              ['low', '0 USD', '5%'],
              ['high', '100,000 USD', '8%'],
            ],
            { mode: 'whole', axis: 'measure.sold' },
          ),
        ),
      ],
    });
    const crossing: Situation = {
      people: [ANA],
      plans: [whole],
      bookings: booked(['A', '2026-01-10', '60,000'], ['B', '2026-02-10', '50,000']),
    };
    expect(payOf(calculated(crossing))).toEqual({
      'ana commission 2026-01': '3000.00',
      'ana commission 2026-02': '5800.00',
    });
    const february = calculated(crossing).earnings.find(({ earning }) => earning.period.name === '2026-02');
    expect(february?.lines.map(({ amount }) => amount)).toEqual([180_000n, 400_000n]);
  });
});

describe('semantics 4: correction and change', () => {
  it('a revision restates: Q1 of 120,000 corrected to 100,000 earns 10,000 instead of 13,000', () => {
    const q1 = (net: string): Situation => ({
      people: [{ id: 'ana', facts: { 'attribute.quota': '100,000 USD' } }],
      plans: [
        plan({
          measures: [measure({ quota: 'attribute.quota' })],
          incentives: [
            incentive(
              tiers([
                ['to', '0%', '10%'],
                ['over', '>100%', '15%'],
              ]),
            ),
          ],
        }),
      ],
      bookings: booked(['A', '2026-02-01', net]),
    });
    expect(totalOf(calculated(q1('120,000')))).toBe('13000.00');
    expect(totalOf(calculated(q1('100,000')))).toBe('10000.00');
  });
});

describe('semantics 10: re-rounding disturbs innocent deals', () => {
  const thirds: Situation = {
    people: [ANA, { id: 'bob' }, { id: 'cleo' }],
    holders: ['ana', 'bob', 'cleo'].map((participant) => ({
      of: 't',
      participant,
      from: day('2020-01-01'),
      until: null,
    })),
    territories: [{ id: 't', group: null }],
    plans: [plan({ incentives: [incentive(flat('100%'))] })],
    bookings: [1, 2, 3].map((nth) => ({
      id: `D${nth}`,
      date: `2026-01-0${nth}`,
      net: '100',
      by: null,
      territory: 't',
    })),
  };

  it('the cents of a window’s lines make its pay, by differences of the rounded running total', () => {
    const { earnings } = calculated(thirds);
    expect(earnings.map(({ earning }) => earning.amount)).toEqual([10_000n, 10_000n, 10_000n]);
    expect(earnings[0]?.lines.map(({ amount }) => amount)).toEqual([3333n, 3334n, 3333n]);
  });

  it('a line more leaves the exact amounts of the others as they were', () => {
    const more = {
      ...thirds,
      bookings: [
        { id: 'D0', date: '2026-01-01', net: '0.012', by: null, territory: 't' },
        ...thirds.bookings,
      ],
    };
    const exact = (situation: Situation): readonly string[] =>
      calculated(situation).earnings.flatMap(({ lines }) =>
        lines.map(({ exact: { n, d } }) => `${(n * 1_000_000n) / d}`),
      );
    expect(exact(more)).toEqual(expect.arrayContaining([...exact(thirds)]));
    expect(exact(more)).toHaveLength(12);
  });
});

describe('semantics 11: order and money', () => {
  const twoRates = (rates: readonly string[], attribution: 'pro-rata' | null = null): Situation => ({
    people: [ANA],
    plans: [
      plan({
        measures: [measure({ quota: 'attribute.quota' })],
        incentives: [
          incentive(
            tiers([
              ['to', '0%', 'line.rate'],
              ['over', '>100%', 'line.rate', '2x'],
            ]),
            { attribution },
          ),
        ],
      }),
    ],
    bookings: rates.map((rate, index) => ({
      id: `D${index}`,
      date: `2026-01-1${index}`,
      net: '100',
      facts: { 'line.rate': rate },
    })),
  });
  const withQuota = (situation: Situation): Situation => ({
    ...situation,
    people: [{ id: 'ana', facts: { 'attribute.quota': '100 USD' } }],
  });

  it('P at 10% then Q at 2% earns 14; Q then P earns 22; pro rata 18 either way', () => {
    expect(totalOf(calculated(withQuota(twoRates(['10%', '2%']))))).toBe('14.00');
    expect(totalOf(calculated(withQuota(twoRates(['2%', '10%']))))).toBe('22.00');
    expect(totalOf(calculated(withQuota(twoRates(['10%', '2%'], 'pro-rata'))))).toBe('18.00');
    expect(totalOf(calculated(withQuota(twoRates(['2%', '10%'], 'pro-rata'))))).toBe('18.00');
  });

  it('lines of one day and sequence stand in the order of their ids, byte by byte', () => {
    const situation: Situation = {
      people: [ANA],
      bookings: booked(['b', '2026-01-10', '1'], ['B', '2026-01-10', '2'], ['a', '2026-01-10', '3']),
    };
    expect(Object.keys(payByLine(calculated(situation), situation))).toEqual(['B', 'a', 'b']);
  });
});
