import { beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  accountWorld,
  anyDay,
  corrections,
  toldAgain,
  toldOf,
} from '../../../../test/support/accounts/account-world.js';
import { testDatabase } from '../../../../test/support/database.js';
import { runs } from '../../../../test/support/properties/property-runs.js';
import { ACTOR, tell, type Told } from '../../../../test/support/small-company.js';
import type { FactCatalogue } from '../../../engine/rulebook/rulebook.js';
import { countOwned } from './count-owned.js';
import { readAccountsOn } from './read-accounts-on.js';

const database = testDatabase();
const PEOPLE = ['ana', 'ben', 'cho', 'dan', 'nobody'];
const catalogue = { fields: [], relations: [] } as unknown as FactCatalogue;

beforeAll(() =>
  tell(
    database,
    PEOPLE.slice(0, -1).map((id) => ({
      table: 'participant',
      id,
      revision: 1,
      columns: { name: id, attributes: '{}' },
    })),
  ),
);

async function told(facts: readonly Told[]): Promise<bigint> {
  await tell(database, facts);
  return await database.inTransaction(ACTOR, async (tx) => {
    const [row] = await tx.query<{ position: string }>('select last_position() as position');
    return BigInt(row?.position ?? 0);
  });
}

it('people own as many accounts on a day as there are that they own, before and after a correction', async () => {
  let nth = 0;
  let most = 0;
  const ids: string[] = [];
  const asked = fc.array(fc.record({ owner: fc.constantFrom(...PEOPLE), on: anyDay }), {
    minLength: 1,
    maxLength: 5,
  });
  const property = fc.asyncProperty(accountWorld, corrections, asked, async (world, by, of) => {
    const prefix = `w${(nth += 1)}`;
    const id = (account: number): string => `${prefix}-${account}`;
    const facts = toldOf(world, id);
    ids.push(...facts.filter(({ table }) => table === 'account').map((each) => each.id));
    const first = await told(facts);
    const again = toldAgain(world, by, id);
    const second = again.length === 0 ? first : await told(again);
    for (const position of [first, second])
      await database.inTransaction(ACTOR, async (tx) => {
        const counted = await countOwned(tx, position, of);
        for (const [place, { owner, on }] of of.entries()) {
          const every = ids.map((account) => ({ account, on }));
          const known = await readAccountsOn(tx, { position, catalogue }, every);
          const owned = known.filter((each) => each?.get('account.owner') === owner).length;
          most = Math.max(most, owned);
          expect(counted[place]).toBe(owned);
        }
      });
  });
  await fc.assert(property, runs(15));
  expect(most).toBeGreaterThan(1);
}, 120_000);
