import { beforeAll, describe, expect, it } from '@jest/globals';
import { as, codeOf, offer, Offers } from '../../../../test/support/approvals/offers.js';
import { testDatabase } from '../../../../test/support/database.js';
import { importing } from '../../../../test/support/importing.js';
import { tell, type Told } from '../../../../test/support/small-company.js';
import type { Request } from '../../../engine/approvals/request/state.js';

const offers = new Offers(testDatabase());
const give = importing(offers.database);
const { approvals, clearings, list } = offers;

beforeAll(async () => {
  await offers.open();
  await give('accounts', 'account,name\nacme,Acme\nother,Other\n');
}, 60_000);

/** A deal with what it comes to, its account and its seller. */
async function tellDeal(
  id: string,
  net: string,
  {
    revision = 1,
    account = 'acme',
    seller = 'ana',
    discount = '15%',
  }: { revision?: number; account?: string; seller?: string; discount?: string } = {},
): Promise<void> {
  const { columns, ...told } = offer(id, { discount, seller, revision });
  const of = { deal: id, line_no: 1, net, attributes: '{}' };
  const line: Told = { table: 'deal_line', id: `${id}/1`, revision, columns: of };
  await offers.tell({ ...told, columns: { ...columns, account } }, line);
}

const submit = async (deal: string): Promise<Request> =>
  approvals.submit(as('ana'), { deal, matrix: null, seen: null });

const approve = async ({ id, hash }: Request, by = 'mia'): Promise<Request> =>
  approvals.decide(as(by), { request: id, step: 0, decision: 'approve', hash, reason: null });

async function tellOrder(row: string): Promise<readonly unknown[]> {
  const { rejections } = await give(
    'bookings',
    `booking,date,currency,net,salesperson,account,deal\n${row}\n`,
  );
  return rejections;
}

async function book(row: string): Promise<string> {
  expect(await tellOrder(row)).toEqual([]);
  const [found] = await clearings.look();
  if (!found) return 'nothing new';
  const { clearance } = found;
  return clearance.standing === 'missing'
    ? `${clearance.lacks}: ${clearance.says ?? ''}`
    : clearance.standing;
}

const standingsOf = async (deal: string): Promise<string[]> => {
  const { nodes } = await list.page(as('vic'), { of: null, deal, standing: null }, { first: 9 });
  return nodes.map(({ standing }) => standing).reverse();
};

describe('a deal that is told otherwise than it was approved', () => {
  it('has no approval as one that comes to more, until people approve that', async () => {
    await tellDeal('N-1', '50000');
    await approve(await submit('N-1'));
    await tellDeal('N-1', '5000000', { revision: 2 });
    expect(await book('B-1,2026-03-10,USD,5000000,ana,acme,N-1')).toBe(
      'OTHER_TERMS: comes to 5,000,000.00 USD, and 50,000.00 USD was approved',
    );
    expect(await standingsOf('N-1')).toEqual(['STALE']);
    const anew = await submit('N-1');
    expect(anew.steps.map(({ standing }) => standing)).toEqual(['REQUESTED']);
    await approve(anew);
    expect((await clearings.look()).map(({ clearance }) => clearance.standing)).toEqual(['approved']);
  });

  it('has none as one of another account or seller, and has it again as it was', async () => {
    await tellDeal('N-2', '50000');
    await approve(await submit('N-2'));
    await tellDeal('N-2', '50000', { revision: 2, account: 'other' });
    expect(await book('B-2,2026-03-10,USD,50000,ana,other,N-2')).toBe(
      'OTHER_TERMS: is of another account than was approved',
    );
    await tellDeal('N-2', '50000', { revision: 3, seller: 'ben' });
    expect((await clearings.look()).map(({ clearance }) => clearance)).toMatchObject([
      { says: 'is sold by somebody else than was approved' },
    ]);
    await tellDeal('N-2', '40000', { revision: 4 });
    await clearings.look();
    expect(await book('B-3,2026-03-11,USD,40000,ana,acme,N-2')).toBe('approved');
  });

  it('keeps a used approval for the bookings up to what was approved, and for none beyond', async () => {
    await tellDeal('N-6', '50000');
    await approve(await submit('N-6'));
    expect(await book('B-61,2026-03-10,USD,30000,ana,acme,N-6')).toBe('approved');
    await tellDeal('N-6', '60000', { revision: 2 });
    expect(await clearings.look()).toEqual([]);
    expect(await book('B-62,2026-03-11,USD,20000,ana,acme,N-6')).toBe('approved');
    expect(await book('B-63,2026-03-12,USD,10000,ana,acme,N-6')).toBe(
      'OTHER_TERMS: comes to 60,000.00 USD, and 50,000.00 USD was approved',
    );
    await approve(await submit('N-6'));
    // The first two rest on both approvals by now.
    expect(
      (await clearings.look()).map(({ booking, clearance }) => `${booking} ${clearance.standing}`),
    ).toEqual(['B-61 approved', 'B-62 approved', 'B-63 approved']);
  });

  it.each([
    ['nobody looked', async () => Promise.resolve()],
    ['it was found old', async (id: string) => void (await approvals.tend(as('vic'), id))],
    ['it was submitted anew', async (_: string, deal: string) => void (await submit(deal))],
  ])('keeps an approval for what was told while it stood, also where %s', async (what, follow) => {
    const deal = `N-8 ${what}`;
    await tellDeal(deal, '50000');
    const request = await approve(await submit(deal));
    const [first, second] = [`A ${deal}`, `B ${deal}`];
    expect(await tellOrder(`${second},2026-03-10,USD,30000,ana,acme,${deal}`)).toEqual([]);
    await tellDeal(deal, '60000', { revision: 2 });
    await follow(request.id, deal);
    expect(await tellOrder(`${first},2026-03-09,USD,20000,ana,acme,${deal}`)).toEqual([]);
    expect(await tellOrder(`C ${deal},2026-03-12,USD,10000,ana,acme,${deal}`)).toEqual([]);
    const found = await clearings.look();
    expect(found.map(({ booking, clearance }) => `${booking} ${clearance.standing}`)).toEqual([
      `${first} approved`,
      `${second} approved`,
      `C ${deal} missing`,
    ]);
  });

  it('keeps one that was given after the booking was told, and before the deal came to more', async () => {
    await tellDeal('N-11', '50000');
    const request = await submit('N-11');
    expect(await book('B-11,2026-03-10,USD,50000,ana,acme,N-11')).toContain('PENDING');
    await approve(request);
    await tellDeal('N-11', '60000', { revision: 2 });
    expect((await clearings.look()).map(({ clearance }) => clearance.standing)).toEqual(['approved']);
  });

  it('keeps none for what was told after it came to more, nor where it got worse', async () => {
    await tellDeal('N-9', '50000');
    await approve(await submit('N-9'));
    await tellDeal('N-9', '60000', { revision: 2 });
    expect(await book('B-9,2026-03-10,USD,30000,ana,acme,N-9')).toContain('OTHER_TERMS');
    await tellDeal('N-10', '50000');
    await approve(await submit('N-10'));
    expect(await tellOrder('B-10,2026-03-10,USD,30000,ana,acme,N-10')).toEqual([]);
    await tellDeal('N-10', '60000', { revision: 2, discount: '18%' });
    expect((await clearings.look()).map(({ clearance }) => clearance)).toMatchObject([
      { lacks: 'OTHER_TERMS' },
    ]);
  });

  it('loses a used approval with another seller, whatever it comes to', async () => {
    await tellDeal('N-7', '50000');
    await approve(await submit('N-7'));
    expect(await book('B-7,2026-03-10,USD,50000,ana,acme,N-7')).toBe('approved');
    await tellDeal('N-7', '60000', { revision: 2, seller: 'ben' });
    expect((await clearings.look()).map(({ clearance }) => clearance)).toMatchObject([
      { lacks: 'OTHER_TERMS', says: 'is sold by somebody else than was approved' },
    ]);
  });

  it('is not decided by what was asked, but asked anew', async () => {
    await tellDeal('N-3', '50000');
    const seen = await submit('N-3');
    await tellDeal('N-3', '9000000', { revision: 2 });
    expect(await codeOf(approve(seen))).toBe('APPROVAL_OLD_FINGERPRINT');
    expect(await standingsOf('N-3')).toEqual(['SUPERSEDED', 'PENDING']);
  });

  it('is decided where it comes to less', async () => {
    await tellDeal('N-4', '50000');
    const seen = await submit('N-4');
    await tellDeal('N-4', '40000', { revision: 2 });
    expect((await approve(seen)).standing).toBe('APPROVED');
    expect(await book('B-4,2026-03-10,USD,40000,ana,acme,N-4')).toBe('approved');
  });

  it('has no booking where nobody said what it comes to, until that is said and approved', async () => {
    await tell(offers.database, [offer('N-5', { discount: '15%' })]);
    await approve(await submit('N-5'));
    expect(await book('B-5,2026-03-10,USD,4000000,ana,acme,N-5')).toBe('NO_AMOUNT: ');
    await tellDeal('N-5', '4000000', { revision: 2 });
    expect((await clearings.look()).map(({ clearance }) => clearance)).toMatchObject([
      { says: 'comes to 4,000,000.00 USD, and no amount was approved' },
    ]);
    await approve(await submit('N-5'));
    expect((await clearings.look()).map(({ clearance }) => clearance.standing)).toEqual(['approved']);
  });
});
