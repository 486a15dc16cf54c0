import { compare, type Ratio } from '../kernel/ratio.js';

/** The place of the greatest or least of several amounts; the first of those that are equal. 250 and 15% of 2,000: greater of them 300. */
export function chosenOf(pick: 'greater' | 'lesser', amounts: readonly Ratio[]): number {
  const sign = pick === 'greater' ? 1 : -1;
  return amounts.reduce(
    (best, amount, at) => (compare(amount, amounts[best] ?? amount) === sign ? at : best),
    0,
  );
}
