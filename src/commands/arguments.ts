import { Argument, InvalidArgumentError } from 'commander';
import { readDay } from '../engine/kernel/day.js';
import { IMPORT_KINDS } from '../modules/bookings/import.service.js';

/** A whole number from 1 on; anything else is wrong usage. */
export function wholeNumber(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Write a whole number from 1 on.');
}

/** A date that exists. */
export function date(text: string): string {
  if (readDay(text) !== undefined) return text;
  throw new InvalidArgumentError('Write a day that exists, such as 2026-03-31.');
}

/** The name of a system that files come from. */
export function sourceName(text: string): string {
  if (/^[a-z0-9][a-z0-9._-]{0,59}$/i.test(text)) return text;
  throw new InvalidArgumentError('Write letters, digits, dots, dashes and underscores, at most 60.');
}

/** One of the kinds of files. */
export function kindArgument(description: string): Argument {
  return new Argument('<kind>', description).choices(IMPORT_KINDS);
}
