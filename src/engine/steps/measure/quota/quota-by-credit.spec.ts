import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  calculated,
  payOf,
  totalOf,
  type Booked,
  type Situation,
} from '../../../../../test/support/situation.js';
import { day, incentive, measure, operand, plan, tiers } from '../../../../../test/support/sample-rules.js';
import { writeDay } from '../../../kernel/day.js';
import type { Incentive, Measure, TierMode } from '../../../rulebook/rulebook.js';

type Dated = readonly (readonly [string, string, string, string?])[];

interface Given {
  readonly dated?: Dated;
  readonly mode?: TierMode;
  readonly quotaChange?: Measure['quotaChange'];
  readonly modify?: Incentive['modify'];
  readonly payEvery?: 'month';
}

const CHANGED: Dated = [
  ['attribute.quota', '120,000 USD', '2026-01-01', '2026-07-01'],
  ['attribute.quota', '96,000 USD', '2026-07-01'],
];
const BOOKED: readonly Booked[] = [
  { id: 'A', date: '2026-03-01', net: '100,000' },
  { id: 'B', date: '2026-09-01', net: '10,000' },
];

function year(bookings: readonly Booked[], given: Given = {}): Situation {
  const { dated = CHANGED, mode = 'marginal', quotaChange = 'as-at-credit', modify = [], payEvery } = given;
  const rates = [
    ['to', '0%', '10%'],
    ['over', '>100%', '20%'],
  ];
  return {
    people: [{ id: 'ana', from: '2026-01-01', dated }],
    plans: [
      plan({
        payEvery: payEvery ?? null,
        measures: [measure({ window: 'year', quota: 'attribute.quota', quotaChange })],
        incentives: [incentive(tiers(rates, { mode, noQuota: operand('5%') }), { modify })],
      }),
    ],
    bookings,
  };
}

describe('a quota as at each credit', () => {
  it('picks the tier of each credit by what all have reached and the quota of its day, on slices and on everything', () => {
    expect(totalOf(calculated(year(BOOKED)))).toBe('12000.00');
    // 110,000 is below 120,000 for A, and above 96,000 for B.
    expect(totalOf(calculated(year(BOOKED, { mode: 'whole' })))).toBe('12000.00');
    const more = [...BOOKED, { id: 'C', date: '2026-06-30', net: '15,000' }];
    expect(totalOf(calculated(year(more)))).toBe('13500.00');
    expect(totalOf(calculated(year(more, { mode: 'whole' })))).toBe('25000.00');
  });

  it('pays what no quota pays on days without one', () => {
    const dated = CHANGED.slice(1);
    expect(totalOf(calculated(year(BOOKED, { dated })))).toBe('7000.00');
  });

  it('stands as the last quota where the whole window is judged', () => {
    const gate: Incentive['modify'] = [
      {
        kind: 'gate',
        when: { fact: 'attainment.sold', test: { is: 'greater', than: operand('110%') } },
      },
    ];
    expect(totalOf(calculated(year(BOOKED, { modify: gate })))).toBe('12000.00');
    expect(totalOf(calculated(year(BOOKED, { modify: gate, quotaChange: 'by-day' })))).toBe('0.00');
  });

  it('pays each month what the year has come to', () => {
    expect(payOf(calculated(year(BOOKED, { payEvery: 'month' })))).toEqual({
      'ana commission 2026-03': '10000.00',
      'ana commission 2026-09': '2000.00',
    });
  });

  const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 364 }), fc.integer({ min: 2, max: 60_000 })), {
    minLength: 1,
    maxLength: 8,
  });
  const booked = (all: readonly (readonly [number, number])[]): readonly Booked[] =>
    all.map(([after, net], index) => ({
      id: `B${index}`,
      date: writeDay(day('2026-01-01') + after),
      net: String(net),
    }));

  it('hangs on no order of arrival, and parts of a booking make the whole', () => {
    fc.assert(
      fc.property(rows, fc.constantFrom<TierMode>('marginal', 'whole'), (all, mode) => {
        const bookings = booked(all);
        const pay = payOf(calculated(year(bookings, { mode })));
        expect(payOf(calculated(year([...bookings].reverse(), { mode })))).toEqual(pay);
        const parts = bookings.flatMap((each) => [
          { ...each, line: 1, net: '1' },
          { ...each, line: 2, net: String(Number(each.net) - 1) },
        ]);
        expect(payOf(calculated(year(parts, { mode })))).toEqual(pay);
      }),
      { numRuns: 40 },
    );
  });

  it('is any other quota where it never changes', () => {
    const dated: Dated = [['attribute.quota', '100,000 USD', '2026-01-01']];
    fc.assert(
      fc.property(rows, fc.constantFrom<TierMode>('marginal', 'whole'), (all, mode) => {
        const pay = (quotaChange: Measure['quotaChange']): Readonly<Record<string, string>> =>
          payOf(calculated(year(booked(all), { mode, dated, quotaChange })));
        expect(pay('as-at-credit')).toEqual(pay('by-day'));
        expect(pay('as-at-credit')).toEqual(pay('latest'));
      }),
      { numRuns: 40 },
    );
  });
});
