import { Refusal } from '../../refusal.js';

/** Where a page ended: the sort keys of its last row, opaque to who asks. */
export type CursorKeys = readonly (string | null)[];

/** The cursor of a row by its sort keys. */
export function writeCursor(list: string, keys: CursorKeys): string {
  return Buffer.from(JSON.stringify([list, ...keys])).toString('base64url');
}

/** The sort keys in a cursor that `list` gave out with `count` keys; refuses any other text. */
export function readCursor(list: string, cursor: string, count: number): CursorKeys {
  const keys = parsed(cursor);
  const [name, ...rest] = keys;
  const isOurs = name === list && rest.length === count && writeCursor(list, rest) === cursor;
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
