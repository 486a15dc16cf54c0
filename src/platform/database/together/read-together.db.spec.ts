import { afterEach, expect, it, jest } from '@jest/globals';
import { testDatabase } from '../../../../test/support/database.js';
import { ACTOR } from '../../../../test/support/small-company.js';
import { OpenTransaction, type Transaction } from '../transaction.js';
import { readTogether } from './read-together.js';

const database = testDatabase();
afterEach(() => {
  jest.restoreAllMocks();
});

type Reading<T> = (tx: Transaction) => Promise<T>;

/** What readings found together, and how many statements of their transaction that took. */
const together = <T>(
  readings: readonly Reading<T>[],
): Promise<{ found: readonly PromiseSettledResult<T>[]; statements: number }> =>
  database.reading(ACTOR, async (tx) => {
    const query = jest.spyOn(OpenTransaction.prototype, 'query');
    const found = await Promise.allSettled(await readTogether(tx, readings));
    return { found, statements: query.mock.calls.length };
  });

const NUMBERS = `select nth::int, $1::bigint + 1 as position, $3::date as day from unnest($2::text[]) with ordinality named (name, nth)
  where name <> 'nobody' order by name collate "C" desc`;

const numbers =
  (position: bigint, names: readonly string[]): Reading<unknown[]> =>
  (tx) =>
    tx.query(NUMBERS, [position, names, '2026-03-01']);

const row = (nth: number, position: string): unknown => ({ nth, position, day: '2026-03-01' });

const values = (found: readonly PromiseSettledResult<unknown>[]): unknown[] =>
  found.map((each) => (each.status === 'fulfilled' ? each.value : String(each.reason)));

it('what readings ask in the same words is asked once, and each has its own answer, in its order', async () => {
  const { found, statements } = await together([
    numbers(7n, ['a', 'c', 'b']),
    numbers(9_007_199_254_740_993n, ['"', "it's \\ {x}"]),
    numbers(7n, ['nobody']),
    numbers(8n, []),
    numbers(7n, ['a', 'c', 'b']),
  ]);
  const first = [row(2, '8'), row(3, '8'), row(1, '8')];
  const large = [row(2, '9007199254740994'), row(1, '9007199254740994')];
  expect(values(found)).toEqual([first, large, [], [], first]);
  expect(statements).toBe(1);
});

it('what follows from an answer is asked together as well, whatever each goes on to ask', async () => {
  const twice: Reading<unknown> = async (tx) => {
    const [any] = await tx.query<{ found: boolean }>('select true as found');
    const [of] = await tx.query<{ position: string }>(NUMBERS, [1n, ['a'], '2026-03-01']);
    return [any?.found, of?.position];
  };
  const other: Reading<unknown> = async (tx) => {
    await tx.query('select true as found');
    return await tx.query('select 3 as three');
  };
  const nothing: Reading<unknown> = () => Promise.resolve('nothing');
  const { found, statements } = await together([twice, other, twice, nothing]);
  expect(values(found)).toEqual([[true, '2'], [{ three: 3 }], [true, '2'], 'nothing']);
  expect(statements).toBe(3);
});

it('a reading that fails takes nothing from the others', async () => {
  const failing: Reading<unknown> = async (tx) => {
    await tx.query(NUMBERS, [1n, ['a'], '2026-03-01']);
    throw new Error('of a type that is no more');
  };
  const { found } = await together([failing, numbers(1n, ['b'])]);
  expect(values(found)).toEqual(['Error: of a type that is no more', [row(1, '2')]]);
});

it('a value whose type the statement does not say is refused', async () => {
  const ask =
    (name: string): Reading<unknown> =>
    (tx) =>
      tx.query('select $1::bigint, $2', [1n, name]);
  const { found } = await together([ask('a'), ask('b')]);
  expect(values(found)).toEqual(Array(2).fill(expect.stringContaining('$2')));
});

it('nothing but statements is read together', async () => {
  const copies: Reading<unknown> = (tx) => Promise.resolve(tx.copyOut('copy deal to stdout'));
  const { found } = await together([copies]);
  expect(values(found)).toEqual([expect.stringContaining('read by statements')]);
});
