import { describe, expect, it } from '@jest/globals';
import { filteredList, KEY, readCursor, writeCursor } from './cursor.js';

const ID = '6f1c2f8e-0000-4000-8000-000000000000';
const FORMS = [KEY.day, KEY.text, KEY.whole, KEY.uuid];

describe('cursors', () => {
  it('give back the keys they were made of, whatever is in them', () => {
    const keys = ['2026-02-28', "x' or 1=1 -- \u2028é", '12', ID];
    expect(readCursor('list', writeCursor('list', keys), FORMS)).toEqual(keys);
  });

  it('are of one filter: what is left out and null are the same, and another value is another list', () => {
    const list = filteredList('list', { plan: 'ae', from: null });
    expect(filteredList('list', { from: undefined, plan: 'ae' })).toBe(list);
    const cursor = writeCursor(list, ['12']);
    expect(readCursor(list, cursor, [KEY.whole])).toEqual(['12']);
    for (const filter of [{}, { plan: 'sdr' }, { from: 'ae' }, { plan: 'ae', from: '2026-01-01' }])
      expect(() => readCursor(filteredList('list', filter), cursor, [KEY.whole])).toThrow('not given out');
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
