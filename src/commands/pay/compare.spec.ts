import { describe, expect, it } from '@jest/globals';
import { comparisonAnswer } from './compare.js';

const SAME = { before: 1n, after: 2n, differences: [], participants: 0, sums: [], reworked: 0 };

describe('kicker compare', () => {
  it('names the approval because of which pay is held no more, also where nobody earns otherwise', () => {
    const of = { participant: 'ana', incentive: 'commission', period: '2026-03', currency: 'USD' };
    const held = { ...of, change: '-60.00', because: ['deal Q-1 was approved'] };
    const { text, json } = comparisonAnswer(SAME, [held]);
    expect(text).toContain('Held back, as settled:');
    expect(text).toMatch(/ana +commission +2026-03 +-60\.00 +USD +deal Q-1 was approved/);
    expect(json).toEqual({ ...SAME, held: [held] });
  });

  it('says nothing of what is held where both hold the same', () => {
    expect(comparisonAnswer(SAME, []).text).toBe('Nobody is paid differently.');
  });
});
