import { beforeAll, describe, expect, it } from '@jest/globals';
import { personaApi } from '../../../../test/support/api/api.js';
import { createUsers, seedCompany, SELLERS, type Login } from '../../../../test/support/api/company.js';
import { testDatabase } from '../../../../test/support/database.js';
import { tell, type Told } from '../../../../test/support/small-company.js';

const database = testDatabase();

const deal = (id: string, revision: number, columns: Told['columns']): Told => ({
  table: 'deal',
  id,
  revision,
  columns: {
    account: null,
    currency: 'USD',
    offered_on: '2026-03-01',
    standing: 'open',
    attributes: '{}',
    ...columns,
  },
});

beforeAll(async () => {
  await seedCompany(database);
  await tell(database, [
    deal('passed', 1, { seller: 'seller-0', attributes: '{"deal.note": "first"}' }),
    deal('of-nobody', 1, { seller: null, account: 'Other', standing: 'won', offered_on: '2026-04-01' }),
  ]);
  await tell(database, [
    deal('passed', 2, { seller: 'seller-3', attributes: '{"deal.note": "then"}' }),
    deal('late', 1, { seller: 'seller-2', offered_on: '2026-05-01', standing: 'lost' }),
  ]);
}, 60_000);
const api = personaApi(database);
beforeAll(() => createUsers(api.server));

interface Page {
  nodes: { id: string }[];
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string };
}

const DEALS = `query ($first: Int, $after: String, $filter: DealFilterInput) {
  deals(first: $first, after: $after, filter: $filter) { totalCount pageInfo { hasNextPage endCursor } nodes { id } } }`;

async function found(login: Login, filter: Record<string, unknown> = {}): Promise<string[]> {
  const { deals } = await api.askAs<{ deals: Page }>(login, DEALS, { first: 50, filter });
  expect(deals.totalCount).toBe(deals.nodes.length);
  return deals.nodes.map(({ id }) => id);
}

const canary = (number: number): string => `canary-deal-${number}`;

const BY = {
  line: null,
  recordedBy: 'tester',
  recordedByName: 'tester',
  undone: false,
  withdrawn: false,
};
const REVISIONS = [
  {
    ...BY,
    revision: 1,
    changed: expect.arrayContaining([{ field: 'seller', before: null, after: 'seller-0' }]),
  },
  {
    ...BY,
    revision: 2,
    changed: [
      { field: 'seller', before: 'seller-0', after: 'seller-3' },
      { field: 'deal.note', before: 'first', after: 'then' },
    ],
  },
];

describe('deals by GraphQL', () => {
  it('are told with their facts, their lines and every revision: who, when and what it changed', async () => {
    const { deal: one } = await api.askAs<{ deal: unknown }>(
      'finance',
      `{ deal(id: "passed") { id source revision seller account currency offered standing attributes { name value } lines { line }
          revisions { line revision recordedBy recordedByName undone withdrawn changed { field before after } } } }`,
    );
    expect(one).toEqual({
      id: 'passed',
      source: 'crm',
      revision: 2,
      seller: 'seller-3',
      account: null,
      currency: 'USD',
      offered: '2026-03-01',
      standing: 'OPEN',
      attributes: [{ name: 'deal.note', value: 'then' }],
      lines: [],
      revisions: REVISIONS,
    });
  });

  it('tell the amounts of their lines in the currency of the deal', async () => {
    expect(
      await api.askAs(
        'finance',
        `{ deal(id: "${canary(1)}") { lines { line revision net { amount currency } } } }`,
      ),
    ).toEqual({
      deal: { lines: [{ line: 1, revision: 1, net: { amount: '419079.07', currency: 'USD' } }] },
    });
  });

  it('are found by id, seller, customer, standing and day of the offer', async () => {
    expect(await found('finance', { search: 'DEAL-3' })).toEqual([canary(3)]);
    expect(await found('finance', { search: 'oth' })).toEqual(['of-nobody']);
    expect(await found('finance', { seller: 'seller-3' })).toEqual(['passed', canary(3)]);
    expect(await found('finance', { account: 'acme' })).toHaveLength(8);
    expect(await found('finance', { standing: 'WON' })).toEqual(['of-nobody']);
    expect(await found('finance', { from: '2026-04-01' })).toEqual(['late', 'of-nobody']);
    expect(await found('finance', { from: '2026-03-01', until: '2026-04-01' })).toEqual(['passed']);
  });

  it('give all once, however large the pages are', async () => {
    const all = await found('finance');
    expect(all).toHaveLength(11);
    const pages: string[] = [];
    for (let after: string | null = null; ;) {
      const { deals }: { deals: Page } = await api.askAs('finance', DEALS, { first: 3, after });
      pages.push(...deals.nodes.map(({ id }) => id));
      if (!deals.pageInfo.hasNextPage) break;
      after = deals.pageInfo.endCursor;
    }
    expect(pages).toEqual(all);
    const other = await api.answerAs('finance', DEALS, { after: 'x' });
    expect(other.errors?.[0]?.extensions['code']).toBe('BAD_CURSOR');
  });

  it('are seen by their seller, by who manages the seller on the day of the offer, and by the company', async () => {
    expect(await found('a-rep')).toEqual([canary(0)]);
    // seller-2 left the team in April, so the offer of May is not theirs to see.
    expect(await found('team-manager')).toEqual([6, 4, 2, 0].map(canary));
    for (const login of ['comp-admin', 'finance', 'auditor'] as const)
      expect(await found(login)).toEqual([
        'late',
        'of-nobody',
        'passed',
        ...[...SELLERS].reverse().map(canary),
      ]);
    const hidden = await api.answerAs('system-admin', '{ deals { totalCount } }');
    expect(hidden.errors?.[0]?.extensions['code']).toBe('NOT_ALLOWED');
  });

  it('are not told any more to who sold them once', async () => {
    const asked = '{ deal(id: "passed") { id revisions { revision } lines { line } } }';
    expect(await api.askAs('a-rep', asked)).toEqual({ deal: null });
    expect(await api.askAs('team-manager', asked)).toEqual({ deal: null });
    expect(await found('a-rep', { search: 'passed' })).toEqual([]);
  });
});
