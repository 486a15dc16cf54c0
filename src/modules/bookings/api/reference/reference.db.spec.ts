import { beforeAll, describe, expect, it } from '@jest/globals';
import { testApi } from '../../../../../test/support/api/api.js';
import { statementsOf } from '../../../../../test/support/api/statements.js';
import { testDatabase } from '../../../../../test/support/database.js';
import { CATALOGUE, importing } from '../../../../../test/support/importing.js';

const database = testDatabase();
const imports = importing(database);
const numbers = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));
beforeAll(async () => {
  await imports('participants', 'participant,name\nana,Ana\n');
  const accounts = numbers.map((number) => `a-${number},Account ${number},ana,smb`);
  await imports('accounts', ['account,name,owner,segment', ...accounts].join('\n'), { catalogue: CATALOGUE });
  const owned = numbers.map((number) => `a-${number},ana,2026-02-01`);
  await imports('account-owners', ['account,participant,from', ...owned].join('\n'));
  await imports('account-parents', 'account,parent,from,until\na-07,a-08,2026-01-01,2026-03-01');
  const territories = numbers.map((number) => `t-${number},Territory ${number},emea`);
  await imports('territories', ['territory,name,group', ...territories].join('\n'));
  const held = numbers.map((number) => `t-${number},ana,2026-01-01`);
  await imports('territory-holders', ['territory,participant,from', ...held].join('\n'));
});
const api = testApi(database);

interface Page {
  nodes: { id: string }[];
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string };
}

async function page(
  list: string,
  of: { first: number; after?: string | null; search?: string },
): Promise<Page> {
  const own =
    list === 'accounts'
      ? 'owner segment parent periods { what value from until }'
      : 'group holders { participantId from until }';
  const text = `query ($first: Int!, $after: String, $search: String) {
    ${list}(first: $first, after: $after, search: $search) { totalCount pageInfo { hasNextPage endCursor } nodes { id source name attributes { name } ${own} } } }`;
  return (await api.ask<Record<string, Page>>(text, of))[list] as Page;
}

describe('accounts and territories by GraphQL', () => {
  it.each(['accounts', 'territories'])('give all %s once, however large the pages are', async (list) => {
    const ids: string[] = [];
    for (let after: string | null = null; ;) {
      const next: Page = await page(list, { first: 7, after });
      ids.push(...next.nodes.map(({ id }) => id));
      if (!next.pageInfo.hasNextPage) break;
      after = next.pageInfo.endCursor;
    }
    expect(ids).toEqual((await page(list, { first: 100 })).nodes.map(({ id }) => id));
    expect(new Set(ids).size).toBe(60);
  });

  it('are found by name, with who owns and holds them', async () => {
    const { nodes } = await page('accounts', { first: 5, search: 'ACCOUNT 07' });
    expect(nodes).toEqual([
      expect.objectContaining({ id: 'a-07', source: 'crm', owner: 'ana', segment: 'smb', parent: null }),
    ]);
    expect(nodes[0]).toMatchObject({
      periods: [
        { what: 'parent', value: 'a-08', from: '2026-01-01', until: '2026-03-01' },
        { what: 'owner', value: 'ana', from: '2026-02-01', until: null },
      ],
    });
    const territories = await page('territories', { first: 5, search: 't-07' });
    const holders = [{ participantId: 'ana', from: '2026-01-01', until: null }];
    expect(territories.nodes).toEqual([expect.objectContaining({ group: 'emea', holders })]);
    expect(territories.totalCount).toBe(1);
  });

  it.each(['accounts', 'territories'])('ask as many statements for one as for fifty of %s', async (list) => {
    const one = await statementsOf(() => page(list, { first: 1 }));
    expect(one).toBeGreaterThan(3);
    expect(await statementsOf(() => page(list, { first: 50 }))).toBe(one);
  });
});
