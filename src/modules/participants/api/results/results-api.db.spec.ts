import { beforeAll, describe, expect, it } from '@jest/globals';
import { personaApi } from '../../../../../test/support/api/api.js';
import { createUsers, seedCompany, type Login } from '../../../../../test/support/api/company.js';
import { testDatabase } from '../../../../../test/support/database.js';
import { result, tell } from '../../../../../test/support/small-company.js';

const database = testDatabase();
const Q2 = { from: '2026-04-01', until: '2026-07-01' };
beforeAll(async () => {
  await seedCompany(database);
  await tell(database, [
    result({ ...Q2, value: '35' }),
    result({ participant: 'seller-2', ...Q2, value: '12.5' }),
    result({ participant: 'seller-0', ...Q2, value: '10' }),
    result({ participant: 'seller-0', ...Q2, value: '11', revision: 2 }),
    { ...result({ participant: 'seller-4', ...Q2, value: '99' }), withdrawn: true },
  ]);
}, 60_000);
const api = personaApi(database);
beforeAll(() => createUsers(api.server));

interface Page {
  nodes: { id: string; participantId: string | null; team: string | null }[];
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string };
}

const RESULTS = `query ($first: Int, $after: String, $filter: ReportedResultFilterInput) {
  results(first: $first, after: $after, filter: $filter) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { id source measure of participantId team from until date amount unit }
  }
}`;

async function page(login: Login, variables: Record<string, unknown> = {}): Promise<Page> {
  return (await api.askAs<{ results: Page }>(login, RESULTS, variables)).results;
}

/** Whose they are, with the month in which the window begins. */
async function whose(login: Login, filter: Record<string, unknown> = {}): Promise<string[]> {
  const { nodes, totalCount } = await page(login, { first: 100, filter });
  expect(totalCount).toBe(nodes.length);
  return (nodes as (Page['nodes'][number] & { from: string })[]).map(
    ({ participantId, team, from }) => `${participantId ?? team ?? 'company'} ${from.slice(5, 7)}`,
  );
}

describe('results by GraphQL', () => {
  it('are told as known now: the latest revision, without what was withdrawn', async () => {
    const { nodes } = await page('comp-admin', { filter: { participant: 'seller-0', from: '2026-04-01' } });
    expect(nodes).toEqual([
      {
        id: 'margin seller-0 2026-04-01',
        source: 'crm',
        measure: 'margin',
        of: 'PARTICIPANT',
        participantId: 'seller-0',
        team: null,
        ...Q2,
        date: '2026-07-01',
        amount: '11',
        unit: '%',
      },
    ]);
    expect(await whose('comp-admin', { participant: 'seller-4' })).toEqual(['seller-4 01']);
  });

  it('are found by measure, subject and days', async () => {
    expect(await whose('finance', { of: 'COMPANY' })).toEqual(['company 04']);
    expect(await whose('finance', { team: 'canary-team-3' })).toEqual(['canary-team-3 01']);
    expect(await whose('finance', { participant: 'seller-2' })).toEqual(['seller-2 01', 'seller-2 04']);
    expect(await whose('finance', { participant: 'seller-2', until: '2026-04-01' })).toEqual(['seller-2 01']);
    expect(await whose('finance', { participant: 'seller-2', from: '2026-04-01' })).toEqual(['seller-2 04']);
    expect(await whose('finance', { measure: 'net-retention' })).toEqual([]);
    expect(await whose('finance', { measure: 'canary', of: 'TEAM' })).toHaveLength(8);
  });

  it('give all once, however large the pages are', async () => {
    const all = await page('finance', { first: 100 });
    expect(all.totalCount).toBe(19);
    const found: string[] = [];
    for (let after: string | null = null; ;) {
      const next: Page = await page('finance', { first: 4, after });
      found.push(...next.nodes.map(({ id }) => id));
      if (!next.pageInfo.hasNextPage) break;
      after = next.pageInfo.endCursor;
    }
    expect(found).toEqual(all.nodes.map(({ id }) => id));
    expect(new Set(found).size).toBe(19);
  });

  it('are seen whole by who sees everybody', async () => {
    for (const login of ['comp-admin', 'finance', 'auditor'] as const)
      expect((await page(login)).totalCount).toBe(19);
  });

  it("show a rep their own and their team's, and nothing of the company or of others", async () => {
    expect((await whose('a-rep')).sort()).toEqual(['canary-team-0 01', 'seller-0 01', 'seller-0 04']);
    expect(await whose('a-rep', { participant: 'seller-1' })).toEqual([]);
    expect(await whose('a-rep', { of: 'COMPANY' })).toEqual([]);
  });

  it('show a manager those of their people on the days on which they report to them', async () => {
    expect(await whose('team-manager', { participant: 'seller-2' })).toEqual(['seller-2 01']);
    expect(await whose('team-manager', { team: 'canary-team-2' })).toEqual(['canary-team-2 01']);
    expect(await whose('team-manager', { participant: 'seller-1' })).toEqual([]);
    expect(await whose('team-manager', { team: 'canary-team-1' })).toEqual([]);
    expect(await whose('team-manager', { of: 'COMPANY' })).toEqual([]);
  });

  it('are not told to a system admin, and not told anew by a rep', async () => {
    const refused = await api.answerAs('system-admin', '{ results { nodes { amount } } }');
    expect(refused.errors?.[0]?.extensions['code']).toBe('NOT_ALLOWED');
    const TELL = `mutation ($input: ResultRecordInput!) { resultRecord(input: $input) { outcome userErrors { code path message } } }`;
    const window = { from: '2026-07-01', until: '2026-10-01', date: '2026-10-04' };
    const input = { idempotencyKey: 'q3', source: 'hr', measure: 'margin', ...window, value: '40%' };
    const own = { input: { ...input, participant: 'seller-0' } };
    expect(await api.askAs('a-rep', TELL, own)).toMatchObject({
      resultRecord: { outcome: null, userErrors: [{ code: 'NOT_ALLOWED' }] },
    });
    expect(await api.askAs('comp-admin', TELL, own)).toMatchObject({
      resultRecord: { outcome: 'ACCEPTED', userErrors: [] },
    });
    const wrong = { input: { ...input, idempotencyKey: 'wrong', value: '40' } };
    expect(await api.askAs('comp-admin', TELL, wrong)).toMatchObject({
      resultRecord: { userErrors: [{ code: 'RECORD_REJECTED', path: ['input', 'value'] }] },
    });
    expect(await whose('a-rep', { from: '2026-07-01' })).toEqual(['seller-0 07']);
  });
});
