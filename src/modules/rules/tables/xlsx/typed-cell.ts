import { readDay, writeDay } from '../../../../engine/kernel/day.js';
import type { Fault } from '../../../../engine/rulebook/finding.js';
import type { GridCell } from '../grid/grid.js';
import type { Shown } from './number-formats.js';

/** Digits that a spreadsheet keeps of a number; what a computer adds behind them is noise. */
const KEPT_DIGITS = 15;

/** Days of 1900 and 1904 before their first, in days since 1970. */
const EPOCHS = { from1900: -25_569, from1904: -24_107 } as const;

/** The first serial from which days of 1900 are counted rightly: spreadsheets have a 29 February 1900. */
const FIRST_SURE_DAY = 61;

/**
 * A number of a spreadsheet as the text that a person would have written, where its format leaves no doubt: 0.08 shown as 8% is `8%`, the serial
 * of a day is the day. Everything else says what to write instead.
 */
export function numberCell(value: number, shown: Shown, from1904: boolean): GridCell {
  const digits = decimal(value);
  if (digits === undefined) return { fault: typed(`the number ${value}`) };
  if (shown.is === 'date') return dateCell(value, from1904);
  if (shown.is === 'percent') return inFull(shifted(digits), shown.places, '%');
  if (shown.is === 'money') return inFull(digits, shown.places, ` ${shown.currency}`);
  const whole = /^\d{1,9}$/.test(digits) ? { whole: digits } : {};
  return { fault: bare(digits), ...whole };
}

/** A day written as ISO 8601 in the file. */
export function isoDateCell(text: string): GridCell {
  const day = /^(\d{4}-\d\d-\d\d)(?:T00:00:00(?:\.0+)?Z?)?$/.exec(text)?.[1];
  return day !== undefined && readDay(day) !== undefined ? day : { fault: typed(`the date ${text}`) };
}

/** What is wrong with a cell whose formula nobody works out here. */
export const FORMULA: Fault = {
  code: 'TABLE_SHAPE',
  message: 'The cell holds a formula; what it gives may change, and nobody would see it.',
  remedy: 'Copy the cell and paste its value, as text.',
};

/** What is wrong with a cell that says TRUE or FALSE. */
export const TRUTH: Fault = {
  code: 'TABLE_SHAPE',
  message: 'The cell holds TRUE or FALSE.',
  remedy: 'Write the word of the fact catalogue as text, such as strategic.',
};

/** What is wrong with a cell whose formula failed. */
export function failed(text: string): Fault {
  return typed(`the error ${text}`);
}

function typed(what: string): Fault {
  return {
    code: 'TABLE_SHAPE',
    message: `The cell holds ${what}, which says nothing in a table.`,
    remedy: 'Format the cell as text and write what is meant, such as 8%, 5,000 USD or 2026-03-31.',
  };
}

function bare(digits: string): Fault {
  return {
    code: 'BARE_NUMBER',
    message: `The cell holds the number ${digits}, and nothing that can be relied on says of what.`,
    remedy: 'Format the cell as text and write the number with its unit: 8%, 5,000 USD, 40 units, 90 days.',
  };
}

/** A number that shows all of its decimals; one that shows fewer is not what a person sees. */
function inFull(digits: string, places: number, unit: string): GridCell {
  const has = digits.split('.')[1]?.length ?? 0;
  if (has <= places) return `${digits}${unit}`;
  const message = `The cell holds ${digits}${unit} and shows it with ${places} decimals.`;
  const remedy = `Format the cell as text and write which of both is meant, such as ${digits}${unit}.`;
  return { fault: { code: 'TABLE_SHAPE', message, remedy } };
}

function dateCell(serial: number, from1904: boolean): GridCell {
  const isSure = Number.isInteger(serial) && serial >= (from1904 ? 0 : FIRST_SURE_DAY) && serial < 2_958_466;
  if (!isSure) return { fault: typed('a time of day, or a day that spreadsheets count wrongly') };
  return writeDay(serial + (from1904 ? EPOCHS.from1904 : EPOCHS.from1900));
}

/** The digits of a number without an exponent; nothing where it has too many of them. */
function decimal(value: number): string | undefined {
  const text = String(Number(value.toPrecision(KEPT_DIGITS)));
  return /^-?\d+(?:\.\d+)?$/.test(text) ? text : undefined;
}

/** A hundred times as much, digit by digit. */
function shifted(digits: string): string {
  const [, sign = '', whole = '', places = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(digits) ?? [];
  const all = `${whole}${places.padEnd(2, '0')}`;
  const point = whole.length + 2;
  const rest = all.slice(point).replace(/0+$/, '');
  return `${sign}${all.slice(0, point).replace(/^0+(?=\d)/, '')}${rest === '' ? '' : `.${rest}`}`;
}
