import { add, roundToUnits, ZERO, type Ratio } from '../../kernel/ratio.js';
import type { Half } from '../../kernel/whole.js';

/**
 * Rounds amounts to cents so that together they make the rounded whole: each is the difference of the rounded running total, in the order given. 133.33…
 * for each of three are 133.33, 133.34 and 133.33, which make 400.
 */
export function centsTogether(parts: readonly Ratio[], half: Half): readonly bigint[] {
  let [sum, far] = [ZERO, 0n];
  return parts.map((part) => {
    sum = add(sum, part);
    const reached = roundToUnits(sum, 2, half);
    const cents = reached - far;
    far = reached;
    return cents;
  });
}
