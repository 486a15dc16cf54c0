import { describe, expect, it } from '@jest/globals';
import { ratio, ZERO } from '../../../engine/kernel/ratio.js';
import type { WindowWorking } from '../../../engine/model/result.js';
import { readWorking, workingText } from './working-json.js';

const BARE: WindowWorking = {
  formula: 'steps, whole',
  tiers: [],
  modifiers: [],
  earlier: ZERO,
  exact: ratio(500n, 3n),
  rounding: 'cents, half away-from-zero, per window',
};

const CHOSEN: WindowWorking['tiers'][number] = {
  id: 'ten',
  base: ratio(5n),
  rate: ratio(1n),
  amount: ratio(5n),
  by: [{ name: 'ten', value: ratio(5n), how: '50 × 10% = 5.00 USD.' }],
};

describe('the stored working of a window', () => {
  it('comes back with the groups its tiers were for, also that of what nobody knows', () => {
    const tier = { id: 'low', base: ratio(70n), rate: ratio(1n, 20n), amount: ratio(7n, 2n) };
    const groups = ['platform', null].map((is) => ({ ...tier, group: { by: 'line.product', is } }));
    const working = { ...BARE, tiers: [tier, ...groups] };
    const stored: unknown = JSON.parse(workingText('2026-Q1', working));
    expect(readWorking(stored).working).toEqual(working);
  });

  it.each<[string, Partial<WindowWorking>]>([
    ['nothing of its quota', {}],
    ['a quota before relief', { relievedFrom: ratio(1_500_000n, 7n) }],
    ['a quota of a team', { members: 4 }],
    ['a quota as at each credit', { quotaByCredit: true }],
    ['the last days', { rolling: 90 }],
    ['what is paid on apart', { paid: ratio(96_000n) }],
    ['how amounts were made', { tiers: [CHOSEN] }],
    ['all of these', { relievedFrom: ratio(10n), members: 1, quotaByCredit: true, rolling: 7 }],
  ])('comes back with %s, and says no more than there is', (_, changes) => {
    const working = { ...BARE, ...changes };
    const stored: unknown = JSON.parse(workingText('2026-Q1', working));
    expect(readWorking(stored)).toEqual({ window: '2026-Q1', working });
    for (const key of Object.keys(changes)) expect(stored).toHaveProperty(key);
    expect(Object.keys(stored as object)).toHaveLength(
      new Set([...Object.keys(BARE), 'window', ...Object.keys(changes)]).size,
    );
  });
});
