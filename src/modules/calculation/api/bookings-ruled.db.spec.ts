import { beforeAll, describe, expect, it } from '@jest/globals';
import { testApi } from '../../../../test/support/api/api.js';
import { calculateSmallCompany } from '../../../../test/support/api/small-company-calculated.js';
import { statementsOf } from '../../../../test/support/api/statements.js';
import { ALL_SEEING } from '../../../../test/support/api/viewers.js';
import { calculationOn } from '../../../../test/support/calculation.js';
import { testDatabase } from '../../../../test/support/database.js';
import { ACTOR, booking, tell } from '../../../../test/support/small-company.js';
import { ALL_DAYS } from '../../../platform/database/actor.js';

const database = testDatabase();
beforeAll(() => calculateSmallCompany(database));
const api = testApi(database);
const seller = testApi(database, {
  ...ALL_SEEING,
  id: 'seller-5',
  sight: { pay: new Map([['seller-5', ALL_DAYS]]), bookings: 'credited', audit: 'none' },
});

interface Credit {
  participantId: string;
  kind: string;
  rule: string;
  credited: string;
  earningId: string;
}
interface Ruling {
  rule: string | null;
  policy: string;
  rules: { rule: string; outcome: string; says: string[] }[];
  exceptions: { code: string; reason: string }[];
}
interface Booking {
  id: string;
  lines: { net: { amount: string } }[];
  credits: Credit[];
  ruling: Ruling[];
}

const PARTS = `id lines { net { amount } } credits { line participantId kind rule parts ofParts credited incentive period amount { amount } earningId }
  ruling { line policy rule because rules { phase rule outcome gives because says } exceptions { code reason } }`;

async function one(id: string, by = api): Promise<Booking> {
  const text = `query ($id: ID!) { booking(source: "crm", id: $id) { ${PARTS} } }`;
  return (await by.ask<{ booking: Booking }>(text, { id })).booking;
}

async function page(first: number): Promise<Booking[]> {
  const text = `query ($first: Int!) { bookings(first: $first) { nodes { ${PARTS} } } }`;
  return (await api.ask<{ bookings: { nodes: Booking[] } }>(text, { first })).bookings.nodes;
}

describe('credits and rulings of bookings by GraphQL', () => {
  it('tells who was credited for a booking, by which rule, and the earning it is part of', async () => {
    const { credits, lines } = await one('B2');
    expect(credits.map(({ participantId, kind }) => [participantId, kind])).toEqual([
      ['director', 'rollup'],
      ['manager-1', 'rollup'],
      ['seller-5', 'direct'],
    ]);
    const [, , direct] = credits;
    expect(direct).toMatchObject({ rule: 'field/named-seller', credited: lines[0]?.net.amount });
    const { earning } = await api.ask<{ earning: { participantId: string } }>(
      'query ($id: ID!) { earning(id: $id) { participantId } }',
      { id: direct?.earningId },
    );
    expect(earning.participantId).toBe('seller-5');
  });

  it('tells which rule decided and which did not hold, test by test', async () => {
    const [decided] = (await one('B2')).ruling;
    expect(decided).toMatchObject({ policy: 'field', rule: 'named-seller', exceptions: [] });
    expect(decided?.rules).toMatchObject([{ phase: 'named', rule: 'named-seller', outcome: 'WON' }]);
    const [house] = (await one('B11')).ruling;
    expect(house).toMatchObject({
      rule: null,
      because: 'Nobody is named',
      exceptions: [{ code: 'HOUSE', reason: 'Nobody is named' }],
    });
    expect(house?.rules[0]?.outcome).toBe('FAILED');
    expect(house?.rules[0]?.says.join(' ')).toContain('booking.salesperson');
  });

  it('agrees with the calculation for every booking', async () => {
    const bookings = await page(60);
    expect(bookings.length).toBeGreaterThan(40);
    for (const { credits, ruling } of bookings) {
      const direct = new Set(credits.filter(({ kind }) => kind === 'direct').map(({ rule }) => rule));
      const won = ruling.flatMap(({ rule, policy }) => (rule === null ? [] : [`${policy}/${rule}`]));
      expect([...direct]).toEqual([...new Set(won)]);
      expect(ruling.every(({ rule, exceptions }) => (rule === null) === exceptions.length > 0)).toBe(true);
    }
  });

  it('asks as many statements for one booking as for fifty', async () => {
    const small = await statementsOf(() => page(1));
    expect(small).toBeGreaterThan(5);
    expect(await statementsOf(() => page(50))).toBe(small);
  });

  it('shows a rep their own credits of their bookings, and no other', async () => {
    const { credits, ruling } = await one('B2', seller);
    expect(credits.map(({ participantId }) => participantId)).toEqual(['seller-5']);
    expect(ruling[0]?.rule).toBe('named-seller');
    expect(await one('B3', seller)).toBeNull();
  });
});

interface Queue {
  totalCount: number;
  countByCode: { code: string; count: number }[];
  totals: { amount: string; currency: string }[];
  nodes: { code: string; reason: string; net: { amount: string }; booking: { id: string; date: string } }[];
  pageInfo: { hasNextPage: boolean; endCursor: string };
}

async function queue(variables: Record<string, unknown>): Promise<Queue> {
  const text = `query ($first: Int, $after: String, $filter: ExceptionFilterInput) {
    exceptions(first: $first, after: $after, filter: $filter) { totalCount countByCode { code count } totals { amount currency } pageInfo { hasNextPage endCursor }
      nodes { code reason line net { amount } booking { source id date lines { line } } } } }`;
  return (await api.ask<{ exceptions: Queue }>(text, variables)).exceptions;
}

describe('the exception queue by GraphQL', () => {
  it('has every booking that nobody was credited for once, with counts by code', async () => {
    const all = await queue({});
    expect(all.countByCode).toEqual([{ code: 'HOUSE', count: all.totalCount }]);
    expect(all.nodes.map(({ booking: { id } }) => id).sort()).toEqual(
      ['B11', 'B22', 'B33', 'B44', 'B55'].sort(),
    );
    const cents = all.nodes.reduce((sum, { net }) => sum + Math.round(Number(net.amount) * 100), 0);
    expect(all.totals.map(({ amount }) => Math.round(Number(amount) * 100))).toEqual([cents]);
    const ids: string[] = [];
    for (let after: string | null = null; ;) {
      const next: Queue = await queue({ first: 2, after });
      ids.push(...next.nodes.map(({ booking: { id } }) => id));
      if (!next.pageInfo.hasNextPage) break;
      after = next.pageInfo.endCursor;
    }
    expect(ids).toEqual(all.nodes.map(({ booking: { id } }) => id));
  });

  it('finds exceptions by code and day', async () => {
    expect((await queue({ filter: { code: 'CURRENCY' } })).totalCount).toBe(0);
    const { nodes } = await queue({ filter: { from: '2026-04-01' } });
    expect(nodes.every(({ booking: { date } }) => date >= '2026-04-01')).toBe(true);
  });
});

describe('what changed, by GraphQL', () => {
  it('says what the latest calculation does not know, and who is then paid differently because of what', async () => {
    const STALE = '{ staleness { calculation stale changed { kind count } periods participants words } }';
    expect(await api.ask(STALE)).toMatchObject({ staleness: { calculation: '1', stale: false } });
    await tell(database, [booking({ id: 'B99', day: '2026-02-03', net: '5000', seller: 'seller-1' })]);
    const { staleness } = await api.ask<{ staleness: { changed: unknown; participants: string[] } }>(STALE);
    expect(staleness).toMatchObject({ stale: true, changed: [{ kind: 'booking line', count: 1 }] });
    expect(staleness.participants).toContain('seller-1');
    await calculationOn(database).service.calculate(ACTOR);
    const { comparison } = await api.ask<{
      comparison: {
        differences: { participant: string; change: string; because: string[] }[];
        sums: { change: string }[];
      };
    }>(
      '{ comparison(before: "1", after: "2") { participants sums { currency change } differences { participant incentive period before after change because } } }',
    );
    const own = comparison.differences.find(({ participant }) => participant === 'seller-1');
    expect(own?.because.join(' ')).toContain('B99');
    for (const { change } of [...comparison.differences, ...comparison.sums])
      expect(change).toMatch(/^-?\d+\.\d\d/);
    const missing = await api.answer('{ comparison(before: "1", after: "77") { participants } }');
    expect(missing.errors?.[0]?.extensions['code']).toBe('UNKNOWN_CALCULATION');
  });
});
