import { beforeAll, describe, expect, it } from '@jest/globals';
import { testApi } from '../../../../../test/support/api/api.js';
import { testDatabase } from '../../../../../test/support/database.js';
import { importing } from '../../../../../test/support/importing.js';

const database = testDatabase();
const give = importing(database);
const api = testApi(database);
const HEADER = 'set,from_currency,to_currency,date,rate,revision';
beforeAll(async () => {
  const rows = [
    'market,EUR,USD,2026-02-03,1.10,1',
    'market,EUR,USD,2026-02-04,1.11,1',
    'market,USD,INR,2026-02-28,84.5,1',
    'compensation,USD,INR,2026-01-01,83,1',
  ];
  await give('fx-rates', [HEADER, ...rows, ''].join('\n'));
  await give('fx-rates', `${HEADER}\nmarket,EUR,USD,2026-02-03,1.12,2\n`);
});

interface Rates {
  readonly fxRates: {
    readonly totalCount: number;
    readonly nodes: readonly { readonly set: string; readonly date: string; readonly rate: string }[];
    readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
  };
}

async function rates(filter: object, page: object = { first: 10 }): Promise<Rates['fxRates']> {
  const text = `query ($filter: FxRateFilterInput, $first: Int, $after: String) {
    fxRates(filter: $filter, first: $first, after: $after) {
      totalCount pageInfo { endCursor hasNextPage } nodes { set fromCurrency toCurrency date rate } } }`;
  return (await api.ask<Rates>(text, { filter, ...page })).fxRates;
}

describe('exchange rates by GraphQL', () => {
  it('are given by day, as last corrected', async () => {
    const { nodes, totalCount } = await rates({});
    expect(totalCount).toBe(4);
    expect(nodes.map(({ set, date, rate }) => [set, date, rate])).toEqual([
      ['compensation', '2026-01-01', '83'],
      ['market', '2026-02-03', '1.12'],
      ['market', '2026-02-04', '1.11'],
      ['market', '2026-02-28', '84.5'],
    ]);
  });

  it('are found by set, pair and days', async () => {
    const days = async (filter: object): Promise<string[]> =>
      (await rates(filter)).nodes.map(({ date }) => date);
    expect(await days({ set: 'market', fromCurrency: 'EUR' })).toEqual(['2026-02-03', '2026-02-04']);
    expect(await days({ toCurrency: 'INR', from: '2026-01-02' })).toEqual(['2026-02-28']);
    expect(await days({ until: '2026-02-04' })).toEqual(['2026-01-01', '2026-02-03']);
    expect(await days({ set: 'daily' })).toEqual([]);
  });

  it('come once each, page by page', async () => {
    const first = await rates({ set: 'market' }, { first: 2 });
    const rest = await rates({ set: 'market' }, { first: 2, after: first.pageInfo.endCursor });
    expect([...first.nodes, ...rest.nodes].map(({ date }) => date)).toEqual([
      '2026-02-03',
      '2026-02-04',
      '2026-02-28',
    ]);
    expect(rest.pageInfo.hasNextPage).toBe(false);
  });
});
