import { beforeAll, describe, expect, it } from '@jest/globals';
import { as, codeOf, FACTS, MATRIX, offer, Offers } from '../../../../test/support/approvals/offers.js';
import { testDatabase } from '../../../../test/support/database.js';
import { tell, type Told } from '../../../../test/support/small-company.js';
import type { Request } from '../../../engine/approvals/request/state.js';

const database = testDatabase();
const offers = new Offers(database);
const { approvals, clearings } = offers;
const NET = 'fields:\n  - { name: deal.net, is: money, means: What a deal comes to }';
beforeAll(() => offers.open(MATRIX, FACTS.replace('fields:', NET)), 60_000);

function order(id: string, deal: string, over: Record<string, unknown> = {}): Told {
  const columns = { line_no: 1, booked_on: '2026-03-10', sequence: 0, currency: 'USD', net: '1000', deal };
  const of = { salesperson: 'ana', attributes: '{}' };
  return {
    table: 'booking_line',
    id,
    revision: 1,
    key: `${id} 1`,
    columns: { ...columns, ...of, ...over },
  };
}

async function pending(deal: string): Promise<Request> {
  await offers.tell(offer(deal, { discount: '15%' }));
  return await approvals.submit(as('ana'), { deal, matrix: null, seen: null });
}

async function approved(deal: string): Promise<Request> {
  const { id: request, hash } = await pending(deal);
  return await approvals.decide(as('mia'), { request, step: 0, decision: 'approve', hash, reason: null });
}

const lost = (deal: string, revision = 2): Promise<void> =>
  offers.tell(offer(deal, { discount: '15%', standing: 'lost', revision }));

const looked = async (): Promise<string[]> =>
  (await clearings.look()).map(({ booking, clearance }) =>
    [booking, clearance.standing, ...('lacks' in clearance ? [clearance.lacks] : [])].join(' '),
  );

/** Closes the request, as every minute does. */
const sweep = ({ id }: Request): Promise<Request> => approvals.tend({ ...as('vic'), id: 'time' }, id);

describe('a deal that is lost', () => {
  it.each([true, false])('has no approval for what is told after (swept before: %s)', async (isSwept) => {
    const deal = `A${isSwept}`;
    const request = await approved(deal);
    await lost(deal);
    if (isSwept) await sweep(request);
    await offers.tell(order(`SO ${deal}`, deal));
    expect(await looked()).toEqual([`SO ${deal} missing CANCELLED`]);
    if (!isSwept) await sweep(request);
    expect(await looked()).toEqual([]);
  });

  it.each([true, false])('keeps that of what was told before (swept before: %s)', async (isSwept) => {
    const deal = `B${isSwept}`;
    const request = await approved(deal);
    await offers.tell(order(`SO ${deal}`, deal));
    await lost(deal);
    if (isSwept) await sweep(request);
    await offers.tell(
      order(`SR ${deal}`, deal, { net: '-1000', changes: `SO ${deal}` }),
      order(`ST ${deal}`, deal),
    );
    expect(await looked()).toEqual([
      `SO ${deal} approved`,
      `SR ${deal} approved`,
      `ST ${deal} missing CANCELLED`,
    ]);
    if (!isSwept) await sweep(request);
    expect(await looked()).toEqual([]);
  });

  it('needs a new approval once it is open again', async () => {
    await approved('C');
    await lost('C');
    await offers.tell(offer('C', { discount: '15%', revision: 3 }), order('SO C', 'C'));
    expect(await looked()).toEqual(['SO C missing CANCELLED']);
    const { standing } = await approvals.submit(as('ana'), { deal: 'C', matrix: null, seen: null });
    expect([standing, await looked()]).toEqual(['APPROVED', ['SO C approved']]);
  });

  it('has none by a request that was still open', async () => {
    await offers.tell(offer('D', { discount: '15%' }));
    await approvals.submit(as('ana'), { deal: 'D', matrix: null, seen: null });
    await offers.tell(order('SO D', 'D'));
    await lost('D');
    expect(await looked()).toEqual(['SO D missing CANCELLED']);
  });

  it('and is open again before anybody looked has no request any more, nor one that is decided', async () => {
    const [waits, given] = [await pending('G'), await approved('H')];
    for (const deal of ['G', 'H']) await lost(deal);
    await offers.tell(...['G', 'H'].map((deal) => offer(deal, { discount: '15%', revision: 3 })));
    const { id: request, hash } = waits;
    const decision = { request, step: 0, decision: 'approve', hash, reason: null } as const;
    expect(await codeOf(approvals.decide(as('mia'), decision))).toBe('APPROVAL_NOT_OPEN');
    await offers.following.look();
    const standings = [await sweep(waits), await sweep(given)].map(({ standing }) => standing);
    expect(standings).toEqual(['CANCELLED', 'CANCELLED']);
    const again = await approvals.submit(as('ana'), { deal: 'G', matrix: null, seen: null });
    expect(again.standing).toBe('PENDING');
  });

  it('by a telling that is older than what was known, or told right at once, keeps its requests', async () => {
    const requests = [await pending('I'), await pending('J')];
    await offers.tell(offer('I', { discount: '15%', revision: 3 }));
    const again = (revision: number, standing?: string): Told =>
      offer('J', { discount: '15%', revision, ...(standing === undefined ? {} : { standing }) });
    await lost('I');
    await offers.tell(again(2, 'lost'), again(3));
    expect(await offers.following.look()).toBe(0);
    const standings = await Promise.all(requests.map(async (each) => (await sweep(each)).standing));
    expect(standings).toEqual(['PENDING', 'PENDING']);
  });

  it.each([
    ['E', 'was withdrawn after it was submitted for approval'],
    ['F', 'was told as lost after it was submitted for approval'],
  ])('and open again is told apart from one that was withdrawn and told again: %s %s', async (deal, says) => {
    await approved(deal);
    if (deal === 'F') await lost(deal);
    else await offers.tell({ ...offer(deal, { discount: '15%', revision: 2 }), withdrawn: true });
    await offers.tell(offer(deal, { discount: '15%', revision: 3 }), order(`SO ${deal}`, deal));
    expect(await clearings.look()).toMatchObject([{ clearance: { lacks: 'CANCELLED', says } }]);
  });
});

describe('a deal that is withdrawn after it was booked', () => {
  const withdraw = (deal: string): Promise<void> =>
    offers.tell({ ...offer(deal, { discount: '15%', revision: 2 }), withdrawn: true });

  it('takes nothing from what was booked before, and has nothing for what is booked after', async () => {
    await approved('W1');
    await offers.tell(offer('W2', { discount: '5%' }));
    await offers.tell(order('SO-W1', 'W1'), order('SO-W2', 'W2'));
    expect(await looked()).toEqual(['SO-W1 approved', 'SO-W2 not-needed']);
    await withdraw('W1');
    await withdraw('W2');
    expect(await looked()).toEqual([]);
    const returned = { net: '-1000', changes: 'SO-W1' };
    await offers.tell(order('SO-W3', 'W1'), order('SO-W4', 'W2'), order('SO-R1', 'W1', returned));
    expect(await looked()).toEqual([
      'SO-R1 approved',
      'SO-W3 missing UNKNOWN_DEAL',
      'SO-W4 missing UNKNOWN_DEAL',
    ]);
  });

  it('is judged as it stood before it was withdrawn first, its lines before it or the whole twice', async () => {
    await offers.tell(offer('W7', { discount: '5%' }), offer('W8', { discount: '5%' }));
    await offers.tell(order('SO-W7', 'W7'), order('SO-W8', 'W8'));
    expect(await looked()).toEqual(['SO-W7 not-needed', 'SO-W8 not-needed']);
    const columns = { deal: 'W7', line_no: 1, net: '1000000', attributes: '{}' };
    await tell(database, [{ table: 'deal_line', id: 'W7/1', revision: 2, columns, withdrawn: true }]);
    await withdraw('W7');
    await withdraw('W8');
    await offers.tell({ ...offer('W8', { discount: '5%', standing: 'lost', revision: 3 }), withdrawn: true });
    expect(await looked()).toEqual([]);
  });

  const head = (deal: string, { revision = 1, withdrawn = false, net = '' } = {}): Told => {
    const { columns, ...told } = offer(deal, { discount: '5%', revision });
    const attributes = {
      'deal.discount': '5%',
      'deal.margin': '45%',
      ...(net === '' ? {} : { 'deal.net': `${net} USD` }),
    };
    return { ...told, withdrawn, columns: { ...columns, attributes: JSON.stringify(attributes) } };
  };
  const line = (deal: string, nth: number, { revision = 1, withdrawn = false } = {}): Told => ({
    table: 'deal_line',
    id: `${deal}/${nth}`,
    revision,
    withdrawn,
    columns: { deal, line_no: nth, net: '1000', attributes: '{}' },
  });
  const gone = { revision: 2, withdrawn: true };

  it('is judged without lines that it had lost before it was booked', async () => {
    await tell(database, [
      head('X1'),
      line('X1', 1),
      line('X1', 2),
      head('X2', { net: '1000' }),
      line('X2', 1),
    ]);
    await tell(database, [line('X1', 2, gone), line('X2', 1, gone)]);
    await tell(database, [order('SO-X1', 'X1'), order('SO-X2', 'X2'), order('SO-X3', 'X2', { net: '2000' })]);
    const found = ['SO-X1 not-needed', 'SO-X2 not-needed', 'SO-X3 missing OVER_AMOUNT'];
    expect(await looked()).toEqual(found);
    await tell(database, [head('X1', gone), head('X2', { ...gone, net: '1000' })]);
    expect(await looked()).toEqual([]);
    await tell(database, [order('SO-X4', 'X1'), order('SO-X5', 'X2')]);
    expect(await looked()).toEqual(['SO-X4 missing UNKNOWN_DEAL', 'SO-X5 missing UNKNOWN_DEAL']);
  });

  it('stays so where one of its lines is told again', async () => {
    await tell(database, [head('X6'), line('X6', 1), order('SO-X6', 'X6')]);
    expect(await looked()).toEqual(['SO-X6 not-needed']);
    await tell(database, [head('X6', gone)]);
    await tell(database, [line('X6', 1, { revision: 2 })]);
    expect(await looked()).toEqual([]);
  });

  it('is judged with the lines that were withdrawn one after the other before it, but for those that went before it was booked', async () => {
    await tell(
      database,
      ['Y1', 'Y2'].flatMap((deal) => [head(deal), line(deal, 1), line(deal, 2), line(deal, 3)]),
    );
    const [small, large] = [order('SO-Y1', 'Y1', { net: '3000' }), order('SO-Y2', 'Y2', { net: '2000' })];
    await tell(database, [small]);
    await tell(database, [line('Y1', 1, gone), line('Y2', 1, gone)]);
    await tell(database, [large]);
    for (const nth of [2, 3]) await tell(database, [line('Y1', nth, gone), line('Y2', nth, gone)]);
    await tell(database, [head('Y1', gone), head('Y2', gone)]);
    await tell(database, [order('SO-Y3', 'Y1', { net: '-1' }), order('SO-Y4', 'Y2', { net: '-1' })]);
    const found = ['SO-Y1 not-needed', 'SO-Y2 not-needed'];
    expect(await looked()).toEqual([...found, 'SO-Y3 missing UNKNOWN_DEAL', 'SO-Y4 missing UNKNOWN_DEAL']);
  });

  it('is judged as it stood before, also where nobody looked in between', async () => {
    await approved('W5');
    await offers.tell(offer('W6', { discount: '15%' }));
    await offers.tell(order('SO-W5', 'W5'), order('SO-W6', 'W6'));
    await withdraw('W5');
    await withdraw('W6');
    expect(await looked()).toEqual(['SO-W5 approved', 'SO-W6 missing NO_REQUEST']);
  });
});
