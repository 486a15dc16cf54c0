import { minus, NOTHING, order, over, times, type Fraction } from '../facts/fraction.js';
import { aboveStart, slices, tierAt, type Tier } from './tiers.js';

/** Where a credit found the axis and left it, and what it moves it by and is paid on, before anything is clipped. */
interface Stretch {
  readonly before: Fraction;
  readonly after: Fraction;
  readonly alone: { readonly moves: Fraction; readonly base: Fraction };
}

/** What is paid on lies evenly over the stretch that the credit moves the axis; without one it is paid by the tier where the axis stands. */
export function alongStretch(tiers: readonly Tier[], { alone, before, after }: Stretch): Fraction {
  if (order(alone.moves, NOTHING) === 0) return times(alone.base, tierAt(tiers, after)?.rate ?? NOTHING);
  return times(minus(slices(tiers, after), slices(tiers, before)), over(alone.base, alone.moves));
}

/** The same for what lies above the start of the tier that a line or booking reaches; what does not move the axis lies above nothing. */
export function aboveStretch(tiers: readonly Tier[], { alone, before, after }: Stretch): Fraction {
  if (order(alone.moves, NOTHING) === 0) return NOTHING;
  return times(minus(aboveStart(tiers, after), aboveStart(tiers, before)), over(alone.base, alone.moves));
}
