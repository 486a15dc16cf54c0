import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { runs } from '../../../../test/support/properties/property-runs.js';
import {
  bonus,
  curve,
  HIRING,
  LOGOS,
  matrix,
  mbo,
  SCORE,
  SCORED,
  situation,
  SOLD,
  STEPS,
} from '../../../../test/support/rules/standing.js';
import { flat, incentive, operand, tiers } from '../../../../test/support/sample-rules.js';
import { calculated } from '../../../../test/support/situation.js';
import { add, compare, multiply, roundToUnits, subtract, ZERO, type Ratio } from '../../kernel/ratio.js';
import type { Earning } from '../../model/result.js';
import type { IncentiveFormula, Measure, Modifier } from '../../rulebook/rulebook.js';

const SLICES = [
  ['low', '0%', '3%'],
  ['high', '>50%', '7.1%', '1.5x'],
] as const;
const FORMULAS: readonly IncentiveFormula[] = [
  flat('3.33%'),
  flat('250 USD per logo', 'measure.logos'),
  ...(['marginal', 'whole', 'above'] as const).map((mode) => tiers(SLICES, { mode })),
  curve,
  matrix,
  bonus,
  mbo,
  STEPS,
];
const over = { fact: 'measure.sold', test: { is: 'greater' as const, than: operand('30,000 USD') } };
const MODIFIERS: readonly Modifier[] = [
  { kind: 'gate', when: over },
  { kind: 'multiplier', times: operand('1.37x'), when: over },
  {
    kind: 'threshold',
    of: 'measure.sold',
    from: operand('20,000.01 USD'),
    counts: 'from-threshold',
  },
  { kind: 'cap', what: 'earning', at: operand('2,000.5 USD'), window: 'quarter', excess: 'lost' },
  { kind: 'cap', what: 'earning', at: operand('1,500 USD'), window: 'quarter', excess: 'carried' },
  { kind: 'floor', at: operand('99.99 USD'), window: 'quarter' },
];

const cases = fc.record({
  formula: fc.constantFrom(...FORMULAS),
  modify: fc.uniqueArray(fc.constantFrom(...MODIFIERS), { maxLength: 2 }),
  negative: fc.constantFrom<Measure['negative']>('carry-measure', 'carry-earning', 'zero', 'pay-back'),
  window: fc.constantFrom<Measure['window']>('month', 'quarter'),
  sold: fc.array(
    fc.record({
      day: fc.integer({ min: 1, max: 28 }),
      month: fc.integer({ min: 1, max: 3 }),
      cents: fc.integer({ min: -4_000_000, max: 9_000_000 }),
    }),
    { maxLength: 6 },
  ),
});

/** From the numbers of the working alone: the parts, then from top to bottom what multiplies, adds and takes off. */
function reached({ working: { tiers: parts, modifiers } }: Earning): Ratio {
  let total = parts.reduce((sum, { amount }) => add(sum, amount), ZERO);
  for (const { applied, times, change } of modifiers)
    if (applied) total = change ? add(total, change) : multiply(total, times);
  return total;
}

describe('the numbers of a working', () => {
  it('make the amount: each part its base times its rate, all of them, what modifies them, less what was earned before', () => {
    fc.assert(
      fc.property(cases, ({ formula, modify, negative, window, sold }) => {
        const measures = [
          { ...SOLD, negative, window },
          { ...LOGOS, negative, window },
          { ...SCORE, window },
          { ...HIRING, window },
        ];
        const rules = { payEvery: 'month' as const, measures, incentives: [incentive(formula, { modify })] };
        const bookings = sold.map(({ day, month, cents }, index) => ({
          id: `B${index}`,
          date: `2026-0${month}-${String(day).padStart(2, '0')}`,
          net: `${cents / 100}`,
        }));
        const { earnings } = calculated({ ...situation(rules, [], SCORED), bookings });
        for (const { earning } of earnings.filter((each) => each.earning.incentive !== '')) {
          const { tiers: parts, earlier, exact } = earning.working;
          for (const { base, rate, amount } of parts) expect(compare(multiply(base, rate), amount)).toBe(0);
          const total = reached(earning);
          expect(compare(subtract(total, earlier), exact)).toBe(0);
          expect(earning.amount).toBe(roundToUnits(total, 2) - roundToUnits(earlier, 2));
        }
      }),
      runs(200),
    );
  });
});
