import { beforeAll, describe, expect, it } from '@jest/globals';
import { testApi } from '../../../../test/support/api/api.js';
import { statementsOf } from '../../../../test/support/api/statements.js';
import { ALL_SEEING } from '../../../../test/support/api/viewers.js';
import { testDatabase } from '../../../../test/support/database.js';
import { importing, CATALOGUE } from '../../../../test/support/importing.js';
import { seeingAll } from '../../../../test/support/actors/actor.js';
import { ALL_DAYS } from '../../../platform/database/actor.js';
import { ImportService } from '../import.service.js';

const database = testDatabase();
const imports = importing(database);
beforeAll(async () => {
  await imports('participants', 'participant,name\nana,Ana\nben,Ben\n');
  await imports('accounts', 'account,name\nacme,Acme\n');
  const orders = Array.from({ length: 60 }, (_, n) => {
    const seller = n % 2 === 0 ? 'ana' : 'ben';
    return [1, 2].map(
      (line) => `SO-${100 + n},${line},2026-0${1 + (n % 6)}-05,USD,${n + line},${seller},acme,new`,
    );
  });
  const header = 'booking,line,date,currency,net,salesperson,account,booking.type';
  await imports('bookings', [header, ...orders.flat()].join('\n'), { catalogue: CATALOGUE });
  await imports('bookings', `${header}\nSO-100,1,2026-01-05,USD,77,ben,acme,new\n`, { catalogue: CATALOGUE });
  const wrong = await imports('bookings', `${header}\nSO-100,2,2026-01-05,USD,99,,acme,new\n`, {
    catalogue: CATALOGUE,
  });
  await new ImportService(database).undoImport(seeingAll('finance'), wrong.entry ?? '', { reason: 'wrong' });
  await imports(
    'events',
    'event,booking,kind,date,amount,currency\nE1,SO-100,event.paid,2026-02-01,5,USD\n',
    {
      catalogue: CATALOGUE,
    },
  );
});
const api = testApi(database);
const ana = testApi(database, {
  ...ALL_SEEING,
  id: 'ana',
  sight: { pay: new Map([['ana', ALL_DAYS]]), bookings: 'credited', audit: 'none' },
});

interface Booking {
  id: string;
  date: string;
  lines: { line: number; revision: number; net: { amount: string }; salesperson: string }[];
}
interface Page {
  nodes: Booking[];
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string };
}

const BOOKINGS = `query ($first: Int!, $after: String, $filter: BookingFilterInput) {
  bookings(first: $first, after: $after, filter: $filter) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { source id date lines { line revision net { amount currency } salesperson account attributes { name value } }
      revisions { line revision recordedAt importId } events { kind amount { amount } } }
  }
}`;

async function page(variables: Record<string, unknown>, by = api): Promise<Page> {
  return (await by.ask<{ bookings: Page }>(BOOKINGS, { first: 100, ...variables })).bookings;
}

describe('bookings by GraphQL', () => {
  it('gives every booking once, newest first, however large the pages are', async () => {
    const all = await page({});
    expect(all.totalCount).toBe(60);
    expect(all.nodes.map(({ date }) => date)).toEqual(
      all.nodes
        .map(({ date }) => date)
        .sort()
        .reverse(),
    );
    const bySeven: string[] = [];
    for (let after: string | null = null; ;) {
      const next: Page = await page({ first: 7, after });
      bySeven.push(...next.nodes.map(({ id }) => id));
      if (!next.pageInfo.hasNextPage) break;
      after = next.pageInfo.endCursor;
    }
    expect(bySeven).toEqual(all.nodes.map(({ id }) => id));
  });

  it('finds bookings by what people know of them', async () => {
    const count = async (filter: object): Promise<number> => (await page({ filter })).totalCount;
    expect(await count({ search: 'so-15' })).toBe(10);
    expect(await count({ salesperson: 'ana' })).toBe(30);
    expect(await count({ from: '2026-02-01', until: '2026-04-01' })).toBe(20);
    expect(await count({ source: 'erp' })).toBe(0);
    expect(await count({ account: 'acme', territory: 't' })).toBe(0);
  });

  it('tells each line as now known, every revision with its import and what it changed, and events', async () => {
    const { booking } = await api.ask<{
      booking: Record<string, unknown[]>;
    }>(`{ booking(source: "crm", id: "SO-100") {
      lines { line revision net { amount currency } salesperson attributes { name value } }
      revisions { line revision undone recordedBy changed { field before after } } events { id kind amount { amount } } } }`);
    expect(booking['lines']).toMatchObject([
      { line: 1, revision: 2, salesperson: 'ben', attributes: [{ name: 'booking.type', value: 'new' }] },
      { line: 2, revision: 1, salesperson: 'ana' },
    ]);
    const [first, second, , undone] = booking['revisions'] as { changed: unknown[] }[];
    expect(first?.changed).toContainEqual({ field: 'salesperson', before: null, after: 'ana' });
    expect(second).toMatchObject({ line: 1, revision: 2, undone: false, recordedBy: 'tester' });
    expect(second?.changed).toEqual([
      { field: 'net', before: '1', after: '77' },
      { field: 'salesperson', before: 'ana', after: 'ben' },
    ]);
    expect(undone).toMatchObject({ line: 2, undone: true });
    expect(booking['events']).toMatchObject([{ id: 'E1', kind: 'event.paid', amount: { amount: '5.00' } }]);
  });

  it('asks as many statements for one booking as for fifty', async () => {
    const one = await statementsOf(() => page({ first: 1 }));
    expect(one).toBeGreaterThan(5);
    expect(await statementsOf(() => page({ first: 50 }))).toBe(one);
  });

  it('shows a rep what they sold, and no other booking by any way', async () => {
    const seen = await page({}, ana);
    expect(seen.totalCount).toBe(30);
    const other = await ana.ask('{ booking(source: "crm", id: "SO-101") { id } }');
    expect(other).toEqual({ booking: null });
  });

  it('lists imports with their counts, and which were taken back by whom and why', async () => {
    const { imports: found } = await api.ask<{
      imports: { totalCount: number; nodes: Record<string, unknown>[] };
    }>(
      '{ imports { totalCount nodes { id kind source file rows counts { accepted amended } totals { currency sum } recordedBy recordedByName undone { by byName reason } } } }',
    );
    expect(found.totalCount).toBe(6);
    expect(found.nodes[1]).toMatchObject({
      kind: 'bookings',
      counts: { accepted: 0, amended: 1 },
      totals: [{ currency: 'USD', sum: '99' }],
      undone: { by: 'finance', byName: 'finance', reason: 'wrong' },
    });
    expect(found.nodes[2]).toMatchObject({ recordedBy: 'tester', undone: null });
  });
});
