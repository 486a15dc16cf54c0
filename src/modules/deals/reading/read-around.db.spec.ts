import { beforeAll, expect, it } from '@jest/globals';
import { asAdministrator, testDatabase } from '../../../../test/support/database.js';
import { person } from '../../../../test/support/deals/by-segment.js';
import { ACTOR, tell } from '../../../../test/support/small-company.js';
import type { FactCatalogue } from '../../../engine/rulebook/rulebook.js';
import { readTogether } from '../../../platform/database/together/read-together.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { readAroundOn } from './read-around.js';

const database = testDatabase();
const PEOPLE = 3_000;
const catalogue = {
  fields: [{ name: 'participant.role', is: 'text', means: 'Role' }],
  relations: [],
  attributes: [],
} as unknown as FactCatalogue;
const DAY = 20_530; // 2026-03-18

beforeAll(async () => {
  await tell(database, Array.from({ length: PEOPLE }, (_, nth) => person(`s${nth}`, null)).flat());
  await asAdministrator('analyze');
}, 60_000);

/** Rows of people and their seats that its connection has read. */
async function rowsRead(tx: Transaction): Promise<number> {
  const [row] = await tx.query<{ rows: number }>(
    `select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::int as rows from pg_stat_xact_user_tables
     where relname in ('participant', 'assignment')`,
  );
  return row?.rows ?? 0;
}

it('of the sellers of deals alone is read what people are, also at many positions', async () => {
  await database.reading(ACTOR, async (tx) => {
    const [last] = await tx.query<{ position: string }>('select last_position() as position');
    const before = await rowsRead(tx);
    const found = await Promise.all(
      await readTogether(
        tx,
        Array.from({ length: 20 }, (_, nth) => (reading: Transaction) => {
          const position = BigInt(last?.position ?? 0) + BigInt(nth);
          const of = [{ account: null, seller: `s${nth}`, on: DAY }];
          return readAroundOn(reading, { position, catalogue }, of);
        }),
      ),
    );
    expect(found.map(([facts]) => facts?.get('participant.role'))).toEqual(Array(20).fill('seller'));
    expect((await rowsRead(tx)) - before).toBeLessThan(PEOPLE / 10);
  });
});
