import { tierAt, type Formula, type Tier, type TierPart } from './formula.js';

/**
 * The tier that the window's total reaches pays on everything above its own start, and nothing else is paid: with a tier of 10% above 100,
 * a total of 130 earns 30 × 10%. Each credit has its share of that in proportion to what it contributed.
 */
export const tiersAbove: Formula = {
  name: 'tiers, above',
  usesTotal: true,
  shares: true,
  inOrder: false,
  pay: (tiers, { paid, total }) => {
    const tier = tiers[tierAt(tiers, total)];
    return tier ? (total < 0n ? -1n : 1n) * (total - tier.start) * tier.rate * paid : 0n;
  },
  parts: (tiers, { paid, total }) => {
    const at = tierAt(tiers, total);
    const tier = tiers[at];
    if (!tier) return [];
    const base = (total < 0n ? -1n : 1n) * (total - tier.start) * paid;
    return [{ tier: at, base, pay: base * tier.rate }];
  },
};

/** The same window total, each credit having what it added when it came. */
export const tiersAboveInOrder: Formula = {
  name: 'tiers, above, in order',
  usesTotal: false,
  shares: false,
  inOrder: true,
  pay: (tiers, { before, after }) => upTo(tiers, after).pay - upTo(tiers, before).pay,
  parts: (tiers, { before, after }) => {
    const { tier, base, pay } = upTo(tiers, before);
    return [upTo(tiers, after), { tier, base: -base, pay: -pay }].filter(
      (part) => part.tier >= 0 && part.base !== 0n,
    );
  },
};

function upTo(tiers: readonly Tier[], reached: bigint): TierPart {
  const at = tierAt(tiers, reached);
  const tier = tiers[at];
  const base = tier ? reached - tier.start : 0n;
  return { tier: at, base, pay: base * (tier?.rate ?? 0n) };
}
