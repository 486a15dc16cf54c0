import { beforeAll, describe, expect, it } from '@jest/globals';
import { testApi } from '../../../test/support/api/api.js';
import { calculationOn } from '../../../test/support/calculation.js';
import { testDatabase } from '../../../test/support/database.js';
import { importing } from '../../../test/support/importing.js';
import { ACTOR, booking, people, publishRules, tell } from '../../../test/support/small-company.js';
import { RulingsService } from '../engagement/rulings.service.js';
import { RulesService } from '../rules/rules.service.js';

const database = testDatabase();
const api = testApi(database);
const give = importing(database);
const { service, changes } = calculationOn(database);
const rulings = new RulingsService(database, new RulesService(database));

type Changing = Parameters<typeof booking>[0] & { readonly changes?: string };

function changing({ changes: changed = '', ...told }: Changing): ReturnType<typeof booking> {
  const row = booking(told);
  return { ...row, columns: { ...row.columns, changes: changed === '' ? null : changed } };
}

const SO_2 = { id: 'SO-2', day: '2026-01-06', net: '100', seller: 'seller-2' } as const;

beforeAll(async () => {
  await publishRules(database);
  await tell(database, [
    ...people(),
    changing({ id: 'SO-1', day: '2026-01-05', net: '100', seller: 'seller-0' }),
    changing({ ...SO_2, seller: 'seller-0', changes: 'SO-1' }),
    changing({ id: 'SO-3', day: '2026-01-07', net: '-100', seller: 'seller-0', changes: 'SO-2' }),
    changing({ id: 'SO-4', day: '2026-01-08', net: '50', seller: 'seller-0' }),
  ]);
  await service.calculate(ACTOR, { shards: 2 });
  const ruling =
    'ruling,booking,shares,reason,decided_by\nCR-1,SO-1,seller-1 1,She closed it,Comp operations\n';
  expect((await give('credit-rulings', ruling)).rejections).toEqual([]);
}, 60_000);

/** Whom the latest calculation credits for each booking beside who they report to, and which rule the decision names. */
async function credited(): Promise<Readonly<Record<string, readonly string[]>>> {
  await service.calculate(ACTOR, { shards: 2 });
  const text = `query ($id: ID!) { booking(source: "crm", id: $id) { credits { participantId rule } ruling { rule } } }`;
  const found: Record<string, readonly string[]> = {};
  for (const id of ['SO-1', 'SO-2', 'SO-3', 'SO-4']) {
    const { booking } = await api.ask<{
      booking: { credits: { participantId: string }[]; ruling: { rule: string }[] };
    }>(text, { id });
    const people = booking.credits.map(({ participantId }) => participantId);
    found[id] = [...people.filter((each) => each.startsWith('seller')), booking.ruling[0]?.rule ?? ''];
  }
  return found;
}

const RULED = ['seller-1', 'CR-1'];
const RETURN = { kind: 'booking', subject: 'crm/SO-3/1', decision: 'credit', day: '2026-01-07' } as const;

// One history, told in order: each test continues where the one before ended.
describe('a credit ruling on a booking that others change', () => {
  it('decides what changes it, to the end', async () => {
    const paid = await credited();
    expect(paid).toMatchObject({ 'SO-1': RULED, 'SO-2': RULED, 'SO-3': RULED });
    expect(paid['SO-4']?.[0]).toBe('seller-0');
    expect(await rulings.decide(ACTOR, RETURN)).toMatchObject({ rule: 'CR-1' });
  }, 60_000);

  it('is read anew where a booking between says another, by whoever is credited for what changes that', async () => {
    await tell(database, [changing({ ...SO_2, changes: 'SO-4', revision: 2 })]);
    const { changed, participants } = await changes.staleness(ACTOR);
    expect(changed).toEqual({ 'booking line': 1 });
    expect(participants).toEqual(expect.arrayContaining(['seller-0', 'seller-1', 'seller-2']));
    expect(await rulings.decideAgain(ACTOR)).toMatchObject({ changed: 1 });
    expect((await rulings.decide(ACTOR, RETURN)).gives.map(({ output }) => output)).toEqual(['seller-0']);
    const paid = await credited();
    expect(paid['SO-1']).toEqual(RULED);
    expect([paid['SO-2']?.[0], paid['SO-3']?.[0]]).toEqual(['seller-2', 'seller-0']);
  }, 60_000);

  it('ends where changes go in a circle', async () => {
    await tell(database, [changing({ ...SO_2, changes: 'SO-3', revision: 3 })]);
    const paid = await credited();
    expect([paid['SO-2']?.[0], paid['SO-3']?.[0]]).toEqual(['seller-2', 'seller-0']);
  }, 60_000);
});
