import type { Formula } from './formula.js';

/** One rate on everything: 3% of 1,000 is 30, whatever came before. */
export const flat: Formula = {
  name: 'flat',
  usesTotal: false,
  shares: false,
  inOrder: false,
  pay: (tiers, { paid }) => paid * (tiers[0]?.rate ?? 0n),
  parts: (tiers, { paid }) => [{ tier: 0, base: paid, pay: paid * (tiers[0]?.rate ?? 0n) }],
};
