import { beforeAll, describe, expect, it } from '@jest/globals';
import { seeingAll } from '../../../../test/support/actors/actor.js';
import { testApi } from '../../../../test/support/api/api.js';
import { testDatabase } from '../../../../test/support/database.js';

const database = testDatabase();
beforeAll(async () => {
  for (let nth = 1; nth <= 12; nth += 1)
    await database.change(seeingAll('tester'), { action: 'test', subject: `change ${nth}` }, async () => ({
      result: 0,
      after: null,
    }));
});
const api = testApi(database);

const ENTRIES = `query ($first: Int!, $after: String) {
  auditEntries(first: $first, after: $after, filter: { action: "test" }) {
    totalCount nodes { position } pageInfo { hasNextPage endCursor }
  }
}`;

interface Page {
  totalCount: number;
  nodes: { position: string }[];
  pageInfo: { hasNextPage: boolean; endCursor: string };
}

async function positions(first: number): Promise<number[]> {
  const found: number[] = [];
  for (let after: string | null = null; ;) {
    const { auditEntries }: { auditEntries: Page } = await api.ask(ENTRIES, { first, after });
    found.push(...auditEntries.nodes.map(({ position }) => Number(position)));
    if (!auditEntries.pageInfo.hasNextPage) return found;
    after = auditEntries.pageInfo.endCursor;
  }
}

describe('the audit by GraphQL', () => {
  it('is told newest first, by number and not by letters, however large the pages are', async () => {
    const all = await positions(200);
    expect(all).toHaveLength(12);
    expect(all).toEqual(all.toSorted((one, other) => other - one));
    expect(await positions(5)).toEqual(all);
  });
});
