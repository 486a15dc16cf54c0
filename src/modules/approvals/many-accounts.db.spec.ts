import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { as, offer, Offers } from '../../../test/support/approvals/offers.js';
import { asAdministrator, testDatabase, testUrls } from '../../../test/support/database.js';
import type { Told } from '../../../test/support/small-company.js';
import type { Request } from '../../engine/approvals/request/state.js';
import { Database } from '../../platform/database/database.js';

/** Over several ranges of the index by entries. */
const ACCOUNTS = 24_000;
const AT_ONCE = 4_000;
const whole = new Offers(testDatabase());
/** One connection, so that all that is read can be counted. */
const single = new Database(testUrls(), { poolSize: 1, patience: 10_000 });
const offers = new Offers(single);

const account = (nth: number): Told => ({
  table: 'account',
  id: `a${nth}`,
  revision: 1,
  columns: { name: `a${nth}`, owner: 'ana', parent: null, segment: 'smb', attributes: '{}' },
});

function deal(id: string, note: string, revision: number): Told {
  const { columns, ...told } = offer(id, { discount: '15%', note, revision });
  return { ...told, columns: { ...columns, account: 'a7' } };
}

beforeAll(async () => {
  await whole.open();
  for (let first = 0; first < ACCOUNTS; first += AT_ONCE)
    await whole.tell(...Array.from({ length: AT_ONCE }, (_, nth) => account(first + nth)));
  await asAdministrator('vacuum analyze');
}, 60_000);
afterAll(() => single.close());

/** How many rows of accounts the connection has read. */
async function rowsRead(): Promise<number> {
  await single.reading(as('vic'), (tx) => tx.query('select pg_stat_force_next_flush()'));
  return await single.reading(as('vic'), async (tx) => {
    const [row] = await tx.query<{ rows: number }>(
      `select (seq_tup_read + idx_tup_fetch)::int as rows from pg_stat_user_tables where relname = 'account'`,
    );
    return row?.rows ?? 0;
  });
}

/** How many rows of accounts are read for a decision on a deal, after its note changed where that is said. */
async function readFor(id: string, isNoted: boolean): Promise<number> {
  await whole.tell(deal(id, 'a', 1));
  const { hash, id: request }: Request = await offers.approvals.submit(as('ana'), {
    deal: id,
    matrix: null,
    seen: null,
  });
  if (isNoted) await whole.tell(deal(id, 'b', 2));
  const before = await rowsRead();
  const asked = { request, step: 0, decision: 'approve' as const, hash, reason: null };
  expect((await offers.approvals.decide(as('mia'), asked)).standing).toBe('APPROVED');
  return (await rowsRead()) - before;
}

it.each([
  ['A', false],
  ['B', true],
] as const)(
  'a decision on the deal %s reads its account alone, also where a note of it changed (%s)',
  async (id, isNoted) => {
    const rows = await readFor(id, isNoted);
    expect(rows).toBeGreaterThan(0);
    expect(rows).toBeLessThan(ACCOUNTS / 2);
  },
);
