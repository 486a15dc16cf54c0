import { describe, expect, it } from '@jest/globals';
import {
  commissionOf,
  curve,
  LOGOS,
  SCORE,
  situation,
  SOLD,
} from '../../../../test/support/rules/standing.js';
import { flat, incentive, measure, operand, tiers } from '../../../../test/support/sample-rules.js';
import { calculated, type Situation } from '../../../../test/support/situation.js';
import type { Plan } from '../../rulebook/rulebook.js';
import { sayEarning } from '../say-earning.js';

const SLICES = tiers([
  ['base', '0%', '10%'],
  ['over', '>100%', '15%'],
]);

function said(rules: Partial<Plan>, sold: readonly string[], more: Partial<Situation> = {}): string {
  return sayEarning(commissionOf(calculated(situation(rules, sold, more))));
}

/** What the incentive says in March of a return of 2,000 in January and 5,000 sold in March, window by window. */
function afterAReturn(negative: 'carry-earning' | 'carry-measure'): readonly string[] {
  const rules = {
    payEvery: 'month' as const,
    measures: [measure({ window: 'month', negative })],
    incentives: [incentive(flat('10%'))],
  };
  const bookings = [
    { id: 'A', date: '2026-01-10', net: '-2,000' },
    { id: 'B', date: '2026-03-10', net: '5,000' },
  ];
  const { earnings } = calculated(situation(rules, [], { bookings }));
  return earnings.map(({ earning }) => sayEarning(earning));
}

describe('numbers that decided', () => {
  it('are not rounded over a start: a cent above quota is not 100% of it, and one below is not either', () => {
    const rules = { incentives: [incentive(SLICES)] };
    expect(said(rules, ['100,000.10'])).toBe(
      '100,000.10 USD credited in 2026-Q1 is 100.0001% of your quota of 100,000 USD: 100,000 × 10% = 10,000.00 and 0.10 × 15% = 0.02; together 10,000.02 USD.',
    );
    expect(said(rules, ['99,999.99'])).toContain('is 99.99999% of your quota');
    expect(said(rules, ['100,000.000001'])).toContain('is just over 100% of your quota');
  });

  it('say by how much pay begins too high, however little it is', () => {
    const rules = { incentives: [incentive(curve)] };
    expect(said(rules, ['79,999.99'])).toContain(
      'attainment.sold is 79.99999%, and pay begins at 80%: 0.00001% too low.',
    );
    expect(said(rules, ['79,999.999999'])).toContain(
      'is just under 80%, and pay begins at 80%: a trace too low.',
    );
  });

  it('leave out tiers that nothing fell into', () => {
    const rules = { incentives: [incentive(SLICES)] };
    expect(said(rules, ['110,000', '-30,000'])).toBe(
      '80,000 USD credited in 2026-Q1 is 80% of your quota of 100,000 USD: 80,000 × 10% = 8,000.00 USD.',
    );
  });

  it('name the measure that is paid on where another picks the tier', () => {
    const formula = tiers([['base', '0%', '250 USD per logo']], { base: 'measure.logos' });
    expect(said({ measures: [SOLD, LOGOS], incentives: [incentive(formula)] }, ['1,000', '2,000'])).toBe(
      '3,000 USD credited in 2026-Q1 is 3% of your quota of 100,000 USD: 2 logos of logos × 250 USD per logo = 500.00 USD.',
    );
  });

  it('say nothing of a result that nobody handed in, but that it is not known', () => {
    const rules = { measures: [SOLD, SCORE], incentives: [incentive(flat('1,000 USD', 'measure.score'))] };
    expect(said(rules, ['1'])).toBe(
      'In 2026-Q1 nothing is earned: measure.score is not known, so commission pays nothing until it is.',
    );
  });

  it('give a factor exactly where six places do not hold it', () => {
    const threshold = {
      kind: 'threshold',
      of: 'measure.sold',
      from: operand('20,000 USD'),
      counts: 'from-threshold',
    } as const;
    expect(said({ incentives: [incentive(flat('10%'), { modify: [threshold] })] }, ['30,000'])).toBe(
      '30,000 USD credited in 2026-Q1 is 30% of your quota of 100,000 USD: 30,000 × 10% = 3,000.00; times 0.333333 (1/3) because measure.sold is 30,000 USD, which reaches the threshold of 20,000 USD: 10,000 USD of it lies above and is paid, which makes 1,000.00 USD.',
    );
  });
});

describe('what is below zero', () => {
  it('as earning is left for later windows, which say that they take it back', () => {
    expect(afterAReturn('carry-earning')).toEqual([
      '-2,000 USD credited in 2026-01, and earns nothing: 200.00 USD: below zero nothing is paid; that much is left for later windows to take back.',
      '5,000 USD credited in 2026-03: 5,000 × 10% = 500.00; less 200.00 because earlier windows left that much pay to be taken back, which makes 300.00 USD.',
    ]);
  });

  it('as measure is in the measure of the next window, which says so', () => {
    expect(afterAReturn('carry-measure')).toEqual([
      '-2,000 USD credited in 2026-01, and earns nothing: below zero nothing is paid.',
      '3,000 USD credited in 2026-03 (-2,000 USD of it carried over from before): 3,000 × 10% = 300.00 USD.',
    ]);
  });
});
