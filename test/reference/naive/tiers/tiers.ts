import { least, minus, most, NOTHING, order, sumOf, times, type Fraction } from '../facts/fraction.js';

/** A tier of somebody: where it starts, and what it pays. */
export interface Tier {
  readonly at: Fraction;
  readonly inclusive: boolean;
  readonly rate: Fraction;
}

/** Each tier on its own slice; below zero the first holds. */
export function slices(tiers: readonly Tier[], total: Fraction): Fraction {
  if (order(total, NOTHING) < 0) return times(total, tiers[0]?.rate ?? NOTHING);
  const paid = tiers.map(({ at, rate }, index) => {
    const end = tiers[index + 1]?.at;
    return times(most(NOTHING, minus(end ? least(total, end) : total, at)), rate);
  });
  return sumOf(paid);
}

/** The tier reached on everything. */
export function everything(tiers: readonly Tier[], total: Fraction): Fraction {
  return times(total, tierAt(tiers, total)?.rate ?? NOTHING);
}

/** The tier reached on what lies above its start. */
export function aboveStart(tiers: readonly Tier[], total: Fraction): Fraction {
  const tier = tierAt(tiers, total);
  return tier ? times(minus(total, tier.at), tier.rate) : NOTHING;
}

/** The last tier reached; below zero the first. */
export function tierAt(tiers: readonly Tier[], total: Fraction): Tier | undefined {
  const at = most(total, NOTHING);
  return tiers
    .filter((tier) => order(tier.at, at) < 0 || (tier.inclusive && order(tier.at, at) === 0))
    .at(-1);
}
