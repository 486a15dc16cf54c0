import { tierAt, type Formula, type Tier } from './formula.js';

/**
 * The tier that the window's total reaches pays on everything: with 5% below 100 and 8% from there, 99 and 2 earn 101 × 8%. Each credit
 * has the part it contributed: the 2 have earned 0.16, though without them 3.13 less would be paid.
 */
export const tiersWhole: Formula = {
  name: 'tiers, whole',
  usesTotal: true,
  shares: false,
  inOrder: false,
  pay: (tiers, { paid, total }) => paid * rateAt(tiers, total),
  parts: (tiers, { paid, total }) => {
    const tier = tierAt(tiers, total);
    return tier < 0 ? [] : [{ tier, base: paid, pay: paid * rateAt(tiers, total) }];
  },
};

/** The same pay, each credit having what it added when it came: the one that reaches a tier brings the whole jump. */
export const tiersWholeInOrder: Formula = {
  name: 'tiers, whole, in order',
  usesTotal: false,
  shares: false,
  inOrder: true,
  pay: (tiers, { before, after }) => after * rateAt(tiers, after) - before * rateAt(tiers, before),
  parts: (tiers, { before, after }) =>
    [after, before].flatMap((reached, index) => {
      const sign = index === 0 ? 1n : -1n;
      const tier = tierAt(tiers, reached);
      return tier < 0 || reached === 0n
        ? []
        : [{ tier, base: sign * reached, pay: sign * reached * rateAt(tiers, reached) }];
    }),
};

function rateAt(tiers: readonly Tier[], reached: bigint): bigint {
  return tiers[tierAt(tiers, reached)]?.rate ?? 0n;
}
