import { afterEach, expect, it, jest } from '@jest/globals';
import { testDatabase } from '../../../../test/support/database.js';
import { ACTOR } from '../../../../test/support/small-company.js';
import { OpenTransaction } from '../transaction.js';
import { ExpectedReadings } from './expected-readings.js';

const database = testDatabase();
afterEach(() => {
  jest.restoreAllMocks();
});

it('what is said to be asked is read at once, each once, and what fails fails for whom asks for it', async () => {
  await database.reading(ACTOR, async (tx) => {
    const prepared: string[] = [];
    const readings = new ExpectedReadings<string, number, string | undefined>(tx, {
      nameOf: (of) => of,
      prepare: (of) => {
        prepared.push(of);
        return of === 'unprepared' ? Promise.reject(new Error(of)) : Promise.resolve(of.length);
      },
      read: async (reading, of, length) => {
        const [row] = await reading.query<{ said: string }>(
          `select name || ' ' || $1::bigint as said from unnest($2::text[]) name`,
          [length, [of]],
        );
        if (of === 'unreadable') throw new Error(row?.said);
        return row?.said;
      },
    });
    const query = jest.spyOn(OpenTransaction.prototype, 'query');
    for (const name of ['one', 'three', 'one', 'unreadable', 'unprepared']) readings.expect(name);
    expect(query).not.toHaveBeenCalled();
    expect(await readings.of('seven')).toBe('seven 5');
    expect(await readings.of('one')).toBe('one 3');
    expect(await readings.of('three')).toBe('three 5');
    await expect(readings.of('unreadable')).rejects.toThrow('unreadable 10');
    await expect(readings.of('unprepared')).rejects.toThrow('unprepared');
    readings.expect('one');
    expect(query).toHaveBeenCalledTimes(1);
    expect(prepared).toEqual(['one', 'three', 'unreadable', 'unprepared', 'seven']);
    expect(await readings.of('four')).toBe('four 4');
    expect(query).toHaveBeenCalledTimes(2);
  });
});
