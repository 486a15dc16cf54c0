import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { calculated, payOf, type Booked, type Situation } from '../../../../test/support/situation.js';
import { day, flat, incentive, measure, operand, plan } from '../../../../test/support/sample-rules.js';
import { sayEarning } from '../../explain/say-earning.js';
import { writeDay } from '../../kernel/day.js';
import { writeDecimal } from '../../kernel/ratio.js';
import type { Incentive, Measure } from '../../rulebook/rulebook.js';

const RECENT = measure({ id: 'recent', window: 'plan-to-date', rolling: 90, negative: 'zero' });
const doubles: Incentive['modify'][number] = {
  kind: 'multiplier',
  times: operand('2x'),
  when: { fact: 'measure.recent', test: { is: 'greater-or-equal', than: operand('100,000 USD') } },
};

function doubling(bookings: readonly Booked[], recent: Measure = RECENT): Situation {
  return {
    people: [{ id: 'ana', from: '2026-01-01', facts: { 'attribute.recent-quota': '100,000 USD' } }],
    plans: [
      plan({
        measures: [measure({ window: 'month' }), recent],
        incentives: [incentive(flat('10%'), { modify: [doubles] })],
      }),
    ],
    bookings,
  };
}

/** Steps on the last 90 days, paid by the month. */
function steps(bookings: readonly Booked[], quota: string | null = null): Situation {
  const start = (id: string, at: string, pays: string) => ({
    id,
    at: operand(at),
    inclusive: true,
    what: operand(pays),
    times: null,
  });
  return {
    ...doubling(bookings),
    plans: [
      plan({
        payEvery: 'month',
        measures: [{ ...RECENT, quota }],
        incentives: [
          incentive({
            kind: 'steps',
            axis: quota === null ? 'measure.recent' : 'attainment.recent',
            mode: 'whole',
            noQuota: operand('0 USD'),
            starts:
              quota === null
                ? [start('low', '50,000 USD', '500 USD'), start('high', '100,000 USD', '1,500 USD')]
                : [start('low', '50%', '500 USD'), start('high', '100%', '1,500 USD')],
          }),
        ],
      }),
    ],
  };
}

describe('a measure over the last days', () => {
  const bookings = [
    { id: 'A', date: '2026-01-20', net: '60,000' },
    { id: 'B', date: '2026-03-20', net: '60,000' },
    { id: 'C', date: '2026-04-19', net: '10,000' },
    { id: 'D', date: '2026-05-20', net: '10,000' },
  ];

  it('is read at the end of each pay period: 120,000 by the end of March, 70,000 by the end of April', () => {
    expect(payOf(calculated(doubling(bookings)))).toEqual({
      'ana commission 2026-01': '6000.00',
      'ana commission 2026-03': '12000.00',
      'ana commission 2026-04': '1000.00',
      'ana commission 2026-05': '1000.00',
    });
  });

  it('holds the day 89 days before the end, and not the one before that', () => {
    // The 90 days until 31 May begin on 3 March.
    const on = (first: string): Situation =>
      doubling([
        { id: 'A', date: first, net: '90,000' },
        { id: 'B', date: '2026-05-31', net: '10,000' },
      ]);
    expect(payOf(calculated(on('2026-03-03')))).toMatchObject({ 'ana commission 2026-05': '2000.00' });
    expect(payOf(calculated(on('2026-03-02')))).toMatchObject({ 'ana commission 2026-05': '1000.00' });
  });

  it('stands at nothing below zero', () => {
    const back = [...bookings, { id: 'E', date: '2026-03-25', net: '-200,000' }];
    const { earnings } = calculated(steps(back));
    expect(earnings.map(({ earning }) => [earning.period.name, writeDecimal(earning.measure, 0)])).toEqual([
      ['2026-01', '60000'],
      ['2026-02', '60000'],
      ['2026-03', '0'],
      ['2026-04', '0'],
      ['2026-05', '0'],
    ]);
  });

  it('picks the step of each pay period, and says over which days', () => {
    const calculation = calculated(steps(bookings));
    expect(payOf(calculation)).toEqual({
      'ana commission 2026-01': '500.00',
      'ana commission 2026-02': '500.00',
      'ana commission 2026-03': '1500.00',
      'ana commission 2026-04': '500.00',
      'ana commission 2026-05': '500.00',
    });
    const said = calculation.earnings.map(({ earning }) => sayEarning(earning));
    expect(said[1]).toContain('60,000 USD credited in the 90 days until the end of 2026-02');
  });

  it('has an attainment where a quota of so many days stands beside it', () => {
    const { earnings } = calculated(steps(bookings, 'attribute.recent-quota'));
    const march = earnings.find(({ earning }) => earning.period.name === '2026-03')?.earning;
    expect(march && [march.quota?.n, march.attainment, march.amount]).toEqual([
      100_000n,
      { n: 6n, d: 5n },
      150_000n,
    ]);
  });

  it('comes to what is credited in those days, in whatever order and parts it arrives', () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 150 }), fc.integer({ min: 1, max: 50_000 })), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(rows, (all) => {
        const given = all.map(([after, net], index) => ({
          id: `B${index}`,
          date: writeDay(day('2026-01-01') + after),
          net: String(net),
        }));
        const parts = given.flatMap((each) => [
          { ...each, id: `${each.id}a`, net: '1' },
          { ...each, id: `${each.id}b`, net: String(Number(each.net) - 1) },
        ]);
        const { earnings } = calculated(steps(given));
        const one = earnings.map(({ earning }) => earning);
        for (const { earning, lines } of earnings)
          expect(lines.reduce((sum, { amount }) => sum + amount, 0n)).toBe(earning.amount);
        const backwards = calculated(steps([...given].reverse())).earnings.map(({ earning }) => earning);
        expect(backwards).toEqual(one);
        expect(payOf(calculated(steps(parts)))).toEqual(payOf(calculated(steps(given))));
        for (const { measure: sum, period } of one) {
          const inside = all.filter(([after]) => {
            const date = day('2026-01-01') + after;
            return date < period.until && date >= period.until - 90;
          });
          expect(sum).toEqual({ n: inside.reduce((n, [, net]) => n + BigInt(net), 0n), d: 1n });
        }
      }),
      { numRuns: 40 },
    );
  });
});
