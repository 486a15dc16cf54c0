import { writeDecimal, type Ratio } from '../../src/engine/kernel/ratio.js';
import type { Measure, Plan } from '../../src/engine/rulebook/rulebook.js';
import { day, flat, incentive, measure, operand, plan, tiers } from '../support/sample-rules.js';
import { calculated, totalOf, type Seated, type Situation } from '../support/situation.js';

/** One seller with a quota, and one booking in March. */
function situation(
  changes: Partial<Measure>,
  seat: Partial<Seated>,
  payEvery: 'month' | null = null,
): Situation {
  return {
    people: [{ id: 'ana', ...seat }],
    plans: [
      plan({
        payEvery,
        measures: [measure({ quota: 'attribute.quota', ...changes })],
        incentives: [incentive(tiers([['all', '0%', '10%']]))],
      }),
    ],
    bookings: [{ id: 'A', date: '2026-03-10', net: '100' }],
  };
}

function quotaIn(given: Situation): string | null {
  const quota: Ratio | null | undefined = calculated(given).earnings.at(-1)?.earning.quota;
  return quota ? writeDecimal(quota, 2) : null;
}

// What the engine and the reference once disagreed on, where the engine was wrong.
describe('the quota of a window', () => {
  const ended = {
    dated: [
      ['attribute.quota', '300 USD', '2026-01-01', '2026-02-01'],
      ['attribute.quota', '450 USD', '2026-02-01', '2026-03-01'],
    ],
  } as const;

  it('latest: the last value holds for all days that have one, also when it has ended: 450 × 59 ÷ 90', () => {
    expect(quotaIn(situation({ quotaChange: 'latest' }, ended))).toBe('295');
  });

  it('plan-to-date: the last value stands, also when it has ended', () => {
    expect(quotaIn(situation({ window: 'plan-to-date' }, ended, 'month'))).toBe('450');
  });

  it('by months: a ramp and a change within the window are seen: 900 × (28 × 50% + 31) ÷ 59 × 2 ÷ 3 months', () => {
    const ramp = { kind: 'ramp', since: 'assignment.start', months: [operand('50%')] } as const;
    const proration = { kind: 'proration', by: 'months', partMonth: 'counts' } as const;
    const seat = { from: '2026-02-01', facts: { 'attribute.quota': '900 USD' } };
    expect(quotaIn(situation({ modify: [ramp, proration] }, seat))).toBe('457.63');
    expect(quotaIn(situation({ modify: [proration] }, seat))).toBe('600');
  });
});

describe('a count', () => {
  it('starts anew with a version that counts other things: three bookings, then two products', () => {
    const counting = (what: 'booking' | 'distinct', days: { from: string; until: string | null }): Plan =>
      plan({
        fingerprint: what,
        effective: { from: day(days.from), until: days.until === null ? null : day(days.until) },
        measures: [
          measure({
            id: 'deals',
            sum: 'count.deals',
            is: 'count',
            counted: { what, split: 'whole', fact: what === 'distinct' ? 'line.product' : null },
          }),
        ],
        incentives: [incentive(flat('10 USD per deal', 'measure.deals'))],
      });
    const given: Situation = {
      people: [{ id: 'ana' }],
      plans: [
        counting('booking', { from: '2026-01-01', until: '2026-02-01' }),
        counting('distinct', { from: '2026-02-01', until: null }),
      ],
      bookings: [
        { id: 'A', date: '2026-01-10', net: '100', facts: { 'line.product': 'basic' } },
        { id: 'B', date: '2026-01-11', net: '100', facts: { 'line.product': 'basic' } },
        { id: 'C', date: '2026-01-12', net: '100', facts: { 'line.product': 'basic' } },
        { id: 'D', date: '2026-02-10', net: '100', facts: { 'line.product': 'basic' } },
        { id: 'E', date: '2026-02-11', net: '100', facts: { 'line.product': 'plus' } },
      ],
    };
    expect(totalOf(calculated(given))).toBe('50.00');
  });
});
