import { beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { MATRIX, offer, Offers, seat } from '../../../../test/support/approvals/offers.js';
import { testDatabase } from '../../../../test/support/database.js';
import type { Told } from '../../../../test/support/small-company.js';
import { DealsService } from '../../deals/deals.service.js';
import { ClearingsService } from './clearings.service.js';

const database = testDatabase();
const offers = new Offers(database);
beforeAll(() => offers.open(), 60_000);

/** A process that begins, and which deals it looks at. */
class Started {
  readonly read: string[][] = [];
  private readonly deals = new DealsService(offers.rules);
  private readonly clearings = new ClearingsService(database, offers.rules, this.deals, offers.imports);

  constructor(failing: string | null = null) {
    const readDeals = this.deals.readDeals.bind(this.deals);
    jest.spyOn(this.deals, 'readDeals').mockImplementation((tx, at, deals) => {
      this.read.push([...deals].sort());
      if (failing !== null && deals.includes(failing)) throw new Error('Not this one');
      return readDeals(tx, at, deals);
    });
  }

  async look(): Promise<string[]> {
    return (await this.clearings.look()).map(({ booking, clearance }) => `${booking} ${clearance.standing}`);
  }
}

async function book(booking: string, deal: string): Promise<void> {
  const columns = { line_no: 1, booked_on: '2026-03-10', sequence: 0, currency: 'USD', net: '1000', deal };
  const told = { ...columns, salesperson: 'ana', attributes: '{}' };
  await offers.tell({ table: 'booking_line', id: booking, revision: 1, key: `${booking} 1`, columns: told });
}

const account = (id: string, revision: number): Told => {
  const columns = { name: `${id} ${revision}`, owner: null, parent: null, segment: null, attributes: '{}' };
  return { table: 'account', id, revision, columns };
};
const dealOf = (id: string, of: { account: string; seller: string }): Told => {
  const { columns, ...told } = offer(id, { discount: '5%', seller: of.seller });
  return { ...told, columns: { ...columns, account: of.account } };
};

describe('looking at bookings of deals', () => {
  beforeEach(async () => {
    jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    await new Started().look();
  });

  it('looks at nothing again when a process starts, and at what changed alone', async () => {
    await offers.tell(offer('A', { discount: '5%' }), offer('B', { discount: '5%' }));
    await book('SO-1', 'A');
    await book('SO-2', 'B');
    const first = new Started();
    expect([await first.look(), first.read]).toEqual([['SO-1 not-needed', 'SO-2 not-needed'], [['A', 'B']]]);
    const second = new Started();
    expect([await second.look(), second.read]).toEqual([[], []]);
    await offers.tell(offer('B', { discount: '15%', revision: 2 }));
    expect([await second.look(), second.read]).toEqual([['SO-2 missing'], [['B']]]);
    const third = new Started();
    await offers.publish(MATRIX.replace('(10%..20%]', '(16%..20%]'));
    expect([await third.look(), third.read]).toEqual([['SO-2 not-needed'], [['A', 'B']]]);
    await offers.publish(MATRIX);
  });

  it('tries what failed again by itself, and nothing else', async () => {
    await offers.tell(offer('C', { discount: '5%' }), offer('D', { discount: '5%' }));
    await book('SO-3', 'C');
    await book('SO-4', 'D');
    const failing = new Started('C');
    expect([await failing.look(), failing.read]).toEqual([['SO-4 not-needed'], [['C', 'D'], ['C'], ['D']]]);
    const again = new Started('C');
    expect([await again.look(), again.read]).toEqual([[], [['C']]]);
    const mended = new Started();
    expect([await mended.look(), mended.read]).toEqual([['SO-3 not-needed'], [['C']]]);
    expect([await mended.look(), mended.read]).toEqual([[], [['C']]]);
  });

  it('looks at those whose account or seller something was told of, free or not, and at no others', async () => {
    await offers.tell(account('acme', 1), account('zeta', 1));
    await offers.tell(dealOf('E', { account: 'acme', seller: 'mia' }));
    await offers.tell(dealOf('F', { account: 'zeta', seller: 'dan' }));
    await book('SO-5', 'E');
    await book('SO-6', 'F');
    const process = new Started();
    expect(await process.look()).toHaveLength(2);
    process.read.splice(0);
    await offers.tell(account('acme', 2), account('other', 1));
    expect([await process.look(), process.read.splice(0)]).toEqual([[], [['E']]]);
    await offers.tell(seat('dan', 'vic', { role: 'director', revision: 2 }));
    expect([await process.look(), process.read.splice(0)]).toEqual([[], [['F']]]);
    await offers.tell(account('other', 2), seat('vic', null, { role: 'vp', revision: 2 }));
    expect([await process.look(), process.read]).toEqual([[], []]);
  });
});
