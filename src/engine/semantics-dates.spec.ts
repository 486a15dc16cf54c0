import {
  allLines,
  calculated,
  cents,
  onlyEarning,
  payOf,
  totalOf,
  type Booked,
  type Situation,
} from '../../test/support/situation.js';
import { sayEarning } from './explain/say-earning.js';
import { day, incentive, measure, plan, tiers } from '../../test/support/sample-rules.js';

/** Quarters of 90 days, so that halves and years divide evenly. */
const EVEN_QUARTERS = [1, 2, 3, 4].map((nth) => ({
  name: `FY26Q${nth}`,
  from: day('2026-01-01') + (nth - 1) * 90,
  until: day('2026-01-01') + nth * 90,
}));

const ANA = { id: 'ana' };

function booked(...rows: readonly (readonly [string, string, string])[]): readonly Booked[] {
  return rows.map(([id, date, net]) => ({ id, date, net }));
}

describe('semantics 12: plan version changes mid-window', () => {
  it('6/9% at 100,000, from 1 July 5/8%; H1 90,000 and H2 30,000 earn 7,500: the accumulator carries', () => {
    const version = (
      fingerprint: string,
      from: string,
      until: string | null,
      rates: readonly [string, string],
    ): ReturnType<typeof plan> =>
      plan({
        fingerprint,
        effective: { from: day(from), until: until === null ? null : day(until) },
        measures: [measure({ window: 'year' })],
        incentives: [
          incentive(
            tiers(
              [
                ['to', '0 USD', rates[0]],
                ['over', '>100,000 USD', rates[1]],
              ],
              { axis: 'measure.sold' },
            ),
          ),
        ],
      });
    const situation: Situation = {
      people: [ANA],
      plans: [
        version('v1', '2026-01-01', '2026-07-01', ['6%', '9%']),
        version('v2', '2026-07-01', null, ['5%', '8%']),
      ],
      bookings: booked(['A', '2026-03-01', '90,000'], ['B', '2026-08-01', '30,000']),
    };
    expect(payOf(calculated(situation))).toEqual({ 'ana commission 2026': '7500.00' });
    expect(calculated(situation).earnings[0]?.earning.version).toBe('v2');
  });
});

describe('semantics 13: quota changes mid-window', () => {
  const changed = (quotaChange: 'by-day' | 'latest' | 'as-at-credit'): Situation => ({
    quarters: EVEN_QUARTERS,
    people: [
      {
        id: 'ana',
        dated: [
          ['attribute.quota', '120,000 USD', '2026-01-01', '2026-06-30'],
          ['attribute.quota', '96,000 USD', '2026-06-30'],
        ],
      },
    ],
    plans: [
      plan({
        measures: [measure({ window: 'year', quota: 'attribute.quota', quotaChange })],
        incentives: [
          incentive(
            tiers([
              ['to', '0%', '10%'],
              ['over', '>100%', '20%'],
            ]),
          ),
        ],
      }),
    ],
    bookings: booked(['A', '2026-03-01', '100,000'], ['B', '2026-09-01', '10,000']),
  });

  it('prorated by day the quota is 108,000 and pays 11,200; latest for the whole window pays 12,400', () => {
    expect(totalOf(calculated(changed('by-day')))).toBe('11200.00');
    expect(totalOf(calculated(changed('latest')))).toBe('12400.00');
  });

  it('as at each credit 100,000 is rated by 120,000 and the 10,000 after by 96,000, which pays 12,000', () => {
    const calculation = calculated(changed('as-at-credit'));
    expect(totalOf(calculation)).toBe('12000.00');
    const said = sayEarning(onlyEarning(calculation));
    expect(said).toContain('your quota of 96,000 USD (each credit is rated by the quota of its day)');
  });
});

describe('semantics 14: moves between plans', () => {
  const quarterly = (id: string): ReturnType<typeof plan> =>
    plan({
      id,
      measures: [measure({ quota: 'attribute.quota' })],
      incentives: [
        incentive(
          tiers([
            ['to', '0%', '10%'],
            ['over', '>100%', '20%'],
          ]),
        ),
      ],
    });
  const moved: Situation = {
    people: [
      { id: 'ana', plan: 'ae', until: '2026-02-15', facts: { 'attribute.quota': '90,000 USD' } },
      { id: 'ana', plan: 'lead', from: '2026-02-15', facts: { 'attribute.quota': '90,000 USD' } },
    ],
    plans: [quarterly('ae'), quarterly('lead')],
    bookings: booked(['A', '2026-02-14', '50,000'], ['B', '2026-02-15', '50,000']),
  };

  it('each segment accumulates for itself against its days’ part of the quota', () => {
    const { earnings } = calculated(moved);
    expect(earnings.map(({ earning }) => [earning.plan, earning.quota?.n, earning.amount])).toEqual([
      ['ae', 45_000n, 550_000n],
      ['lead', 45_000n, 550_000n],
    ]);
  });

  it('rows of one plan that touch are one segment', () => {
    const renewed = moved.people.map((seat) => ({ ...seat, plan: 'ae' }));
    const { earnings } = calculated({ ...moved, people: renewed });
    expect(earnings.map(({ earning }) => [earning.quota?.n, earning.amount])).toEqual([
      [90_000n, 1_100_000n],
    ]);
  });
});

describe('semantics 18: remainders', () => {
  it.each([
    ['line', ['0.01', '0.01', '0.01'], '0.03'],
    ['booking', ['0.01', '0.01', '0.01'], '0.03'],
    ['window', ['0.01', '0.00', '0.01'], '0.02'],
    ['running-total', ['0.01', '0.00', '0.01'], '0.02'],
  ] as const)('rounded per %s, lines of 0.005 are paid %s', (per, lines, total) => {
    const situation: Situation = {
      people: [ANA],
      plans: [plan({ rounding: { to: 'cents', half: 'away-from-zero', per } })],
      bookings: booked(['A', '2026-01-01', '0.05'], ['B', '2026-01-02', '0.05'], ['C', '2026-01-03', '0.05']),
    };
    expect(totalOf(calculated(situation))).toBe(total);
    expect(allLines(calculated(situation)).map(({ amount }) => cents(amount))).toEqual(lines);
  });
});
