import { afterEach, beforeAll, expect, it, jest } from '@jest/globals';
import { offer, Offers } from '../../../../test/support/approvals/offers.js';
import { testDatabase } from '../../../../test/support/database.js';
import { FACTS, MATRIX, person } from '../../../../test/support/deals/by-segment.js';
import type { Told } from '../../../../test/support/small-company.js';
import { OpenTransaction } from '../../../platform/database/transaction.js';

const offers = new Offers(testDatabase());
const dayOf = (nth: number): string => new Date(Date.UTC(2025, 0, 1 + nth)).toISOString().slice(0, 10);

const account = (nth: number, segment: string, revision: number): Told => ({
  table: 'account',
  id: `a${nth}`,
  revision,
  columns: { name: `a${nth}`, owner: null, parent: null, segment, attributes: '{}' },
});

function deal(nth: number): Told {
  const { columns, ...told } = offer(`D${nth}`, { discount: '5%', seller: `s${nth % 5}` });
  const attributes = JSON.stringify({ 'deal.discount': '5%' });
  return { ...told, columns: { ...columns, account: `a${nth}`, attributes, offered_on: dayOf(nth) } };
}

const order = (nth: number): Told => ({
  table: 'booking_line',
  id: `SO-${nth}`,
  revision: 1,
  key: `SO-${nth} 1`,
  columns: {
    line_no: 1,
    booked_on: dayOf(nth),
    sequence: 0,
    currency: 'USD',
    net: '1000',
    deal: `D${nth}`,
    account: `a${nth}`,
    salesperson: `s${nth % 5}`,
    attributes: '{}',
  },
});

beforeAll(async () => {
  await offers.publish(FACTS, MATRIX);
  await offers.tell(...person('mia', null), ...[0, 1, 2, 3, 4].flatMap((nth) => person(`s${nth}`, 'mia')));
}, 60_000);
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

/** Looks at bookings that are told, each of a deal, an account and a day of its own; then again, after their accounts grew and the rules were published anew. */
async function looks(numbers: readonly number[], means: string): Promise<{ first: number; again: number }> {
  await offers.tell(...numbers.flatMap((nth) => [account(nth, 'smb', 1), deal(nth), order(nth)]));
  const first = await look();
  expect(first.found).toEqual(['not-needed']);
  await offers.tell(...numbers.map((nth) => account(nth, 'enterprise', 2)));
  await offers.publish(FACTS.replace('means: Discount', `means: ${means}`), MATRIX);
  const again = await look();
  expect(again.found).toEqual([]);
  return { first: first.statements, again: again.statements };
}

it('a look at a page of bookings takes as many statements whatever days, accounts and bookings are on it', async () => {
  const few = await looks(
    Array.from({ length: 10 }, (_, nth) => nth),
    'A discount',
  );
  const many = await looks(
    Array.from({ length: 200 }, (_, nth) => 10 + nth),
    'The discount',
  );
  // The rules that were published since are read once.
  expect(many.first).toBeLessThan(few.first + 5);
  // The others were found free at a position of their own.
  expect(many.again).toBeLessThan(few.again + 12);
}, 60_000);
