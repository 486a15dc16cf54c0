import { describe, expect, it } from '@jest/globals';
import { KEY, readCursor, writeCursor } from './cursor.js';

const ID = '6f1c2f8e-0000-4000-8000-000000000000';
const FORMS = [KEY.day, KEY.text, KEY.whole, KEY.uuid];

describe('cursors', () => {
  it('give back the keys they were made of, whatever is in them', () => {
    const keys = ['2026-02-28', "x' or 1=1 -- \u2028é", '12', ID];
    expect(readCursor('list', writeCursor('list', keys), FORMS)).toEqual(keys);
  });

  it.each([
    ['of another list', writeCursor('other', ['2026-02-28', 'x', '12', ID])],
    ['with fewer keys', writeCursor('list', ['2026-02-28', 'x', '12'])],
    ['with a day that does not exist', writeCursor('list', ['2026-02-30', 'x', '12', ID])],
    ['with a character that no text may have', writeCursor('list', ['2026-02-28', 'x\0', '12', ID])],
    ['with words for a number', writeCursor('list', ['2026-02-28', 'x', 'many', ID])],
    ['with a number below 1', writeCursor('list', ['2026-02-28', 'x', '-1', ID])],
    ['with no id', writeCursor('list', ['2026-02-28', 'x', '12', 'id'])],
    ['without a key', writeCursor('list', ['2026-02-28', null, '12', ID])],
    ['that is no cursor', 'bm9uc2Vuc2U'],
  ])('are refused %s', (_, cursor) => {
    expect(() => readCursor('list', cursor, FORMS)).toThrow('This cursor was not given out by this list.');
  });
});
