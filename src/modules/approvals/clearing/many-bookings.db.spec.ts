import { afterEach, beforeAll, expect, it, jest } from '@jest/globals';
import { as, offer, Offers } from '../../../../test/support/approvals/offers.js';
import { testDatabase } from '../../../../test/support/database.js';
import type { Told } from '../../../../test/support/small-company.js';
import { OpenTransaction } from '../../../platform/database/transaction.js';

const offers = new Offers(testDatabase());
beforeAll(() => offers.open(), 60_000);
afterEach(() => {
  jest.restoreAllMocks();
});

/** A deal with what it comes to. */
function deal(id: string, revision: number, net: string): Told[] {
  const line = { deal: id, line_no: 1, net, attributes: '{}' };
  return [
    offer(id, { discount: '15%', note: `told ${revision} times`, revision }),
    { table: 'deal_line', id: `${id}/1`, revision, columns: line },
  ];
}

function order(id: string, of: string): Told {
  const columns = { line_no: 1, booked_on: '2026-03-10', sequence: 0, currency: 'USD', net: '1', deal: of };
  const told = { ...columns, salesperson: 'ana', attributes: '{}' };
  return { table: 'booking_line', id, revision: 1, key: `${id} 1`, columns: told };
}

/** How many statements a look takes at so many bookings of one deal that comes to more since its approval was used. */
async function statementsOf(bookings: number): Promise<number> {
  const id = `D${bookings}`;
  await offers.tell(...deal(id, 1, '50000'));
  const { id: request, hash } = await offers.approvals.submit(as('ana'), {
    deal: id,
    matrix: null,
    seen: null,
  });
  await offers.approvals.decide(as('mia'), { request, step: 0, decision: 'approve', hash, reason: null });
  await offers.tell(...Array.from({ length: bookings }, (_, nth) => order(`${id}-${nth}`, id)));
  expect(await offers.clearings.look()).toHaveLength(bookings);
  await offers.tell(...deal(id, 2, '60000'));
  const query = jest.spyOn(OpenTransaction.prototype, 'query');
  expect(await offers.clearings.look()).toEqual([]);
  return query.mock.calls.length;
}

it('a look at the bookings of one deal takes as many statements however many these are', async () => {
  const few = await statementsOf(5);
  jest.restoreAllMocks();
  expect(await statementsOf(200)).toBeLessThan(few + 5);
}, 60_000);
