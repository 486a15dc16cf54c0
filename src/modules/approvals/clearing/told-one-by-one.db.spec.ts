import { afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { as, offer, Offers } from '../../../../test/support/approvals/offers.js';
import { testDatabase } from '../../../../test/support/database.js';
import { FACTS, MATRIX, person } from '../../../../test/support/deals/by-segment.js';
import { tell, untell, type Told } from '../../../../test/support/small-company.js';
import { OpenTransaction } from '../../../platform/database/transaction.js';

const offers = new Offers(testDatabase());
const dayOf = (nth: number): string => new Date(Date.UTC(2025, 0, 1 + nth)).toISOString().slice(0, 10);

const accountOf = (id: string, segment: string, revision: number): Told => ({
  table: 'account',
  id: `a${id}`,
  revision,
  columns: { name: `a${id}`, owner: null, parent: null, segment, attributes: '{}' },
});

/** A deal of an account and a day of its own, its line, and the booking of it. */
class Sale {
  readonly id: string;

  constructor(
    readonly name: string,
    readonly nth: number,
  ) {
    this.id = `${name}${nth}`;
  }

  account(segment: string, revision: number): Told {
    return accountOf(this.id, segment, revision);
  }

  deal({ discount = '5%', note = '', revision = 1, withdrawn = false }): Told[] {
    const { id, nth } = this;
    const told = offer(id, { discount, seller: `s${nth % 5}`, revision });
    const attributes = JSON.stringify({ 'deal.discount': discount, 'deal.note': note });
    const columns = { ...told.columns, account: `a${id}`, attributes, offered_on: dayOf(nth) };
    const line = { deal: id, line_no: 1, net: '1000', attributes: '{}' };
    return [
      { ...told, columns, withdrawn },
      { table: 'deal_line', id: `${id}/1`, revision, withdrawn, columns: line },
    ];
  }

  order(): Told {
    const { id, nth } = this;
    return {
      table: 'booking_line',
      id: `SO-${id}`,
      revision: 1,
      key: `SO-${id} 1`,
      columns: {
        line_no: 1,
        booked_on: dayOf(nth),
        sequence: 0,
        currency: 'USD',
        net: '1000',
        deal: id,
        account: `a${id}`,
        salesperson: `s${nth % 5}`,
        attributes: '{}',
      },
    };
  }
}

afterEach(() => {
  jest.restoreAllMocks();
});

/** How many statements a look takes, and what it found. */
async function look(): Promise<{ statements: number; found: string[] }> {
  const query = jest.spyOn(OpenTransaction.prototype, 'query');
  const cleared = await offers.clearings.look();
  const statements = query.mock.calls.length;
  query.mockRestore();
  return { statements, found: [...new Set(cleared.map(({ clearance }) => clearance.standing))] };
}

/** Takes something back, so that all bookings are looked at. */
async function undo(): Promise<void> {
  const { database } = offers;
  await untell(database, await tell(database, [accountOf('a mistake', 'smb', 1)]));
}

/** What becomes of sales, each told by itself, before a look at all. */
type Story = (of: readonly Sale[]) => Promise<void>;

const sold =
  (segment: string): Story =>
  async (of) => {
    for (const sale of of) await offers.tell(sale.account(segment, 1), ...sale.deal({}), sale.order());
  };
const changed =
  (to: { readonly discount?: string; readonly withdrawn?: boolean; readonly note?: string }): Story =>
  async (of) => {
    for (const sale of of) await offers.tell(...sale.deal({ ...to, revision: 2 }));
  };
const grown: Story = async (of) => {
  for (const sale of of) await offers.tell(sale.account('enterprise', 2));
};

const STORIES: readonly (readonly [name: string, story: readonly Story[], found: string])[] = [
  ['lack their approval', [sold('enterprise')], 'missing'],
  ['were free before their accounts grew', [sold('smb'), grown], 'not-needed'],
  ['were free before their deals got worse', [sold('smb'), changed({ discount: '15%' })], 'missing'],
  [
    'were free before their deals changed and their accounts grew',
    [sold('smb'), changed({ discount: '6%' }), grown],
    'not-needed',
  ],
  ['are of deals that were withdrawn', [sold('smb'), changed({ withdrawn: true })], 'not-needed'],
];

/** How many statements a look takes after so many sales became what a story tells. */
async function statementsOf(
  { name, story, found: expected }: { name: string; story: readonly Story[]; found: readonly string[] },
  count: number,
): Promise<number> {
  const of = Array.from({ length: count }, (_, nth) => new Sale(`${name}, ${count} of them,`, nth));
  for (const becomes of story) await becomes(of);
  await undo();
  const { statements, found } = await look();
  expect(found).toEqual(expected);
  return statements;
}

beforeAll(async () => {
  await offers.publish(FACTS, MATRIX);
  await offers.tell(...person('mia', null), ...[0, 1, 2, 3, 4].flatMap((nth) => person(`s${nth}`, 'mia')));
  await sold('smb')([new Sale('the first', 0)]);
  await undo();
  await look();
}, 60_000);

describe('a look at bookings that were told one by one takes as many statements for many as for few', () => {
  it.each(STORIES)(
    'that %s',
    async (name, story, found) => {
      const few = await statementsOf({ name, story, found: [found] }, 5);
      expect(await statementsOf({ name, story, found: [found] }, 60)).toBe(few);
    },
    60_000,
  );

  it('whose deals were told otherwise since they used their approval', async () => {
    const approved: Story = async (of) => {
      for (const { id } of of) {
        const asked = { deal: id, matrix: null, seen: null };
        const { id: request, hash } = await offers.approvals.submit(as('s0'), asked);
        const decided = { request, step: 0, decision: 'approve', hash, reason: null } as const;
        await offers.approvals.decide(as('mia'), decided);
      }
    };
    const used: Story = async () => {
      expect((await look()).found).toEqual(['approved']);
    };
    const story = [sold('enterprise'), approved, used, changed({ note: 'of no matter' })];
    const of = { name: 'used', story, found: [] };
    const few = await statementsOf(of, 5);
    expect(await statementsOf(of, 25)).toBe(few);
  }, 60_000);
});
