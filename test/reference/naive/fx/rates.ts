import type { Day } from '../../../../src/engine/kernel/day.js';
import { fraction, over, toCents, type Fraction } from '../facts/fraction.js';
import type { World } from '../facts/world.js';
import type { Conversion } from '../../../../src/engine/rulebook/rulebook.js';

/** Which rate is wanted; of one that was corrected the newest, the first that was told, or the one that was known after so many files. */
export interface Wanted {
  readonly set: string;
  readonly from: string;
  readonly to: string;
  readonly on: Day;
  readonly told: 'newest' | 'first' | number;
}

/** A rate holds from its day until the next one of its set and pair, for a year at most. */
export function rateOn({ company }: World, { set, from, to, on, told }: Wanted): Fraction | undefined {
  const earlier = (company.rates ?? []).filter(
    (each) => each.set === set && each.from === from && each.to === to && each.day <= on,
  );
  const last = Math.max(...earlier.map(({ day }) => day));
  const found = earlier.find(({ day }) => day === last);
  if (!found || on - last > 365) return undefined;
  const [first] = found.told;
  if (told === 'first') return first?.rate;
  if (told === 'newest') return found.told.at(-1)?.rate;
  return (found.told.findLast(({ since }) => since <= told) ?? first)?.rate;
}

/** An amount as a conversion rounds it: to cents or whole ones, or not at all. */
export function asRounded(amount: Fraction, round: Conversion['round']): Fraction {
  if (round === null) return amount;
  if (round.to === 'cents') return fraction(toCents(amount, round.half), 100n);
  if (round.to === 'whole') return fraction(toCents(over(amount, fraction(100)), round.half));
  throw new Error(`rounding to ${round.to} is no part of this reference.`);
}
