import { multiply, ratio, roundToUnits, type Ratio } from '../../../kernel/ratio.js';
import type { Half } from '../../../kernel/whole.js';

/** One credit's part of a window's pay. */
export interface Part {
  readonly exact: Ratio;
  readonly cents: bigint;
}

/**
 * Attributes a window's pay to its credits by what each contributed: exact parts in proportion, and cents as differences of the rounded running
 * total in their order, so that they make the rounded whole. `weights` may have either sign; they must not sum to zero.
 */
export function attributed(total: Ratio, weights: readonly bigint[], half: Half): readonly Part[] {
  const sum = weights.reduce((all, weight) => all + weight, 0n);
  let [so, far] = [0n, 0n];
  return weights.map((weight) => {
    so += weight;
    const reached = roundToUnits(multiply(total, ratio(so, sum)), 2, half);
    const cents = reached - far;
    far = reached;
    return { exact: multiply(total, ratio(weight, sum)), cents };
  });
}
