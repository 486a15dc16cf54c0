import { describe, expect, it } from '@jest/globals';
import { ACCELERATED, asked } from '../../../test/support/rules/open-deals.js';
import { flat, incentive, measure, operand, plan } from '../../../test/support/sample-rules.js';
import type { Situation } from '../../../test/support/situation.js';
import { sayWorth } from '../explain/say-worth.js';

const DEAL = { date: '2026-03-10', net: '50000' };

describe('what a deal would be worth to who is paid in another currency', () => {
  const inPounds: Situation = {
    plans: [
      {
        ...ACCELERATED,
        fx: {
          credit: null,
          pay: { rates: 'comp', date: 'start-of-year', round: null, corrections: 'stand' },
        },
      },
    ],
    people: [{ id: 'ana', facts: { 'attribute.quota': '100,000 USD', 'attribute.pay-currency': 'GBP' } }],
    bookings: [],
    rates: ['comp USD GBP 2026-01-01 0.8'],
  };

  it('says the pay in theirs, and the quota in that of the plan', () => {
    const { together } = asked(inPounds, [DEAL]);
    expect(together.earnings.map(sayWorth)).toEqual([
      '4,000.00 GBP more in 2026-03: 2026-Q1 goes from 0% to 50% of your quota of 100,000 USD, reaching to-quota.',
    ]);
  });

  it('says what was sold in the currency of the plan where there is no quota', () => {
    const plans = [
      {
        ...(inPounds.plans?.[0] ?? ACCELERATED),
        measures: [measure({})],
        incentives: [incentive(flat('10%'))],
      },
    ];
    const { together } = asked({ ...inPounds, plans }, [DEAL]);
    expect(together.earnings.map(sayWorth)).toEqual([
      '4,000.00 GBP more in 2026-03: 2026-Q1 goes from 0 to 50,000 USD, reaching flat.',
    ]);
  });
});

describe('a deal above the amount from which deals are reviewed', () => {
  it('counts and is paid, so that no line of it is uncounted', () => {
    const reviewed = measure({ modify: [{ kind: 'windfall', above: operand('40,000 USD') }] });
    const { together } = asked(
      { plans: [plan({ measures: [reviewed] })], people: [{ id: 'ana' }], bookings: [] },
      [DEAL],
    );
    expect(together.uncounted).toEqual([]);
    expect(together.earnings.map(({ amount }) => amount)).toEqual([500_000n]);
  });
});
