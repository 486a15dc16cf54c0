import { afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { offer, Offers } from '../../../../test/support/approvals/offers.js';
import { testDatabase } from '../../../../test/support/database.js';
import { orderOf, standingOf } from '../../../../test/support/deals/booked.js';
import { FACTS, MATRIX, person } from '../../../../test/support/deals/by-segment.js';
import type { Told } from '../../../../test/support/small-company.js';
import { OpenTransaction } from '../../../platform/database/transaction.js';

const offers = new Offers(testDatabase());

let revision = 0;
/** The segment of the account, as its file has it from now on. */
const account = (segment: string): Told => ({
  table: 'account',
  id: 'acme',
  revision: (revision += 1),
  columns: { name: 'Acme', owner: null, parent: null, segment, attributes: '{}' },
});

interface Terms {
  readonly discount: string;
  readonly note?: string;
  readonly withdrawn?: boolean;
}

function deal(id: string, { discount, note = 'a', withdrawn = false }: Terms): Told {
  const { columns, ...told } = offer(id, { discount, revision: (revision += 1) });
  const attributes = JSON.stringify({ 'deal.discount': discount, 'deal.note': note });
  return { ...told, withdrawn, columns: { ...columns, account: 'acme', attributes } };
}

const order = (deal: string, booking = `SO-${deal}`): Told =>
  orderOf({ deal, booking, account: 'acme', revision: (revision += 1) });

/** How the booking of a deal stands once it was told again as it was, and looked at. */
async function standing(of: string): Promise<string | undefined> {
  await offers.tell(order(of));
  return await standingOf(offers, of);
}

beforeAll(async () => {
  await offers.publish(FACTS, MATRIX);
  await offers.tell(...person('mia', null), ...person('ana', 'mia'), account('smb'));
}, 60_000);
afterEach(() => {
  jest.restoreAllMocks();
});

const NOTHING_JUDGED: readonly (readonly [what: string, Terms])[] = [
  ['a note', { discount: '6%', note: 'another note' }],
  ['its withdrawal', { discount: '6%', withdrawn: true }],
];

describe('what is told of a deal after its account grew, and nobody judges', () => {
  it.each(NOTHING_JUDGED)(
    'takes no pay where its free terms changed after it was booked: %s',
    async (what, told) => {
      const id = `A ${what}`;
      await offers.tell(account('smb'), deal(id, { discount: '5%' }));
      expect(await standing(id)).toBe('not-needed');
      await offers.tell(deal(id, { discount: '6%' }));
      await offers.tell(account('enterprise'));
      await offers.tell(deal(id, told));
      expect(await standing(id)).toBe('not-needed');
      await offers.tell(deal(id, { discount: '7%' }));
      expect(await standing(id)).toBe('missing NO_REQUEST');
    },
  );

  it.each(NOTHING_JUDGED)(
    'takes no pay where the booking was told before the deal was: %s',
    async (what, told) => {
      const id = `B ${what}`;
      await offers.tell(account('smb'), order(id));
      await offers.tell(deal(id, { discount: '6%' }));
      expect(await standing(id)).toBe('not-needed');
      await offers.tell(account('enterprise'));
      await offers.tell(deal(id, told));
      expect(await standing(id)).toBe('not-needed');
    },
  );

  it('takes no pay where the deal was withdrawn and is told again as it was', async () => {
    await offers.tell(account('smb'), order('C'));
    await offers.tell(deal('C', { discount: '6%' }));
    await offers.tell(account('enterprise'), deal('C', { discount: '6%', withdrawn: true }));
    await offers.tell(deal('C', { discount: '6%', note: 'found again' }));
    expect(await standing('C')).toBe('not-needed');
  });

  it('takes no pay where the catalogue declares another fact of the deal since', async () => {
    await offers.tell(account('smb'), order('D'));
    await offers.tell(deal('D', { discount: '6%' }));
    await offers.tell(account('enterprise'));
    await offers.publish(
      FACTS.replace(
        '  - { name: deal.note',
        '  - { name: deal.margin, is: percent, means: Margin }\n  - { name: deal.note',
      ),
    );
    await offers.tell(deal('D', { discount: '6%', note: 'another note' }));
    expect(await standing('D')).toBe('not-needed');
    await offers.publish(FACTS);
  });
});

describe('what is told of a deal that nobody judges while its account is told by mistake', () => {
  it('frees no deal that changed after it was booked', async () => {
    await offers.tell(account('enterprise'), deal('E', { discount: '5%' }), order('E'));
    await offers.tell(deal('E', { discount: '6%' }));
    expect(await standing('E')).toBe('missing NO_REQUEST');
    await offers.tell(account('smb'));
    await offers.tell(deal('E', { discount: '6%', note: 'another note' }));
    await offers.tell(account('enterprise'));
    expect(await standing('E')).toBe('missing NO_REQUEST');
    await offers.tell(deal('E', { discount: '6%', note: 'a third note' }));
    expect(await standing('E')).toBe('missing NO_REQUEST');
  });
});

/** How many statements a look takes at bookings of a deal that changed after these, and was noted so often after its account grew. */
async function statementsOf(id: string, { bookings, notes }: Record<string, number>): Promise<number> {
  await offers.tell(account('smb'), deal(id, { discount: '5%' }));
  await offers.tell(...Array.from({ length: bookings ?? 0 }, (_, nth) => order(id, `SO-${id}-${nth}`)));
  await offers.tell(deal(id, { discount: '6%' }));
  await offers.clearings.look();
  await offers.tell(account('enterprise'));
  for (let nth = 0; nth < (notes ?? 0); nth += 1)
    await offers.tell(deal(id, { discount: '6%', note: `note ${nth}` }));
  const query = jest.spyOn(OpenTransaction.prototype, 'query');
  // Bookings of other deals of the account are looked at with them.
  expect((await offers.clearings.look()).filter((each) => each.deal === id)).toEqual([]);
  const statements = query.mock.calls.length;
  query.mockRestore();
  return statements;
}

it('a look takes as many statements however many bookings a deal has, and however often it was told again', async () => {
  const few = await statementsOf('F', { bookings: 3, notes: 2 });
  expect(await statementsOf('G', { bookings: 60, notes: 20 })).toBeLessThanOrEqual(few);
}, 60_000);
