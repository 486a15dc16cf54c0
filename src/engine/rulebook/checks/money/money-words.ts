import type { Unit } from '../../../kernel/quantity.js';
import { ratio, roundToUnits, subtract, type Ratio } from '../../../kernel/ratio.js';
import { sayCents } from '../../../explain/say-numbers.js';
import { sayNumber } from '../../../conditions/verdict/say-test.js';
import type { NameType } from '../../../conditions/types/name-types.js';

/** An amount with its cents and currency: `7,500.00 USD`. */
export function sayPay(amount: Ratio, currency: string): string {
  return `${sayCents(roundToUnits(amount, 2))} ${currency}`;
}

/** A number of an axis as people write it. */
export function sayOn(value: Ratio, type: NameType): string {
  if (type.is === 'percent') return sayNumber(value, { kind: 'percent' });
  const unit: Unit =
    type.is === 'money'
      ? { kind: 'money', currency: type.currency ?? '' }
      : { kind: 'count', of: plural(type.is === 'days' ? 'days' : (type.unit ?? 'units'), value) };
  return sayNumber(value, unit);
}

/** The smallest step along an axis that people think of: a cent, a hundredth of a percent, one thing. */
export function stepOf({ is }: NameType): Ratio {
  if (is === 'percent') return ratio(1n, 10_000n);
  return is === 'money' ? ratio(1n, 100n) : ratio(1n);
}

/** What is lost from one amount to the next, and how: `, 2,500.00 USD less`. */
export function sayLoss({ before, after }: { before: Ratio; after: Ratio }, currency: string): string {
  return `${sayPay(subtract(before, after), currency)} less`;
}

function plural(unit: string, { n, d }: Ratio): string {
  return n === d || unit.endsWith('s') ? unit : `${unit}s`;
}
