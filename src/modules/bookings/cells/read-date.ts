import { readDay, writeDay } from '../../../engine/kernel/day.js';
import type { DateWriting, Read } from './read-number.js';

const PATTERNS: Readonly<Record<DateWriting, RegExp>> = {
  'YYYY-MM-DD': /^(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})$/,
  'YYYY/MM/DD': /^(?<y>\d{4})\/(?<m>\d{1,2})\/(?<d>\d{1,2})$/,
  YYYYMMDD: /^(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})$/,
  'DD.MM.YYYY': /^(?<d>\d{1,2})\.(?<m>\d{1,2})\.(?<y>\d{4})$/,
  'DD/MM/YYYY': /^(?<d>\d{1,2})\/(?<m>\d{1,2})\/(?<y>\d{4})$/,
  'DD-MM-YYYY': /^(?<d>\d{1,2})-(?<m>\d{1,2})-(?<y>\d{4})$/,
  'MM/DD/YYYY': /^(?<m>\d{1,2})\/(?<d>\d{1,2})\/(?<y>\d{4})$/,
  'MM-DD-YYYY': /^(?<m>\d{1,2})-(?<d>\d{1,2})-(?<y>\d{4})$/,
};

export const DATE_WRITINGS = Object.keys(PATTERNS) as readonly DateWriting[];

/** Reads a date written in the declared way and writes it as `YYYY-MM-DD`; never guesses which of two numbers is the month. */
export function readDate(raw: string, writing: DateWriting): Read {
  const groups = PATTERNS[writing].exec(raw)?.groups;
  if (!groups) return { fault: notThatWay(raw, writing) };
  const text = `${groups['y']}-${groups['m']?.padStart(2, '0')}-${groups['d']?.padStart(2, '0')}`;
  const day = readDay(text);
  return day === undefined
    ? { fault: 'there is no such day between 1900 and 9999' }
    : { text: writeDay(day) };
}

function notThatWay(raw: string, writing: DateWriting): string {
  if (/^\d{4}-\d{2}-\d{2}[T ]/.test(raw))
    return `it carries a time; give the date alone, in the time zone of your calendar, as ${writing}`;
  const other = DATE_WRITINGS.some((each) => PATTERNS[each].test(raw));
  const hint = other ? '; a mapping file can declare another way' : '';
  return `dates are read as ${writing}${hint}`;
}
