import { describe, expect, it } from '@jest/globals';
import { commissionOf, situation } from '../../../../test/support/rules/standing.js';
import { flat, incentive, operand } from '../../../../test/support/sample-rules.js';
import { calculated } from '../../../../test/support/situation.js';
import type { Earning } from '../../model/result.js';
import type { IncentiveFormula } from '../../rulebook/rulebook.js';
import { explain } from '../explain.js';
import { sayEarning } from '../say-earning.js';

const OTHER = incentive(flat('10%'), {
  id: 'ten',
  modify: [{ kind: 'cap', what: 'earning', at: operand('4,000 USD'), window: null, excess: 'lost' }],
});
const LEAST = incentive(flat('2%'), { id: 'two' });

function chosen(pick: 'greater' | 'lesser', of: readonly string[], sold: readonly string[]): Earning {
  const formula: IncentiveFormula = { kind: 'choice', pick, of: of.map(operand) };
  return commissionOf(calculated(situation({ incentives: [OTHER, LEAST, incentive(formula)] }, sold)));
}

describe('one of several amounts', () => {
  it('says in full how the chosen one was made', () => {
    expect(sayEarning(chosen('greater', ['incentive.ten', 'incentive.two'], ['50,000']))).toBe(
      '50,000 USD credited in 2026-Q1 is 50% of your quota of 100,000 USD: the greater of ten 4,000.00 and two 1,000.00 is ten (50,000 × 10% = 5,000.00; less 1,000.00 because 5,000.00 would be earned, and the cap is 4,000.00, which makes 4,000.00 USD), 4,000.00 USD.',
    );
    expect(sayEarning(chosen('lesser', ['incentive.ten', 'incentive.two'], ['50,000']))).toContain(
      'is two (50,000 × 2% = 1,000.00 USD), 1,000.00 USD.',
    );
  });

  it('opens to how each was made', () => {
    const tree = explain(
      chosen('greater', ['incentive.ten.before-modify', '500 USD', 'incentive.two'], ['30,000']),
    );
    const at = '30,000 USD credited in 2026-Q1 is 30% of your quota of 100,000 USD';
    expect(tree.parts[1]).toEqual({
      says: 'the greater of ten before its modifiers 3,000.00 and amount 500.00 and two 600.00 is ten before its modifiers, 3,000.00',
      amount: '3,000.00',
      parts: [
        {
          says: `ten before its modifiers: ${at}: 30,000 × 10% = 3,000.00 USD.`,
          amount: '3,000.00',
          parts: [],
        },
        { says: `two: ${at}: 30,000 × 2% = 600.00 USD.`, amount: '600.00', parts: [] },
      ],
    });
  });

  it('of which the least is nothing says so', () => {
    expect(sayEarning(chosen('lesser', ['incentive.ten', '0 USD'], ['30,000']))).toContain(
      ', and earns nothing: the lesser of ten 3,000.00 and amount 0.00 is amount, 0.00.',
    );
  });
});
