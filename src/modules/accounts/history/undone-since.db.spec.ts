import { beforeAll, expect, it } from '@jest/globals';
import { testDatabase } from '../../../../test/support/database.js';
import { ACTOR, tell, untell, type Told } from '../../../../test/support/small-company.js';
import type { FactCatalogue } from '../../../engine/rulebook/rulebook.js';
import { readAccountsOn } from './read-accounts-on.js';

const database = testDatabase();
const NAMES = ['named', 'named-owner', 'previous-owner', 'parent-owner', 'tier'];
const field = (name: string) => ({ name: `account.${name}`, is: 'text', means: name });
const catalogue = { fields: NAMES.map(field), relations: [] } as unknown as FactCatalogue;
const DAY = 20_530; // 2026-03-18

const account = (id: string, owner: string, more: Partial<Told['columns']> = {}, revision = 1): Told => ({
  table: 'account',
  id,
  revision,
  columns: { name: id, owner, parent: null, segment: 'smb', attributes: '{"account.tier": "3"}', ...more },
});

function dated(table: Told['table'], of: Told['columns'], from = '2026-03-01'): Told {
  const columns = { account: 'low', ...of, effective_from: from, effective_until: null };
  return { table, id: `${table} ${from}`, revision: 1, columns };
}

/** What is known of the low account at a position: as it was known then, or as if what was undone since had never been told. */
const read = (position: bigint, withoutUndone = false): Promise<Record<string, unknown>> =>
  database.reading(ACTOR, async (tx) => {
    const at = { position, catalogue, withoutUndone };
    const [facts] = await readAccountsOn(tx, at, [{ account: 'low', on: DAY }]);
    return Object.fromEntries(facts ?? []);
  });

const told = async (...facts: readonly Told[]): Promise<{ entry: bigint; position: bigint }> => {
  const entry = await tell(database, facts);
  const [row] = await database.reading(ACTOR, (tx) =>
    tx.query<{ position: string }>('select last_position() as position'),
  );
  return { entry, position: BigInt(row?.position ?? 0) };
};

const MISTAKE: readonly Told[] = [
  account('low', 'ben', { segment: 'enterprise', attributes: '{"account.tier": "1"}' }, 2),
  account('top', 'ben', {}, 2),
  dated('account_owner', { participant: 'cho' }),
  dated('account_segment', { segment: 'public' }),
  dated('named_account', { participant: 'cho' }),
  dated('account_parent', { parent: 'other' }),
];

beforeAll(async () => {
  const people = ['ana', 'ben', 'cho'].map((id): Told => ({
    table: 'participant',
    id,
    revision: 1,
    columns: { name: id, attributes: '{}' },
  }));
  await tell(database, people);
}, 60_000);

it('an account is read as if what was undone since had never been told, but for what was told again as it was', async () => {
  const before = await told(
    account('top', 'ana'),
    account('other', 'cho'),
    account('low', 'ana', { parent: 'top' }),
  );
  const says = await read(before.position);
  expect(says).toMatchObject({ 'account.owner': 'ana', 'account.parent-owner': 'ana', 'account.tier': '3' });
  expect(says['account.named']).toBeUndefined();
  const mistake = await told(...MISTAKE);
  const wrong = await read(mistake.position);
  expect(wrong).toMatchObject({
    'account.owner': 'cho',
    'account.segment': 'public',
    'account.named': 'named',
    'account.named-owner': 'cho',
    'account.parent-owner': 'cho',
    'account.tier': '1',
  });
  expect(await read(mistake.position, true)).toEqual(wrong);

  await untell(database, mistake.entry);
  expect(await read(mistake.position)).toEqual(wrong);
  expect(await read(mistake.position, true)).toEqual(says);
  expect(await read(before.position, true)).toEqual(says);

  await told(dated('account_segment', { segment: 'federal' }));
  expect(await read(mistake.position, true)).toEqual(says);
  const again = await told(...MISTAKE);
  expect(await read(mistake.position, true)).toEqual(wrong);
  await untell(database, again.entry);
  expect(await read(mistake.position, true)).toEqual(says);
});
