import { beforeAll, describe, expect, it } from '@jest/globals';
import { testApi, type TestApi } from '../../../../../test/support/api/api.js';
import {
  calculateAndSettle,
  calculateSmallCompany,
} from '../../../../../test/support/api/small-company-calculated.js';
import { ALL_SEEING } from '../../../../../test/support/api/viewers.js';
import { testDatabase } from '../../../../../test/support/database.js';
import { ACTOR, booking, tell, type Told } from '../../../../../test/support/small-company.js';
import { ALL_DAYS } from '../../../../platform/database/actor.js';
import type { Viewer } from '../../../../platform/identity/viewer.js';

const database = testDatabase();
const day = '2026-02-03';
const of = (...people: readonly string[]): Viewer => ({
  ...ALL_SEEING,
  id: people[0] ?? '',
  sight: { pay: new Map(people.map((id) => [id, ALL_DAYS])), bookings: 'credited', audit: 'none' },
});
const OLD = of('seller-5');
const NEW = of('seller-6');
const MANAGER = of('manager-1', 'seller-5');
const all = testApi(database);
const old = testApi(database, OLD);
const fresh = testApi(database, NEW);
const manager = testApi(database, MANAGER);

const his = (id: string, net = '1000.00'): Told => booking({ id, day, net, seller: 'seller-5' });
const moved = (id: string): Told => booking({ id, day, net: '777777.00', seller: 'seller-6', revision: 2 });
const paid = (id: string): Told => ({
  table: 'booking_event',
  id: `paid ${id}`,
  revision: 1,
  columns: {
    booking_source: 'crm',
    booking: id,
    kind: 'event.paid',
    happened_on: '2026-03-01',
    amount: '888888.00',
    currency: 'USD',
  },
});

/** B901 moved before anything was calculated, B902 told anew after its import was undone, B903 and B904 moved after they were calculated. */
beforeAll(async () => {
  await tell(database, [his('B901'), his('B903'), his('B904'), paid('B901'), paid('B902'), paid('B903')]);
  await tell(database, [moved('B901')]);
  const wrong = await tell(database, [his('B902')]);
  await undo(wrong);
  await tell(database, [{ ...moved('B902'), revision: 1 }]);
  await calculateSmallCompany(database);
  await tell(database, [
    moved('B903'),
    booking({ id: 'B904', day, net: '1001.00', seller: 'seller-5', revision: 2 }),
  ]);
});

async function undo(entry: bigint): Promise<void> {
  await database.change(ACTOR, { action: 'import.undo', subject: `import ${entry}` }, async (tx) => {
    await tx.query('insert into import_undo (undone, entry) values ($1, $2)', [entry, tx.entry]);
    return { result: undefined };
  });
}

const MOVED = ['B901', 'B902', 'B903'];

async function rows(viewer: Viewer, id: string): Promise<string[]> {
  const found = await database.inTransaction(viewer, (tx) =>
    tx.query<{ row: string }>(
      `select concat_ws(' ', salesperson, net::int) as row from booking_line where external_id = $1 order by nth`,
      [id],
    ),
  );
  return found.map(({ row }) => row);
}

async function events(viewer: Viewer): Promise<string[]> {
  const found = await database.inTransaction(viewer, (tx) =>
    tx.query<{ booking: string }>('select booking from booking_event order by booking'),
  );
  return found.map(({ booking: id }) => id);
}

describe('rows of a booking line that moved to somebody else', () => {
  it.each([[OLD], [MANAGER]])('are, for who had it, those that named them: %#', async (viewer) => {
    for (const id of MOVED) expect([id, ...(await rows(viewer, id))]).toEqual([id, 'seller-5 1000']);
    expect(await events(viewer)).toEqual([]);
  });

  it('are all seen by who has it now, as are its events', async () => {
    for (const id of MOVED)
      expect([id, ...(await rows(NEW, id))]).toEqual([id, 'seller-5 1000', 'seller-6 777777']);
    expect(await events(NEW)).toEqual(MOVED);
  });

  it('stay all seen where only the amount was corrected', async () => {
    expect(await rows(OLD, 'B904')).toEqual(['seller-5 1000', 'seller-5 1001']);
  });

  it('are, for who is credited without being named, those that the calculation knew', async () => {
    const above = of('manager-1');
    expect(await rows(above, 'B904')).toEqual(['seller-5 1000']);
    expect(await rows(above, 'B903')).toEqual(['seller-5 1000']);
    expect(await rows(above, 'B901')).toEqual([]);
  });
});

const ONE = `query ($id: ID!) { booking(source: "crm", id: $id) { id lines { net { amount } salesperson }
  revisions { revision net { amount } changed { field before after } } events { amount { amount } } } }`;

interface One {
  booking: {
    lines: { net: { amount: string } }[];
    revisions: { net: { amount: string } }[];
    events: object[];
  } | null;
}

async function listed(api: TestApi, filter: object): Promise<string[]> {
  const text = `query ($filter: BookingFilterInput) { bookings(first: 100, filter: $filter) { totalCount nodes { id lines { net { amount } } } } }`;
  const { bookings } = await api.ask<{ bookings: { totalCount: number; nodes: { id: string }[] } }>(text, {
    filter,
  });
  expect(bookings.totalCount).toBe(bookings.nodes.length);
  return bookings.nodes
    .map(({ id }) => id)
    .filter((id) => id.startsWith('B90'))
    .sort();
}

describe('a booking that moved to somebody else, by GraphQL', () => {
  it('tells who had it what named them, and nothing of what became of it', async () => {
    for (const api of [old, manager])
      for (const id of MOVED) {
        const answer = await api.ask<One>(ONE, { id });
        expect(JSON.stringify(answer)).not.toMatch(/777777|888888|seller-6/);
        expect(answer.booking?.lines ?? []).toEqual([]);
      }
    const { booking: known } = await old.ask<One>(ONE, { id: 'B901' });
    expect(known).toMatchObject({ events: [], revisions: [{ net: { amount: '1000.00' } }] });
  });

  it('is in no list and no count of who had it, and in those of who has it', async () => {
    for (const api of [old, manager]) {
      expect(await listed(api, {})).toEqual(['B904']);
      expect(await listed(api, { salesperson: 'seller-5' })).toEqual(['B904']);
      expect(await listed(api, { salesperson: 'seller-6' })).toEqual([]);
      expect(await listed(api, { search: 'B901' })).toEqual([]);
    }
    expect(await listed(fresh, {})).toEqual(MOVED);
    expect(await listed(all, { salesperson: 'seller-6' })).toEqual(MOVED);
  });
});

describe('what was paid and taken back', () => {
  beforeAll(() => calculateAndSettle(database));

  it('stays explicable: the row it was paid on, not the one that took it back', async () => {
    expect(await rows(OLD, 'B903')).toEqual(['seller-5 1000']);
    expect(await rows(of('manager-1'), 'B903')).toEqual(['seller-5 1000']);
    expect(await rows(of('manager-1'), 'B904')).toEqual(['seller-5 1000', 'seller-5 1001']);
  });
});
