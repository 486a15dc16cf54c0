import { compare, subtract, ZERO, type Ratio } from '../kernel/ratio.js';

/** What a limit made of an amount: what is left, and how much was taken off (above zero) or put on (below zero). */
export interface Limited {
  readonly amount: Ratio;
  readonly cut: Ratio;
}

/** A cap: at most this much. 12,000 with a cap of 10,000 earns 10,000, and 2,000 are over. Exact. */
export function capped(amount: Ratio, at: Ratio): Limited {
  return compare(amount, at) > 0 ? { amount: at, cut: subtract(amount, at) } : { amount, cut: ZERO };
}

/** A floor: at least this much. 1,500 with a floor of 2,000 earns 2,000. Exact. */
export function floored(amount: Ratio, at: Ratio): Limited {
  return compare(amount, at) < 0 ? { amount: at, cut: subtract(amount, at) } : { amount, cut: ZERO };
}
