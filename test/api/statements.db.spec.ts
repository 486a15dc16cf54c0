import { beforeAll, describe, expect, it } from '@jest/globals';
import { isObjectType } from 'graphql';
import type { Viewer } from '../../src/modules/access/access.service.js';
import { personaApi } from '../support/api/api.js';
import { seedApprovals } from '../support/api/approving.js';
import { seedRulings } from '../support/engagement/seed-rulings.js';
import { askedWith, knownIds } from '../support/api/operations/asked-with.js';
import { toldOf } from '../support/webhooks/seed.js';
import { createUsers, seedCompany, viewerOf } from '../support/api/company.js';
import { InProcess } from '../support/api/asking/in-process.js';
import { wholeOf, type ArgumentOf } from '../support/api/operations/routes.js';
import { statementsOf } from '../support/api/statements.js';
import { testDatabase } from '../support/database.js';

/** Two of three begin a reading: who asks, and that it only reads. A preview of approvals reads most: the company, the deal's account and seller, whom it pays already. */
const MOST = 73;

const database = testDatabase();
beforeAll(async () => {
  await seedCompany(database);
  await toldOf(database, () => seedApprovals(database));
  await seedRulings(database);
}, 60_000);
const api = personaApi(database);
let asking: InProcess;
let viewer: Viewer;
let seller: Viewer;
let admin: Viewer;
let plain: ArgumentOf;

beforeAll(async () => {
  await createUsers(api.server);
  asking = new InProcess(api.server);
  viewer = await viewerOf(api.server, 'finance');
  seller = await viewerOf(api.server, 'a-rep');
  admin = await viewerOf(api.server, 'comp-admin');
  plain = askedWith(await knownIds(api, await api.token('finance'), 0), 0);
}, 60_000);

function questions(): { field: string; isPaged: boolean }[] {
  const query = asking.schema.getType('Query');
  return Object.values(isObjectType(query) ? query.getFields() : {}).map(({ name, args }) => ({
    field: name,
    isPaged: args.some((argument) => argument.name === 'first'),
  }));
}

/** How many statements everything that a question gives takes, with pages of a size. */
async function statements(field: string, first: number): Promise<number> {
  const argumentOf: ArgumentOf = (type, of, argument) =>
    type === 'Query' && argument === 'first' ? `${first}` : plain(type, of, argument);
  const whole = wholeOf(asking.schema, { type: 'Query', field }, argumentOf);
  let codes: string[] = [];
  const count = await statementsOf(async () => {
    // Only who would submit the deal has a preview of it, and only who is paid a statement of their own.
    const isOwn = field === 'approvalPreview' || field === 'myStatement';
    const who = isOwn ? seller : field.startsWith('webhook') ? admin : viewer;
    const { refused } = await asking.ask(who, `{ ${whole} }`);
    codes = refused.map(({ code }) => code);
  });
  expect([field, codes.filter((code) => code !== 'NOT_FOUND')]).toEqual([field, []]);
  return count;
}

describe('SQL statements of a question', () => {
  it('are as many for a page of fifty as for a page of one, for every list with everything in it', async () => {
    const counted = [];
    for (const { field } of questions().filter(({ isPaged }) => isPaged))
      counted.push({ field, one: await statements(field, 1), fifty: await statements(field, 50) });
    process.stdout.write(`${counted.map(({ field, one, fifty }) => `${field} ${one} ${fifty}`).join(', ')}
`);
    expect(counted.length).toBeGreaterThanOrEqual(10);
    expect(counted.filter(({ one, fifty }) => one !== fifty)).toEqual([]);
    expect(counted.filter(({ fifty }) => fifty > MOST)).toEqual([]);
  });

  it('are few for every question that is no list', async () => {
    const counted = [];
    for (const { field } of questions().filter(({ isPaged }) => !isPaged))
      counted.push({ field, count: await statements(field, 1) });
    process.stdout.write(`${counted.map(({ field, count }) => `${field} ${count}`).join(', ')}\n`);
    expect(counted.filter(({ count }) => count > MOST)).toEqual([]);
  });
});
