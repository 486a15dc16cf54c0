import { add, compare, multiply, ratio, roundToUnits, ZERO, type Ratio } from '../../kernel/ratio.js';
import type { Half } from '../../kernel/whole.js';

/** Somebody's part of an amount, in cents; all parts make the rounded amount. */
export interface PoolPart {
  readonly id: string;
  readonly exact: Ratio;
  readonly cents: bigint;
}

/**
 * Shares an amount in proportion to weights, in the order of ids: cents are differences of the rounded running total, so that the last takes what is
 * left. Who weighs nothing, or less, has no part; where nobody weighs anything, nobody has.
 */
export function poolParts(
  size: Ratio,
  sharers: readonly { readonly id: string; readonly weight: Ratio }[],
  half: Half,
): readonly PoolPart[] {
  const weighing = sharers
    .filter(({ weight }) => compare(weight, ZERO) > 0)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const sum = weighing.reduce((all, { weight }) => add(all, weight), ZERO);
  let [so, far] = [ZERO, 0n];
  return weighing.map(({ id, weight }) => {
    so = add(so, weight);
    const reached = roundToUnits(multiply(size, ratio(so.n * sum.d, so.d * sum.n)), 2, half);
    const cents = reached - far;
    far = reached;
    return { id, exact: multiply(size, ratio(weight.n * sum.d, weight.d * sum.n)), cents };
  });
}
