import { beforeAll, expect, it } from '@jest/globals';
import { asAdministrator, testDatabase } from '../../../../test/support/database.js';
import { ACTOR, tell, type Told } from '../../../../test/support/small-company.js';
import { readTogether } from '../../../platform/database/together/read-together.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { FactCatalogue } from '../../../engine/rulebook/rulebook.js';
import { readAccountsOn, type AccountAsked, type FactsOfAccount } from './read-accounts-on.js';

const database = testDatabase();
/** More than are looked up one by one. */
const ACCOUNTS = 3_000;
const PEOPLE = ['ana', 'ben', 'cho'];
const NAMES = ['named', 'named-owner', 'previous-owner', 'parent-owner'];
const field = (name: string) => ({ name: `account.${name}`, is: 'text', means: name });
const catalogue = { fields: NAMES.map(field), relations: [] } as unknown as FactCatalogue;
const DAY = 20_530; // 2026-03-18

const person = (nth: number): string => PEOPLE[nth % PEOPLE.length] ?? '';
const id = (nth: number): string => `a${nth}`;

function account(nth: number): Told {
  const parent = nth % 10 === 0 ? null : id(nth - 1);
  const columns = { name: id(nth), owner: person(nth), parent, segment: 'smb', attributes: '{}' };
  return { table: 'account', id: id(nth), revision: 1, columns };
}

function dated(table: Told['table'], nth: number, of: Readonly<Record<string, string>>): Told {
  const columns = { account: id(nth), ...of, effective_from: '2026-03-01', effective_until: null };
  return { table, id: `${table} ${nth}`, revision: 1, columns };
}

const every = <T>(of: (nth: number) => T): T[] => Array.from({ length: ACCOUNTS }, (_, nth) => of(nth));

beforeAll(async () => {
  const people = PEOPLE.map((name): Told => ({
    table: 'participant',
    id: name,
    revision: 1,
    columns: { name, attributes: '{}' },
  }));
  await tell(database, people);
  await tell(database, every(account));
  await tell(database, [
    ...every((nth) => dated('account_owner', nth, { participant: person(nth + 1) })),
    ...every((nth) => dated('account_segment', nth, { segment: 'enterprise' })),
    ...every((nth) => dated('named_account', nth, { participant: person(nth) })),
    ...every((nth) => nth)
      .filter((nth) => nth % 10 > 5)
      .map((nth) => dated('account_parent', nth, { parent: id(nth - 3) })),
  ]);
  await asAdministrator('analyze');
}, 60_000);

/** Rows of the tables of accounts that its connection has read. */
async function rowsRead(tx: Transaction): Promise<number> {
  const [row] = await tx.query<{ rows: number }>(
    `select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::int as rows from pg_stat_xact_user_tables
     where relname like 'account%' or relname = 'named_account'`,
  );
  return row?.rows ?? 0;
}

const read = (
  asked: readonly AccountAsked[],
): Promise<{ facts: readonly (FactsOfAccount | undefined)[]; rows: number }> =>
  database.reading(ACTOR, async (tx) => {
    const [last] = await tx.query<{ position: string }>('select last_position() as position');
    const at = { position: BigInt(last?.position ?? 0), catalogue };
    const before = await rowsRead(tx);
    const facts = await readAccountsOn(tx, at, asked);
    return { facts, rows: (await rowsRead(tx)) - before };
  });

it('what few accounts are is read of them and of those above them alone, and is what reading all says', async () => {
  const days = [DAY - 30, DAY];
  const asked = every((nth) => ({ account: id(nth), on: days[nth % 2] ?? DAY }));
  const all = await read(asked);
  expect(new Set(all.facts.map((facts) => facts?.get('account.parent-owner')))).toEqual(
    new Set([...PEOPLE, undefined]),
  );
  expect(all.rows).toBeGreaterThan(ACCOUNTS);
  const few = await read([asked[4], asked[5]].flatMap((each) => each ?? []));
  expect(few.facts).toEqual(all.facts.slice(4, 6));
  const some = await read(asked.slice(500, 1_400));
  expect(some.facts).toEqual(all.facts.slice(500, 1_400));
  expect(few.rows).toBeLessThan(ACCOUNTS / 10);
});

it.each([false, true])(
  'accounts that are read together are what each is by itself (%s)',
  async (withoutUndone) => {
    const asked = every((nth) => ({ account: id(nth), on: DAY - 30 + (nth % 3) * 15 })).slice(100, 160);
    await database.reading(ACTOR, async (tx) => {
      const [last] = await tx.query<{ position: string }>('select last_position() as position');
      const positions = [3n, 2n, 1n, 0n].map((back) => BigInt(last?.position ?? 0) - back);
      const readings = positions.flatMap((position) =>
        asked.map(
          (each) => (reading: Transaction) =>
            readAccountsOn(reading, { position, catalogue, withoutUndone }, [each]),
        ),
      );
      const together = await Promise.all(await readTogether(tx, readings));
      for (const [place, position] of positions.entries()) {
        const all = await readAccountsOn(tx, { position, catalogue, withoutUndone }, asked);
        expect(together.slice(place * asked.length, (place + 1) * asked.length).flat()).toEqual(all);
      }
      expect(new Set(together.flat().map((facts) => facts?.get('account.segment')))).toEqual(
        new Set([undefined, 'smb', 'enterprise']),
      );
    });
  },
);
