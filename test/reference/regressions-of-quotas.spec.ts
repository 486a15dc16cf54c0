import { writeDecimal } from '../../src/engine/kernel/ratio.js';
import type { Relief } from '../../src/engine/rulebook/rulebook.js';
import { flat, incentive, measure, operand, plan } from '../support/sample-rules.js';
import { calculated, onlyEarning, type Situation } from '../support/situation.js';

const relief = (by: Relief['by']): Relief => ({
  kind: 'relief',
  for: ['leave'],
  by,
  partMonth: 'counts',
  atLeast: null,
  after: [],
});

/** A quota of 10 for each of the 90 days of a quarter, with leave from its first day on. */
function quotaWith(modify: readonly Relief[], until: string): string {
  const found = calculated({
    people: [{ id: 'ana', facts: { 'attribute.quota': '900 USD' } }],
    absences: [['ana', 'leave', '2026-01-01', until]],
    plans: [
      plan({
        measures: [measure({ quota: 'attribute.quota', modify })],
        incentives: [incentive(flat('10%'))],
      }),
    ],
    bookings: [{ id: 'A', date: '2026-03-31', net: '100' }],
  });
  const { quota } = onlyEarning(found);
  return quota === null ? 'none' : writeDecimal(quota, 2);
}

/** A quota of 1,000 for each month of a year. */
function quotaOfYear(modify: readonly Relief[], absences: Situation['absences'] = []): string {
  const { quota } = onlyEarning(
    calculated({
      people: [{ id: 'ana', facts: { 'attribute.quota': '12,000 USD' } }],
      absences,
      plans: [plan({ measures: [measure({ window: 'year', quota: 'attribute.quota', modify })] })],
      bookings: [{ id: 'A', date: '2026-12-31', net: '100' }],
    }),
  );
  return quota === null ? 'none' : writeDecimal(quota, 2);
}

// What the engine and the reference once disagreed on, where the engine was wrong.
describe('a relief by days below one by whole weeks', () => {
  it('takes days away that make no whole week: 5 of 90', () => {
    expect(quotaWith([relief('weeks')], '2026-01-06')).toBe('900');
    expect(quotaWith([relief('weeks'), relief('days')], '2026-01-06')).toBe('850');
  });

  it('takes what one week, a twelfth of the quarter, leaves of 10 days', () => {
    expect(quotaWith([relief('weeks')], '2026-01-11')).toBe('825');
    expect(quotaWith([relief('weeks'), relief('days')], '2026-01-11')).toBe('800');
  });
});

describe('a relief by months', () => {
  it('ends the months after a return with the next time away, also where that counts for no month', () => {
    const byMonths: Relief = {
      ...relief('months'),
      partMonth: 'does-not-count',
      after: ['50%', '50%', '50%'].map(operand),
    };
    const march = [['ana', 'leave', '2026-03-01', '2026-04-01']] as const;
    // March of twelve; and April, May and June at half.
    expect(quotaOfYear([byMonths], march)).toBe('9500');
    // April and May at half, June whole for who is away again since 20 May; July to September at half.
    expect(quotaOfYear([byMonths], [...march, ['ana', 'leave', '2026-05-20', '2026-06-10']])).toBe('8500');
  });
});
