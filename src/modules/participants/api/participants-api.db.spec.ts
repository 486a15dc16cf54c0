import { beforeAll, describe, expect, it } from '@jest/globals';
import { testApi } from '../../../../test/support/api/api.js';
import { statementsOf } from '../../../../test/support/api/statements.js';
import { ALL_SEEING } from '../../../../test/support/api/viewers.js';
import { testDatabase } from '../../../../test/support/database.js';
import { people, publishRules, tell } from '../../../../test/support/small-company.js';
import { ALL_DAYS } from '../../../platform/database/actor.js';

const database = testDatabase();
beforeAll(async () => {
  await publishRules(database);
  await tell(database, people());
});
const api = testApi(database);
const manager = testApi(database, {
  ...ALL_SEEING,
  id: 'manager-0',
  sight: { pay: new Map([['seller-0', ALL_DAYS]]), bookings: 'credited', audit: 'none' },
});

interface Person {
  id: string;
  name: string;
  assignments: { plan: string; manager: string | null; from: string }[];
  quotas: { amount: string }[];
  reports: { id: string }[];
}
interface Page {
  nodes: Person[];
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string };
}

const PEOPLE = `query ($first: Int!, $after: String, $filter: ParticipantFilterInput) {
  participants(first: $first, after: $after, filter: $filter) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { id name hired payrollId attributes { name value } assignments { plan manager from until attributes { name value } }
      quotas { name amount unit from until } absences { kind } territories { territory } reports(on: "2026-02-01") { id name } }
  }
}`;

async function page(variables: Record<string, unknown>, by = api): Promise<Page> {
  return (await by.ask<{ participants: Page }>(PEOPLE, { first: 50, ...variables })).participants;
}

const ids = ({ nodes }: Page): string[] => nodes.map(({ id }) => id);

describe('participants by GraphQL', () => {
  it('gives everybody once, however large the pages are', async () => {
    const all = await page({});
    expect(all.totalCount).toBe(11);
    const byThree: string[] = [];
    for (let after: string | null = null; ;) {
      const next: Page = await page({ first: 3, after });
      byThree.push(...ids(next));
      if (!next.pageInfo.hasNextPage) break;
      after = next.pageInfo.endCursor;
    }
    expect(byThree).toEqual(ids(all));
  });

  it('finds people by name, plan, manager and day', async () => {
    expect(ids(await page({ filter: { search: 'DIRECT' } }))).toEqual(['director']);
    expect(ids(await page({ filter: { plan: 'manager' } }))).toEqual(['manager-0', 'manager-1']);
    const team = ['seller-0', 'seller-2', 'seller-4', 'seller-6'];
    expect(ids(await page({ filter: { manager: 'manager-0', activeOn: '2026-02-01' } }))).toEqual(team);
    expect((await page({ filter: { activeOn: '2025-02-01' } })).totalCount).toBe(0);
  });

  it('tells plans, targets and reports of each', async () => {
    const { nodes } = await page({ filter: { search: 'manager-0' } });
    expect(nodes[0]?.assignments).toEqual([
      expect.objectContaining({ plan: 'manager', manager: 'director', from: '2026-01-01' }),
    ]);
    expect(nodes[0]?.quotas.map(({ amount }) => amount)).toEqual(['40000', '40000', '40000', '40000']);
    expect(nodes[0]?.reports.map(({ id }) => id)).toEqual(['seller-0', 'seller-2', 'seller-4', 'seller-6']);
  });

  it('gives one participant by id, and null for who is none', async () => {
    const one = '{ participant(id: "seller-3") { id name } nobody: participant(id: "x") { id } }';
    expect(await api.ask(one)).toEqual({ participant: { id: 'seller-3', name: 'seller-3' }, nobody: null });
  });

  it('asks as many statements for one participant as for fifty', async () => {
    const one = await statementsOf(() => page({ first: 1 }));
    const fifty = await statementsOf(() => page({ first: 50 }));
    expect(one).toBeGreaterThan(5);
    expect(fifty).toBe(one);
  });

  it('tells of colleagues whose pay one does not see their names alone', async () => {
    const { nodes, totalCount } = await page({}, manager);
    expect(totalCount).toBe(11);
    expect(nodes.filter(({ quotas }) => quotas.length > 0).map(({ id }) => id)).toEqual(['seller-0']);
    expect(nodes.filter(({ assignments }) => assignments.length > 0).map(({ id }) => id)).toEqual([
      'seller-0',
    ]);
    expect(ids(await page({ filter: { plan: 'seller' } }, manager))).toEqual(['seller-0']);
  });

  it('says who lacks what on a day, to those who see everybody', async () => {
    const ASKED = '{ readiness(on: "2026-02-01") { lacks id message } }';
    const { readiness } = await api.ask<{ readiness: { lacks: string; id: string }[] }>(ASKED);
    expect(readiness).toContainEqual(expect.objectContaining({ lacks: 'PAYROLL_ID', id: 'seller-0' }));
    expect(readiness.filter(({ lacks }) => lacks !== 'PAYROLL_ID')).toEqual([]);
    const refused = await manager.answer(ASKED);
    expect(refused.errors?.[0]?.extensions['code']).toBe('NOT_ALLOWED');
  });
});
