import type { FactField } from '../../../engine/rulebook/rulebook.js';
import { nearest } from '../../../engine/rulebook/nearest.js';
import { outOfRange } from '../../../engine/rulebook/fact-range.js';
import { isCurrency } from '../../../engine/kernel/currencies.js';
import { readDate } from './read-date.js';
import { readNumber, type Read, type Writing } from './read-number.js';
import { readId, readText } from './read-text.js';

/** Digits that a number of a rule may have when it enters, as `engine/kernel/quantity.ts` reads it again. */
export const AMOUNT_LIMITS = { whole: 12, decimals: 6 };

/** How a company-defined fact is written in this column. */
export interface FactWriting {
  readonly writing: Writing;
  /** Unit of numbers written without one, declared by a mapping file. */
  readonly unit?: string;
  /** Whether 0.08 stands for 8%. */
  readonly fraction?: boolean;
  /** Currency of the row, for money written without one. */
  readonly currency?: string;
}

/** Reads a cell of a fact that the catalogue types, and writes it the one way a person would: `8%`, `300000 USD`, `2026-03-31`, `new`. */
export function readFactCell(raw: string, field: FactField, how: FactWriting): Read {
  switch (field.is) {
    case 'date':
      return readDate(raw, how.writing.dates);
    case 'text':
      return readText(raw);
    case 'person':
      return readId(raw);
    case 'people':
      return { fault: 'it stands for several people, which only a relation can give' };
    case 'one-of':
      return readWord(raw, field.values ?? []);
    default:
      return withinRange(readQuantity(raw, field, how), field);
  }
}

function withinRange(read: Read, field: FactField): Read {
  const fault = 'text' in read ? outOfRange(field, read.text) : undefined;
  return fault === undefined ? read : { fault };
}

function readWord(raw: string, words: readonly string[]): Read {
  if (words.includes(raw)) return { text: raw };
  const near = nearest(raw, words);
  return {
    fault: near
      ? `it is not one of the words allowed; did you mean ${near}?`
      : `write one of ${words.join(', ')}`,
  };
}

function readQuantity(raw: string, field: FactField, how: FactWriting): Read {
  const [digits, written] = splitUnit(raw);
  if (how.fraction && written === '') return readFraction(digits, how.writing);
  const unit = unitOf(field, written === '' ? undefined : written, how);
  if ('fault' in unit) return unit;
  const number = readNumber(digits, how.writing, AMOUNT_LIMITS);
  if ('fault' in number) return number;
  return { text: unit.text === '%' ? `${number.text}%` : `${number.text} ${unit.text}` };
}

/** The number, and what is written after its last digit. */
function splitUnit(raw: string): [digits: string, unit: string] {
  const match = /^(.*[0-9)])\s*((?:%|x|[A-Z]{3}( per [a-z-]+)?|[a-z][a-z -]*)?)$/su.exec(raw);
  return match ? [match[1] ?? '', match[2] ?? ''] : [raw, ''];
}

/** A fraction as a percentage: 0.08 is 8%. */
export function readFraction(digits: string, writing: Writing): Read {
  const number = readNumber(digits, writing, { whole: 10, decimals: 8 });
  if ('fault' in number) return number;
  const [sign, plain] = number.text.startsWith('-') ? ['-', number.text.slice(1)] : ['', number.text];
  const [whole = '0', decimals = ''] = plain.split('.');
  const shifted = `${whole}${decimals.padEnd(2, '0').slice(0, 2)}`.replace(/^0+(?=\d)/, '');
  const rest = decimals.slice(2);
  return { text: `${sign}${shifted}${rest && `.${rest}`}%` };
}

function unitOf(field: FactField, written: string | undefined, how: FactWriting): Read {
  const given = written ?? how.unit;
  switch (field.is) {
    case 'percent':
      return given === '%'
        ? { text: '%' }
        : { fault: 'a percentage is expected: write 8%, or say "reads: fraction" in a mapping file' };
    case 'money':
      return moneyUnit(given ?? how.currency);
    case 'days':
      return given === undefined || /^days?$/.test(given)
        ? { text: 'days' }
        : { fault: 'a number of days is expected' };
    default:
      return countUnit(field.unit, given);
  }
}

function moneyUnit(currency: string | undefined): Read {
  if (currency === undefined)
    return { fault: 'a currency is expected after the number: write 300,000 USD as 300000 USD' };
  return isCurrency(currency) ? { text: currency } : { fault: `${currency} is not a currency of ISO 4217` };
}

function countUnit(declared: string | undefined, given: string | undefined): Read {
  const unit = declared ?? given ?? 'units';
  if (given === undefined || given === unit || given === `${unit}s` || `${given}s` === unit)
    return { text: unit };
  return { fault: `a number of ${unit} is expected` };
}
