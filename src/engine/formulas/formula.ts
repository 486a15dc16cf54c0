/** One tier of one person in one window, in whole numbers: the start in 1/scale of the measure, the rate in 1/rateScale. */
export interface Tier {
  readonly id: string;
  readonly start: bigint;
  /** Whether the start itself belongs to this tier (`from:`) or to the one below (`above:`). */
  readonly inclusive: boolean;
  readonly rate: bigint;
}

/** A credit's stretch of the accumulator: where it found it, where it left it, what of it is paid on, and the window's total. */
export interface Stretch {
  readonly before: bigint;
  readonly after: bigint;
  readonly paid: bigint;
  readonly total: bigint;
  /** What the credit itself adds to the axis and to what is paid on, before anything below zero is left out. */
  readonly axis: bigint;
  readonly base: bigint;
  /** What pay is multiplied by so that it stays whole. */
  readonly share: bigint;
}

/** What one tier does for a stretch: the base it pays on, and the pay. */
export interface TierPart {
  readonly tier: number;
  readonly base: bigint;
  readonly pay: bigint;
}

/**
 * How credits become pay. All numbers are whole: pay comes in 1/(scale × rateScale), and where `shares` is true pay and base come also × the size of the
 * total, because each credit then gets its share of a result of the whole window.
 */
export interface Formula {
  readonly name: string;
  /** True when what a credit earns depends on the window's total, not only on what came before it. */
  readonly usesTotal: boolean;
  readonly shares: boolean;
  /**
   * True when a credit is paid for the stretch it passes through, whatever its base is: one that the incentive does not count then moves the
   * accumulator and is paid nothing. Otherwise pay is in proportion to `paid`.
   */
  readonly inOrder: boolean;
  /** Where a credit's own base is spread over its stretch, pay and base come × `share`: parts of it lie in several tiers always, or over starts only. */
  readonly spreads?: 'always' | 'over-starts';
  pay(tiers: readonly Tier[], stretch: Stretch): bigint;
  /** The same pay, tier by tier, for the explanation. */
  parts(tiers: readonly Tier[], stretch: Stretch): readonly TierPart[];
}

/** The tier that a number reaches: the last that starts below it, or at it where the start is inclusive; -1 below the first. */
export function tierAt(tiers: readonly Tier[], reached: bigint): number {
  for (let at = tiers.length - 1; at >= 0; at -= 1) {
    const tier = tiers[at];
    if (tier && (tier.inclusive ? tier.start <= reached : tier.start < reached)) return at;
  }
  const first = tiers[0];
  return first && reached <= 0n && first.start <= 0n ? 0 : -1;
}

/** A whole number without its sign. */
export function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}
