import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { MATRIX, offer, Offers } from '../../../../test/support/approvals/offers.js';
import { testDatabase } from '../../../../test/support/database.js';
import { orderOf } from '../../../../test/support/deals/booked.js';
import type { Told } from '../../../../test/support/small-company.js';

const offers = new Offers(testDatabase());
beforeAll(() => offers.open(), 60_000);

const order = (of: string, net: string, revision: number): Told => orderOf({ deal: of, net, revision });
const deal = (id: string, discount: string, more: { revision?: number; note?: string } = {}): Told =>
  offer(id, { discount, ...more });

/** What becomes of the booking of a deal with the next look. */
async function looked(of: string): Promise<readonly string[]> {
  const found = await offers.clearings.look();
  return found.flatMap(({ deal, clearance: { standing } }) => (deal === of ? [standing] : []));
}

/** A matrix with a first day before all bookings, which asks the manager of every deal above 1 %. */
const STRICT = MATRIX.replace('approvals: discounts', 'approvals: later').replace('(10%..20%]', '(1%..20%]');
const LAX = STRICT.replace('(1%..20%]', '(10%..20%]');
let days = 0;
/** The same with a first day that no other had, so that it is another one. */
const anew = (text: string): string => text.replace('from: 2020-01-01', `from: 2020-01-0${days}`);
const strict = (): Promise<void> => offers.publish(anew(STRICT));

afterEach(() => offers.publish(anew(LAX)));

/** A booking that was found free, of a deal that asks nobody. */
async function free(id: string): Promise<void> {
  days += 1;
  await offers.tell(deal(id, '5%'), order(id, '1000', 1));
  expect(await looked(id)).toEqual(['not-needed']);
}

describe('a matrix that is published after a booking was told', () => {
  it.each([
    ['a note', 'A', { note: 'a' }, '5%'],
    ['other terms', 'B', {}, '6%'],
  ])(
    'counts not where the booking alone was told larger since, and its deal otherwise before: %s',
    async (_, id, more, discount) => {
      await free(id);
      await offers.tell(deal(id, discount, { ...more, revision: 2 }));
      await strict();
      await offers.tell(order(id, '1001', 2));
      expect(await looked(id)).toEqual([]);
    },
  );

  it('counts not where a note of the deal is told before the booking is told larger, or after', async () => {
    await free('C');
    await strict();
    await offers.tell(deal('C', '5%', { note: 'a', revision: 2 }));
    await offers.tell(order('C', '2000', 2));
    expect(await looked('C')).toEqual([]);
    await offers.tell(deal('C', '5%', { note: 'b', revision: 3 }));
    expect(await looked('C')).toEqual([]);
  });

  it('counts not where the deal is withdrawn after the booking was told larger', async () => {
    await free('D');
    await strict();
    await offers.tell(order('D', '2000', 2));
    expect(await looked('D')).toEqual([]);
    await offers.tell({ ...deal('D', '5%', { revision: 2 }), withdrawn: true });
    expect(await looked('D')).toEqual([]);
  });

  it('counts not where the deal was first told after the booking and before it, and counts once both are told otherwise', async () => {
    days += 1;
    await offers.tell(order('E', '1000', 1));
    await offers.tell(deal('E', '5%'));
    expect(await looked('E')).toEqual(['not-needed']);
    await strict();
    await offers.tell(order('E', '1001', 2));
    expect(await looked('E')).toEqual([]);
    await offers.tell(deal('E', '6%', { revision: 2 }));
    expect(await looked('E')).toEqual([]);
    await offers.tell(order('E', '1002', 3));
    expect(await looked('E')).toEqual(['missing']);
  });

  it('counts not where it was published between what is judged of the deal and the larger booking', async () => {
    await free('F');
    await offers.tell(deal('F', '6%', { revision: 2 }));
    await strict();
    await offers.tell(deal('F', '6%', { note: 'a', revision: 3 }));
    await offers.tell(order('F', '2000', 2));
    expect(await looked('F')).toEqual([]);
  });

  it('counts not where the deal came to less meanwhile, and counts where it comes to more', async () => {
    days += 1;
    const amount = (net: string, revision: number): Told => ({
      table: 'deal_line',
      id: 'G/1',
      revision,
      columns: { deal: 'G', line_no: 1, net, attributes: '{}' },
    });
    await offers.tell(deal('G', '5%'), amount('5000', 1), order('G', '1000', 1));
    expect(await looked('G')).toEqual(['not-needed']);
    await strict();
    await offers.tell(amount('4000', 2));
    await offers.tell(amount('5000', 3));
    await offers.tell(order('G', '2000', 2));
    expect(await looked('G')).toEqual([]);
    await offers.tell(amount('6000', 4));
    expect(await looked('G')).toEqual([]);
    await offers.tell(order('G', '3000', 3));
    expect(await looked('G')).toEqual(['missing']);
  });

  it('counts where what the booking was told by mistake is told again, for good', async () => {
    days += 1;
    await offers.tell(deal('H', '5%'), order('H', '900000', 1));
    await offers.tell(order('H', '1000', 2));
    expect(await looked('H')).toEqual(['not-needed']);
    await strict();
    await offers.tell(deal('H', '6%', { revision: 2 }));
    expect(await looked('H')).toEqual([]);
    await offers.tell(order('H', '900000', 3));
    expect(await looked('H')).toEqual(['missing']);
  });
});
