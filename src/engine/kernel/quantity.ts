import { currencyMeant, isCurrency } from './currencies.js';
import { numberMeant, unitMeant } from './number-slips.js';
import { readDecimal, ratio, type Ratio } from './ratio.js';
import { readDay, type Day } from './day.js';

/** What a number counts. A money rate is an amount for each unit of something (`250 USD per logo`). */
export type Unit =
  | { readonly kind: 'money'; readonly currency: string }
  | { readonly kind: 'percent' }
  | { readonly kind: 'times' }
  | { readonly kind: 'count'; readonly of: string }
  | { readonly kind: 'duration'; readonly of: 'days' | 'business-days' | 'months' }
  | { readonly kind: 'money-per'; readonly currency: string; readonly per: string }
  | { readonly kind: 'plain' };

/**
 * A number with its unit. `value` is in the natural unit: 8% is 2/25, 1.5x is 3/2, 500,000 USD is 500000.
 * `plain` (a bare number) is only ever a finding, or a date part; no rule may use it.
 */
export interface Quantity {
  readonly value: Ratio;
  readonly unit: Unit;
}

/** Whole digits before the point and decimals after it that a number may have when it enters. */
export const INPUT_WHOLE_DIGITS = 12;
/** Decimals that a number may have when it enters; one more is refused, never rounded. */
export const INPUT_DECIMALS = 6;

/** A constant as written in a document: a quantity, a date, or a word. */
export type Constant = { readonly quantity: Quantity } | { readonly day: Day } | { readonly word: string };

const NUMBER = /^(-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*(.*)$/;

/**
 * Reads `8%`, `1.5x`, `500,000 USD`, `40 units`, `250 USD per logo`, `90 days`, `2026-03-31` or a lower-case word.
 * Returns a message for a person when the text is none of them.
 */
export function readConstant(text: string): Constant | { readonly fault: string } {
  const day = readDay(text);
  if (day !== undefined) return { day };
  if (/^\d{4}-\d{2}-\d{2}$/.test(text))
    return { fault: `There is no day ${text}; write a date that exists, such as 2026-03-31.` };
  const meant = numberMeant(text);
  if (meant !== undefined)
    return {
      fault: `${text} is no number: commas set thousands apart, and decimals follow a point; write ${meant}.`,
    };
  const match = NUMBER.exec(text);
  if (!match)
    return /^[-\d+.]/.test(text)
      ? { fault: `I cannot read the number ${text}; write it like 5,000.25 USD or 8%.` }
      : { word: text };
  const [, digits = '', rest = ''] = match;
  return readQuantity(digits, rest);
}

function readQuantity(digits: string, rest: string): Constant | { readonly fault: string } {
  const plain = digits.replaceAll(',', '');
  const [whole = '', places = ''] = plain.replace('-', '').split('.');
  if (whole.length > INPUT_WHOLE_DIGITS || places.length > INPUT_DECIMALS) {
    return {
      fault: `${digits} has more than ${INPUT_WHOLE_DIGITS} digits before the point or ${INPUT_DECIMALS} after it.`,
    };
  }
  if (/^-?0\d/.test(plain)) return { fault: `${digits} starts with a zero; write it without.` };
  const currency = /^([A-Z]{3})(?: per |$)/.exec(rest)?.[1];
  if (currency !== undefined && !isCurrency(currency)) return { fault: noCurrency(currency) };
  const unit = readUnit(rest);
  const value = readDecimal(plain);
  if (!unit || !value) return { fault: noUnit(digits, rest) };
  return { quantity: { value: unit.kind === 'percent' ? ratio(value.n, value.d * 100n) : value, unit } };
}

function readUnit(text: string): Unit | undefined {
  if (text === '') return { kind: 'plain' };
  if (text === '%') return { kind: 'percent' };
  if (text === 'x') return { kind: 'times' };
  if (/^days?$/.test(text)) return { kind: 'duration', of: 'days' };
  if (/^business days?$/.test(text)) return { kind: 'duration', of: 'business-days' };
  if (/^months?$/.test(text)) return { kind: 'duration', of: 'months' };
  if (/^[A-Z]{3}$/.test(text)) return { kind: 'money', currency: text };
  const per = /^([A-Z]{3}) per ([a-z][a-z-]*)$/.exec(text);
  if (per) return { kind: 'money-per', currency: per[1] ?? '', per: per[2] ?? '' };
  return /^[a-z][a-z-]*$/.test(text) ? { kind: 'count', of: text } : undefined;
}

function noUnit(digits: string, rest: string): string {
  const meant = unitMeant(rest);
  return meant === undefined
    ? `I know no unit "${rest}"; write %, x, a currency such as USD, days, months, or a unit of the fact catalogue.`
    : `I know no unit "${rest}"; did you mean ${digits}${meant.length === 1 ? '' : ' '}${meant}?`;
}

function noCurrency(code: string): string {
  const meant = currencyMeant(code);
  return `I know no currency ${code}; ${meant === undefined ? 'write a code of ISO 4217, such as USD.' : `did you mean ${meant}?`}`;
}
