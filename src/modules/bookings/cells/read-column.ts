import { suggest } from '../../../engine/rulebook/nearest.js';
import type { FactCatalogue } from '../../../engine/rulebook/rulebook.js';
import type { Column } from '../kinds/kind.js';
import { isCurrency } from '../../../engine/kernel/currencies.js';
import { AMOUNT_LIMITS, readFactCell } from './read-fact.js';
import { readQuantity, readUnit, type Unwritten } from './read-quantity.js';
import { readDate } from './read-date.js';
import { PLAIN_WRITING, readNumber, type Read, type Writing } from './read-number.js';
import { readEmail, readId, readText } from './read-text.js';

/** What reading a cell needs to know beside the cell. */
export interface CellContext {
  readonly writing: Writing;
  readonly catalogue: FactCatalogue | null;
  /** Of quantities written without a unit. */
  readonly unwritten?: Unwritten;
}

const ID_NUMBER = { whole: 18, decimals: 0 };
const MOST_WHOLE = 2_147_483_647n;
/** Digits of an exchange rate. */
const RATE_LIMITS = { whole: 12, decimals: 12 };

/** Reads one cell of one of our own columns. */
export function readColumn(raw: string, column: Column, context: CellContext): Read {
  const read = readAs(raw, column, context);
  if ('fault' in read || column.fact === undefined) return read;
  const field = context.catalogue?.fields.find((each) => each.name === column.fact);
  return field ? readFactCell(read.text, field, { writing: context.writing }) : read;
}

function readAs(raw: string, column: Column, context: CellContext): Read {
  const { writing, catalogue } = context;
  switch (column.is) {
    case 'id':
      return readId(raw);
    case 'text':
      return readText(raw);
    case 'email':
      return readEmail(raw);
    case 'date':
      return readDate(raw, writing.dates);
    case 'amount':
      return readNumber(raw, writing, AMOUNT_LIMITS);
    case 'rate':
      return readRate(raw, writing);
    case 'whole':
    case 'order':
      return readWhole(raw, column.is);
    case 'currency':
      return readCurrency(raw);
    case 'unit':
      return readUnit(raw, catalogue);
    case 'quantity':
      return readQuantity(raw, context);
    default:
      return readDeclared(raw, column.is, catalogue);
  }
}

function readRate(raw: string, writing: Writing): Read {
  const read = readNumber(raw, writing, RATE_LIMITS);
  if ('fault' in read) return read;
  return /^-|^0$/.test(read.text) ? { fault: 'a rate must be above zero' } : read;
}

/** A whole number: of a line or revision from 1 to 2,147,483,647, of an order from 0. */
export function readWhole(raw: string, is: 'whole' | 'order'): Read {
  if (/^-?\d+\.\d+$/.test(raw)) return { fault: 'it must be a whole number' };
  const read = readNumber(raw, PLAIN_WRITING, ID_NUMBER);
  if ('fault' in read) return read;
  const value = BigInt(read.text);
  if (is === 'order') return value >= 0n ? read : { fault: 'it cannot be negative' };
  const isInRange = value >= 1n && value <= MOST_WHOLE;
  return isInRange ? read : { fault: `it must be a whole number from 1 to ${MOST_WHOLE}` };
}

function readCurrency(raw: string): Read {
  if (isCurrency(raw)) return { text: raw };
  const upper = raw.toUpperCase();
  return {
    fault: isCurrency(upper)
      ? `currencies are written in capitals: ${upper}`
      : 'it is not a currency of ISO 4217',
  };
}

/** Names that the fact catalogue declares; without a catalogue any well-formed name. */
function readDeclared(
  raw: string,
  is: 'attribute-name' | 'event' | 'absence',
  catalogue: FactCatalogue | null,
): Read {
  const text = is === 'event' && !raw.includes('.') ? `event.${raw}` : raw;
  const declared = {
    'attribute-name': catalogue?.attributes.map((field) => field.name),
    event: catalogue?.events.map((event) => event.name),
    absence: catalogue?.absences,
  }[is];
  if (declared?.includes(text)) return { text };
  if (declared) return { fault: `the fact catalogue does not declare it. ${suggest(text, declared)}` };
  const form = {
    'attribute-name': /^attribute\.[a-z][a-z0-9-]*$/,
    event: /^event\.[a-z][a-z0-9-]*$/,
    absence: /^[a-z][a-z0-9-]*$/,
  }[is];
  return form.test(text) ? { text } : { fault: 'it is not a name of the fact catalogue' };
}
