import { describe, expect, it } from '@jest/globals';
import { day, incentive, flat, measure, plan, policy } from '../../../test/support/sample-rules.js';
import { calculated, type Situation } from '../../../test/support/situation.js';
import type { Plan } from '../../engine/rulebook/rulebook.js';
import type { Explainable } from '../../modules/calculation/earnings.service.js';
import { earningJson, earningText } from './explain-earning.js';

const FX: NonNullable<Plan['fx']> = {
  credit: { rates: 'daily', date: 'booking-date', round: null, corrections: 'stand' },
  pay: null,
};
const CREDIT = [
  { to: 'booking.salesperson', parts: 60, quotaParts: 50 },
  { to: 'booking.second', parts: 40, quotaParts: 50 },
];
const SITUATION: Situation = {
  people: [{ id: 'ana' }, { id: 'bob' }],
  plans: [
    plan({
      measures: [measure({ window: 'quarter', date: 'booking.start' })],
      incentives: [incentive(flat('10%'))],
      fx: FX,
    }),
  ],
  policies: [
    policy({
      phases: [
        {
          id: 'all',
          hit: 'first',
          rules: [{ id: 'split', when: { all: [] }, credit: CREDIT, because: 'Agreed' }],
        },
      ],
    }),
  ],
  bookings: [
    {
      id: 'A',
      date: '2026-01-20',
      net: '1,000',
      currency: 'EUR',
      facts: { 'booking.second': 'bob', 'booking.start': '2026-05-01' },
    },
  ],
  rates: ['daily EUR USD 2026-01-20 1.1'],
};

function explained(): Explainable {
  const [earned] = calculated(SITUATION).earnings;
  if (!earned) throw new Error('nothing was earned.');
  const { earning } = earned;
  const lines = [...earned.lines].map((line) => ({
    line,
    booking: {
      source: 'crm',
      booking: 'A',
      line: 1,
      date: day('2026-01-20'),
      currency: 'EUR',
      net: { n: 1000n, d: 1n },
      account: null,
    },
  }));
  const stored = { id: '1', calculation: 1n, lines: lines.length, digest: '', earning, ofLines: {} };
  return { earning: stored, lines, source: undefined };
}

describe('what kicker explain prints of a line', () => {
  it('has its parts for quota and for pay, the day on which it counts, and the rate of its credit', () => {
    const text = earningText(explained());
    expect(text).toContain('ana, 2026-Q2');
    expect(text).toMatch(/2026-01-20 +A\/1 +split 5 of 10 for quota, 6 for pay/);
    expect(text).toContain('\n  A/1: Counted on 2026-05-01, by its plan.');
    expect(text).toContain('\n  A/1: 500 EUR × 1.1 = 550 USD (set daily, 2026-01-20).');
  });

  it('has them for a program too', () => {
    const { lines } = earningJson(explained()) as { readonly lines: readonly unknown[] };
    expect(lines[0]).toMatchObject({
      credit: {
        parts: 6,
        quotaParts: 5,
        of: 10,
        countedOn: '2026-05-01',
        booked: { net: '500', rate: { set: 'daily', from: 'EUR', to: 'USD', on: '2026-01-20', rate: '1.1' } },
      },
    });
  });
});
