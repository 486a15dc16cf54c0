import { describe, expect, it } from '@jest/globals';
import { ratio, ZERO } from '../../../engine/kernel/ratio.js';
import type { WindowWorking } from '../../../engine/model/result.js';
import { Asides, withAsides } from './asides-json.js';
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
    expect(readWorking(stored)).toEqual({ window: '2026-Q1', working, ofLines: {} });
    for (const key of Object.keys(changes)) expect(stored).toHaveProperty(key);
    expect(Object.keys(stored as object)).toHaveLength(
      new Set([...Object.keys(BARE), 'window', ...Object.keys(changes)]).size,
    );
  });

  it('comes back with what its lines have no column for, and is as ever where they have nothing', () => {
    const bare = workingText('2026-Q1', BARE);
    expect(workingText('2026-Q1', BARE, new Asides().stored())).toBe(bare);
    const asides = new Asides();
    const credit = {
      participant: 'ana',
      line: 0,
      kind: 'split',
      rule: 'field/two',
      parts: 6,
      of: 10,
    } as const;
    const line = { credited: ZERO, measureBefore: ZERO, tier: '', rate: null, exact: ZERO, amount: 0n };
    const others = { quotaParts: 5, counted: 20_513 };
    asides.add({ ...line, credit }, 0);
    asides.add({ ...line, credit: { ...credit, ...others } }, 11);
    const { ofLines } = readWorking(JSON.parse(workingText('2026-Q1', BARE, asides.stored())));
    expect(withAsides(credit, 0, ofLines)).toBe(credit);
    expect(withAsides(credit, 11, ofLines)).toEqual({ ...credit, ...others });
  });
});
