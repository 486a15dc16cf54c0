import { isCurrency } from '../../kernel/currencies.js';
import { unitMeant } from '../../kernel/number-slips.js';
import type { Quantity } from '../../kernel/quantity.js';
import { multiply, ratio } from '../../kernel/ratio.js';
import type { Fault } from '../../rulebook/finding.js';
import { nearest } from '../../rulebook/nearest.js';
import { sayNumber } from '../verdict/say-test.js';
import type { NameType } from './name-types.js';

const WEEK = ratio(7n);

/** Any word may be the unit of a count; where no count is wanted, it may be a slip in a unit: `5 usd`, `8 percent`, `3 weeks`. */
export function unitSlip(
  { value, unit }: Quantity,
  { name, type }: { readonly name: string; readonly type: NameType },
): Fault | undefined {
  if (unit.kind !== 'count') return undefined;
  const weeks = type.is === 'days' && /^weeks?$/.test(unit.of);
  const meant = weeks ? 'days' : unitFor(unit.of, type);
  if (meant === undefined) return undefined;
  const number = sayNumber(weeks ? multiply(value, WEEK) : value, undefined);
  return {
    code: 'UNIT_MISMATCH',
    message: `${sayNumber(value, unit)} counts ${unit.of}, and ${name} is ${type.is}.`,
    remedy: `Did you mean ${number}${meant === '%' ? '' : ' '}${meant}?`,
  };
}

/** The unit that was meant by a word, if values of the type may have it. */
function unitFor(word: string, { is, currency }: NameType): string | undefined {
  const meant = unitMeant(word);
  if (is === 'percent') return meant === '%' || nearest(word, ['percent']) ? '%' : undefined;
  if (is === 'days') return nearest(meant ?? word, ['days']);
  if (is !== 'money') return undefined;
  if (meant !== undefined && isCurrency(meant)) return meant;
  return currency === undefined ? undefined : nearest(word, [currency]);
}
