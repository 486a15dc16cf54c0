import { beforeAll, describe, expect, it } from '@jest/globals';
import { testApi } from '../../../../test/support/api/api.js';
import { calculateSmallCompany } from '../../../../test/support/api/small-company-calculated.js';
import { calculationOn } from '../../../../test/support/calculation.js';
import { testDatabase } from '../../../../test/support/database.js';
import { ACTOR, booking, tell } from '../../../../test/support/small-company.js';

const database = testDatabase();
beforeAll(() => calculateSmallCompany(database));
const api = testApi(database);

interface EarningNode {
  id: string;
  participantId: string;
  period: { name: string };
  amount: { amount: string; currency: string };
  explanation: { says: string; parts: { says: string }[] };
  lines: { booking: string; amount: { amount: string }; says: string }[];
}
interface Page<T> {
  nodes: T[];
  totalCount: number;
  totals: { amount: string }[];
  pageInfo: { hasNextPage: boolean; endCursor: string };
}

const EARNINGS = `query ($first: Int!, $after: String, $filter: EarningFilterInput) {
  earnings(first: $first, after: $after, filter: $filter) {
    totalCount totals { amount currency } pageInfo { hasNextPage endCursor }
    nodes { id participantId incentive period { name from until } measure quota attainment amount { amount currency }
      explanation { says parts { says amount } } working { formula exact tiers { id base rate amount } }
      lines { booking line date net { amount } rule credited amount { amount } says } }
  }
}`;

async function pages(first: number): Promise<EarningNode[]> {
  const nodes: EarningNode[] = [];
  for (let after: string | null = null; ;) {
    const { earnings }: { earnings: Page<EarningNode> } = await api.ask(EARNINGS, { first, after });
    nodes.push(...earnings.nodes);
    if (!earnings.pageInfo.hasNextPage) return nodes;
    after = earnings.pageInfo.endCursor;
  }
}

const cents = (amount: string): number => Math.round(Number(amount) * 100);

describe('calculations and earnings by GraphQL', () => {
  it('lists calculations, each with its totals and the versions it was made by', async () => {
    const { calculations } = await api.ask<{
      calculations: Page<{ id: string; state: string; versions: unknown[] }>;
    }>(
      '{ calculations { totalCount nodes { id state startedBy startedAt periods { name earned { amount currency } } versions { kind name } } } }',
    );
    expect(calculations.totalCount).toBe(1);
    expect(calculations.nodes[0]).toMatchObject({ id: '1', state: 'COMPLETE', startedBy: 'tester' });
    expect(calculations.nodes[0]?.versions.length).toBeGreaterThan(1);
  });

  it('says of a calculation what lies outside of every pay period', async () => {
    const { calculations } = await api.ask<{
      calculations: Page<{ outside: unknown; periods: { bookings: number }[] }>;
    }>('{ calculations { nodes { outside { bookings lines net { amount } } periods { bookings } } } }');
    expect(calculations.nodes[0]?.outside).toEqual({ bookings: 0, lines: 0, net: [] });
    await tell(database, [booking({ id: 'B999', day: '2031-02-03', net: '12.50', seller: 'seller-1' })]);
    await calculationOn(database).service.calculate(ACTOR);
    const { calculations: after } = await api.ask<{ calculations: Page<{ outside: unknown }> }>(
      '{ calculations(first: 1) { nodes { outside { bookings lines net { amount currency } } } } }',
    );
    const net = [{ amount: '12.50', currency: 'USD' }];
    expect(after.nodes[0]?.outside).toEqual({ bookings: 1, lines: 1, net });
  });

  it('leads from a calculation to the text of each version that it was made by', async () => {
    const { calculations } = await api.ask<{
      calculations: Page<{ versions: { version: string; name: string; document: object }[] }>;
    }>(
      '{ calculations(first: 1) { nodes { versions { version name fingerprint document { id name fingerprint source } } } } }',
    );
    expect(calculations.nodes[0]?.versions.length).toBeGreaterThan(1);
    for (const { version: id, document, ...pinned } of calculations.nodes[0]?.versions ?? []) {
      expect(document).toMatchObject({ id, ...pinned, source: expect.stringContaining(pinned.name) });
      const { name } = pinned;
      const { version } = await api.ask<{ version: { name: string; source: string } | null }>(
        'query ($id: ID!) { version(id: $id) { name source } }',
        { id },
      );
      expect(version).toMatchObject({ name, source: expect.stringContaining(name) });
    }
  });

  it('gives every earning once, however large the pages are', async () => {
    const [all, byOne] = [await pages(200), await pages(1)];
    expect(all.length).toBeGreaterThan(1);
    expect(byOne.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
  });

  it('adds up: lines make their earning and earnings make the totals', async () => {
    const { earnings } = await api.ask<{ earnings: Page<EarningNode> }>(EARNINGS, { first: 200 });
    for (const { amount, lines } of earnings.nodes)
      expect(lines.reduce((sum, line) => sum + cents(line.amount.amount), 0)).toBe(cents(amount.amount));
    const sum = earnings.nodes.reduce((total, { amount }) => total + cents(amount.amount), 0);
    expect(cents(earnings.totals[0]?.amount ?? '')).toBe(sum);
    expect(earnings.totalCount).toBe(earnings.nodes.length);
  });

  it('explains an earning in words and line by line, found again by its id', async () => {
    const [first] = await pages(200);
    const { earning } = await api.ask<{ earning: EarningNode }>(
      'query ($id: ID!) { earning(id: $id) { id explanation { says parts { says } } lines { says } } }',
      { id: first?.id },
    );
    expect(earning.explanation).toMatchObject({ says: first?.explanation.says });
    expect(earning.lines.length).toBeGreaterThan(0);
    const by = earning.explanation.parts.filter(({ says }) => says.startsWith('By '));
    expect(by.map(({ says }) => says)).toEqual([
      'By §1 of Benchmark, signed on 2025-12-01; plan director, version in force from 2026-01-01.',
    ]);
  });

  it('refuses pages that are too large, cursors of others and ids of nothing, each with its code', async () => {
    const code = async (query: string): Promise<unknown> =>
      (await api.answer(query)).errors?.[0]?.extensions['code'];
    expect(await code('{ earnings(first: 201) { totalCount } }')).toBe('BAD_INPUT');
    expect(await code('{ earnings(first: 0) { totalCount } }')).toBe('BAD_INPUT');
    expect(await code('{ earnings(after: "bm9uc2Vuc2U") { totalCount } }')).toBe('BAD_CURSOR');
    expect(await code('{ earning(id: "ern_1_no") { id } }')).toBe('NOT_FOUND');
    expect(await code('{ earning(id: "ern_1_00000000-0000-0000-0000-000000000000") { id } }')).toBe(
      'UNKNOWN_EARNING',
    );
  });

  it('takes null in a filter as left out, and says of calculations that they are numbers', async () => {
    const nothing = { calculation: null, participants: null, period: null, plan: null, incentive: null };
    const { earnings } = await api.ask<{ earnings: Page<EarningNode> }>(EARNINGS, {
      first: 200,
      filter: nothing,
    });
    expect(earnings.nodes.map(({ id }) => id)).toEqual((await pages(200)).map(({ id }) => id));
    const { errors } = await api.answer(EARNINGS, { first: 1, filter: { calculation: 'calc_1' } });
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'NOT_FOUND',
      hint: expect.stringContaining('"12"'),
    });
  });

  it('goes on in the calculation and with the filter that a list began with', async () => {
    const first = await api.ask<{ earnings: Page<EarningNode> }>(EARNINGS, { first: 2 });
    const exceptions = `query ($first: Int!, $after: String) { exceptions(first: $first, after: $after) {
      totalCount nodes { booking { id } } pageInfo { endCursor } } }`;
    type Queue = { exceptions: Page<{ booking: { id: string } }> };
    const queue = await api.ask<Queue>(exceptions, { first: 1 });
    const whole = await api.ask<Queue>(exceptions, { first: 200 });
    await tell(database, [
      booking({ id: 'B1000', day: '2026-01-02', net: '1000', seller: 'seller-1' }),
      booking({ id: 'B1001', day: '2026-01-02', net: '1000', seller: null }),
    ]);
    await calculationOn(database).service.calculate(ACTOR);
    const after = first.earnings.pageInfo.endCursor;
    const { earnings } = await api.ask<{ earnings: Page<EarningNode> }>(EARNINGS, { first: 200, after });
    const numbers = [...first.earnings.nodes, ...earnings.nodes].map(({ id }) => id.split('_')[1]);
    expect(new Set(numbers).size).toBe(1);
    const { totals, totalCount } = first.earnings;
    expect({ totals: earnings.totals, totalCount: earnings.totalCount }).toEqual({ totals, totalCount });
    const rest = await api.ask<Queue>(exceptions, { first: 200, after: queue.exceptions.pageInfo.endCursor });
    expect(rest.exceptions.totalCount).toBe(whole.exceptions.totalCount);
    expect([...queue.exceptions.nodes, ...rest.exceptions.nodes]).toEqual(whole.exceptions.nodes);
    const other = await api.answer(EARNINGS, { first: 1, after, filter: { period: '2026-Q1' } });
    expect(other.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_CURSOR' });
  });
});
