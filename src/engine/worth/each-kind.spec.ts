import { describe, expect, it } from '@jest/globals';
import { bonus, curve, matrix, mbo, SCORED, situation, STEPS } from '../../../test/support/rules/standing.js';
import { flat, incentive, operand, tiers } from '../../../test/support/sample-rules.js';
import {
  allLines,
  calculated,
  companyOf,
  linesOf,
  rulebookOf,
  totalOf,
} from '../../../test/support/situation.js';
import { writeUnits } from '../kernel/ratio.js';
import { marginalWorth } from '../marginal-worth.js';
import type { Incentive, IncentiveFormula } from '../rulebook/rulebook.js';

const SOLD = ['60,000', '30,000', '15,000.01'];
const CAP: Incentive['modify'][number] = {
  kind: 'cap',
  what: 'earning',
  at: operand('7,000.01 USD'),
  window: null,
  excess: 'lost',
};
const WHOLE = tiers(
  [
    ['base', '0%', '5%'],
    ['all', '>100%', '8%'],
  ],
  { mode: 'whole' },
);
const CHOICE: IncentiveFormula = {
  kind: 'choice',
  pick: 'greater',
  of: [operand('incentive.half'), operand('3,000 USD')],
};

describe('what the last booking contributes and is worth, for each kind of incentive', () => {
  const found = (formula: IncentiveFormula, modify: Incentive['modify']) => {
    const half = incentive(flat('7.5%'), { id: 'half' });
    const incentives = formula === CHOICE ? [half, incentive(CHOICE)] : [incentive(formula, { modify })];
    return situation({ incentives }, SOLD, SCORED);
  };

  it.each<[string, IncentiveFormula, Incentive['modify'], string]>([
    ['flat', flat('10%'), [], '1500.00'],
    ['flat with a cap', flat('10%'), [CAP], '0.00'],
    ['whole tiers', WHOLE, [], '3900.00'],
    ['a curve', curve, [], '3750.00'],
    ['a matrix', matrix, [], '2500.00'],
    ['a bonus', bonus, [], '500.00'],
    ['steps', STEPS, [], '1000.00'],
    ['objectives', mbo, [], '0.00'],
    ['the greater of', CHOICE, [], '1125.00'],
    ['a curve in steps', { ...curve, between: 'step' }, [], '6250.00'],
  ])(
    '%s: contributions are the pay to the cent, and worth is what it would be less',
    (_, formula, modify, worth) => {
      const all = found(formula, modify);
      const calculation = calculated(all);
      const paid = calculation.earnings.filter(({ earning }) => earning.incentive === 'commission');
      const contributed = allLines({ ...calculation, earnings: paid }).reduce(
        (sum, { amount }) => sum + amount,
        0n,
      );
      expect(writeUnits(contributed, 2)).toBe(totalOf({ ...calculation, earnings: paid }));
      const lines = linesOf(all);
      const margin = marginalWorth(companyOf(all), rulebookOf(all), {
        participant: 'ana',
        lines,
        isLeftOut: ({ booking }) => booking === 'B2',
        known: lines.at(-1)?.date ?? 0,
      });
      const less = margin.reduce((sum, each) => sum + each.with - each.without, 0n);
      expect(writeUnits(less, 2)).toBe(worth);
      const without = calculated({ ...all, bookings: (all.bookings ?? []).filter(({ id }) => id !== 'B2') });
      const cents = (of: ReturnType<typeof calculated>): bigint =>
        of.earnings.reduce((sum, { earning }) => sum + earning.amount, 0n);
      expect(less).toBe(cents(calculation) - cents(without));
    },
  );
});
