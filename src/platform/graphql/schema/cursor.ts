import { createHash } from 'node:crypto';
import { readDay } from '../../../engine/kernel/day.js';
import { Refusal } from '../../refusal.js';
import { UUID, WHOLE } from './node-id.js';

/** Where a page ended: the sort keys of its last row, opaque to who asks. */
export type CursorKeys = readonly (string | null)[];

/** What a sort key must look like; a cursor is text of somebody's, whatever it says of itself. */
export type KeyForm = (key: string) => boolean;

export const KEY = {
  text: (key: string) => !key.includes('\0'),
  day: (key: string) => readDay(key) !== undefined,
  whole: (key: string) => WHOLE.test(key),
  uuid: (key: string) => UUID.test(key),
} satisfies Record<string, KeyForm>;

/** A list as one filter makes it: a cursor of one filter is none of another. What a filter leaves out it says as null, or not at all. */
export function filteredList(list: string, filter: object): string {
  const given = Object.entries(filter)
    .filter(([, value]) => value != null)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => [key, typeof value === 'bigint' ? `${value}` : (value as unknown)]);
  return `${list}?${createHash('sha256').update(JSON.stringify(given)).digest('base64url').slice(0, 22)}`;
}

/** The cursor of a row by its sort keys. */
export function writeCursor(list: string, keys: CursorKeys): string {
  return Buffer.from(JSON.stringify([list, ...keys])).toString('base64url');
}

/** The sort keys in a cursor that `list` gave out with keys of these forms; refuses any other text. */
export function readCursor(list: string, cursor: string, forms: readonly KeyForm[]): CursorKeys {
  const keys = parsed(cursor);
  const [name, ...rest] = keys;
  const isFormed =
    rest.length === forms.length &&
    forms.every((form, place) => rest[place] !== null && form(rest[place] ?? ''));
  const isOurs = name === list && isFormed && writeCursor(list, rest) === cursor;
  if (isOurs) return rest;
  throw new Refusal(
    'BAD_CURSOR',
    'This cursor was not given out by this list.',
    'Take endCursor of the page before, with the same filter, or leave it out for the first page.',
    'after',
  );
}

function parsed(cursor: string): CursorKeys {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const isKeys = Array.isArray(value) && value.every((key) => key === null || typeof key === 'string');
    return isKeys ? (value as CursorKeys) : [];
  } catch {
    return [];
  }
}
