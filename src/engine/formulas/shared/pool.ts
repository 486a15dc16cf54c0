import { add, compare, multiply, ratio, ZERO, type Ratio } from '../../kernel/ratio.js';
import { compareText } from '../../kernel/text-order.js';
import type { Half } from '../../kernel/whole.js';
import { centsTogether } from './cents-together.js';

/** Somebody's part of an amount, in cents; all parts make the rounded amount. */
export interface PoolPart {
  readonly id: string;
  readonly exact: Ratio;
  readonly cents: bigint;
}

/**
 * Shares an amount in proportion to weights, in the order of ids: cents are differences of the rounded running total, so that the parts make the
 * amount. Who weighs nothing, or less, has no part; where nobody weighs anything, nobody has.
 */
export function poolParts(
  size: Ratio,
  sharers: readonly { readonly id: string; readonly weight: Ratio }[],
  half: Half,
): readonly PoolPart[] {
  const weighing = sharers
    .filter(({ weight }) => compare(weight, ZERO) > 0)
    .sort((a, b) => compareText(a.id, b.id));
  const sum = weighing.reduce((all, { weight }) => add(all, weight), ZERO);
  const parts = weighing.map(({ weight }) => multiply(size, ratio(weight.n * sum.d, weight.d * sum.n)));
  const cents = centsTogether(parts, half);
  return weighing.map(({ id }, index) => ({ id, exact: parts[index] ?? ZERO, cents: cents[index] ?? 0n }));
}
