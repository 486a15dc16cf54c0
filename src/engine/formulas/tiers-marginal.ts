import { absolute, type Formula, type Tier, type TierPart } from './formula.js';

/**
 * Each tier pays its own slice: with 10% up to 100 and 15% above, 120 earn 100 × 10% + 20 × 15% = 13. A credit earns what its own
 * stretch of the accumulator passes through, so the order of credits decides who is paid at which rate. Below zero the first tier's
 * rate holds where it starts at zero, so that a return takes back what the sale paid.
 */
export const tiersMarginal: Formula = {
  name: 'tiers, marginal',
  usesTotal: false,
  shares: false,
  inOrder: true,
  pay: (tiers, { before, after }) => between(tiers, before, after),
  parts: (tiers, { before, after }) => slices(tiers, before, after),
};

/** The same window total, but every credit has its part of every slice: 100 and 100 over a quota of 100 are each paid half below and half above it. */
export const tiersProRata: Formula = {
  name: 'tiers, marginal, pro rata over the window',
  usesTotal: true,
  shares: true,
  inOrder: false,
  pay: (tiers, { paid, total }) => (total < 0n ? -1n : 1n) * upTo(tiers, total) * paid,
  parts: (tiers, { paid, total }) =>
    slices(tiers, 0n, total).map(({ tier, base, pay }) => ({
      tier,
      base: (total < 0n ? -1n : 1n) * base * paid,
      pay: (total < 0n ? -1n : 1n) * pay * paid,
    })),
};

/** What a stretch earns. Nearly every credit lies in one tier, so that case goes first. */
function between(tiers: readonly Tier[], before: bigint, after: bigint): bigint {
  for (let at = tiers.length - 1; at >= 0; at -= 1) {
    const tier = tiers[at];
    if (!tier || (before < tier.start && after <= tier.start)) continue;
    return before >= tier.start && after >= tier.start
      ? (after - before) * tier.rate
      : upTo(tiers, after) - upTo(tiers, before);
  }
  return upTo(tiers, after) - upTo(tiers, before);
}

/** What a running total has earned, from zero. */
function upTo(tiers: readonly Tier[], reached: bigint): bigint {
  let pay = 0n;
  for (let at = 0; at < tiers.length; at += 1) {
    const tier = tiers[at];
    const base = tier ? baseOf(tiers, at, reached) : 0n;
    if (tier && base !== 0n) pay += base * tier.rate;
  }
  return pay;
}

/** How much of a running total lies in a tier. */
function baseOf(tiers: readonly Tier[], at: number, reached: bigint): bigint {
  const start = tiers[at]?.start ?? 0n;
  if (reached < 0n) return at === 0 && start <= 0n ? reached : 0n;
  if (reached <= start) return 0n;
  const end = tiers[at + 1]?.start;
  return (end !== undefined && end < reached ? end : reached) - start;
}

function slices(tiers: readonly Tier[], before: bigint, after: bigint): readonly TierPart[] {
  return tiers.flatMap(({ rate }, tier) => {
    const base = baseOf(tiers, tier, after) - baseOf(tiers, tier, before);
    return absolute(base) === 0n ? [] : [{ tier, base, pay: base * rate }];
  });
}
