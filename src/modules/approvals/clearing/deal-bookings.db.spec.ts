import { beforeAll, describe, expect, it } from '@jest/globals';
import { as, offer, Offers, standsIn } from '../../../../test/support/approvals/offers.js';
import { testDatabase } from '../../../../test/support/database.js';
import type { Request } from '../../../engine/approvals/request/state.js';
import { importing } from '../../../../test/support/importing.js';
import { ACTOR, type Told } from '../../../../test/support/small-company.js';

const database = testDatabase();
const offers = new Offers(database);
const give = importing(database);
const { approvals, clearings } = offers;

beforeAll(async () => {
  await offers.open();
  await give('accounts', 'account,name\nacme,Acme\nother,Other\n');
}, 60_000);

const HEADER = 'booking,date,currency,net,salesperson,account,changes,deal\n';

/** Takes rows of bookings. */
async function book(...rows: readonly string[]): Promise<void> {
  const report = await give('bookings', `${HEADER}${rows.join('\n')}\n`);
  expect(report.rejections).toEqual([]);
}

/** A deal of ana with acme that comes to 50,000 USD, approved by the manager. */
async function approved(id: string, discount = '15%'): Promise<void> {
  const { columns, ...told } = offer(id, { discount });
  const line: Told = {
    table: 'deal_line',
    id: `${id}/1`,
    revision: 1,
    columns: { deal: id, line_no: 1, net: '50000', attributes: '{}' },
  };
  await offers.tell({ ...told, columns: { ...columns, account: 'acme' } }, line);
  if (discount !== '15%') return;
  const { id: request, hash } = await approvals.submit(as('ana'), { deal: id, matrix: null, seen: null });
  await approvals.decide(as('mia'), { request, step: 0, decision: 'approve', hash, reason: null });
}

/** A booking of ana that a relation shares with somebody. */
function split(id: string, deal: string, other: string): Told {
  const columns = { line_no: 1, booked_on: '2026-03-10', sequence: 0, currency: 'USD', net: '10', deal };
  const attributes = JSON.stringify({ 'deal.seller': other });
  return {
    table: 'booking_line',
    id,
    revision: 1,
    key: `${id} 1`,
    columns: { ...columns, salesperson: 'ana', attributes },
  };
}

const looked = async (): Promise<string[]> =>
  (await clearings.look()).map(({ booking, clearance }) =>
    [booking, clearance.standing, ...(clearance.standing === 'missing' ? [clearance.lacks] : [])].join(' '),
  );

describe('a booking that names a deal', () => {
  it('has no approval beyond what the deal comes to, by day and not by arrival, and says the amounts', async () => {
    await approved('S-1');
    await book('B-102,2026-03-12,USD,900000,ana,acme,,S-1');
    expect(await looked()).toEqual(['B-102 missing OVER_AMOUNT']);
    await book('B-101,2026-03-10,USD,50000,ana,acme,,S-1', 'B-103,2026-03-13,USD,1,ana,acme,,S-1');
    expect(await looked()).toEqual([
      'B-101 approved',
      'B-102 missing OVER_AMOUNT',
      'B-103 missing OVER_AMOUNT',
    ]);
    const says = await database.reading(ACTOR, (tx) =>
      tx.query('select says from booking_clearance where booking = $1 order by nth desc limit 1', ['B-102']),
    );
    expect(says).toEqual([
      { says: 'comes to 50,000.00 USD, and its bookings up to this one to 950,000.00 USD' },
    ]);
  });

  it('has room again where an earlier one is returned, withdrawn, or names another deal', async () => {
    await approved('S-2');
    await approved('S-3');
    await book('C-1,2026-03-10,USD,50000,ana,acme,,S-2', 'C-2,2026-03-11,USD,20000,ana,acme,,S-2');
    expect(await looked()).toEqual(['C-1 approved', 'C-2 missing OVER_AMOUNT']);
    await book('C-3,2026-04-01,USD,-20000,ana,acme,C-1,');
    expect(await looked()).toEqual(['C-2 approved']);
    await book('C-4,2026-04-02,USD,5000,ana,acme,,S-2');
    expect(await looked()).toEqual(['C-4 missing OVER_AMOUNT']);
    await book('C-2,2026-03-11,USD,20000,ana,acme,,S-3');
    expect(await looked()).toEqual(['C-2 approved', 'C-4 approved']);
  });

  it('is of its account and its seller', async () => {
    await approved('S-4');
    await approved('S-5', '5%');
    await book('D-1,2026-03-10,USD,10,ben,acme,,S-4', 'D-2,2026-03-11,USD,10,ana,other,,S-4');
    await book('D-3,2026-03-12,USD,60000,ana,acme,,S-5', 'D-4,2026-03-13,USD,10,,,,S-4');
    expect(await looked()).toEqual([
      'D-1 missing OTHER_SELLER',
      'D-2 missing OTHER_ACCOUNT',
      'D-3 missing OVER_AMOUNT',
      'D-4 approved',
    ]);
  });

  it('does not pay somebody whose decision the approval rests on', async () => {
    await offers.tell(offer('S-7', { discount: '15%' }));
    const { id, hash } = await approvals.submit(as('ana'), { deal: 'S-7', matrix: null, seen: null });
    await offers.tell(standsIn('mia', 'ben'));
    await approvals.delegate(as('mia'), { request: id, step: 0, to: 'ben' });
    await approvals.decide(as('ben'), { request: id, step: 0, decision: 'approve', hash, reason: null });
    await offers.tell(split('F-1', 'S-7', 'ben'), split('F-2', 'S-7', 'kim'));
    expect(await looked()).toEqual(['F-1 missing PAYS_APPROVER', 'F-2 approved']);
  });

  it('has the approval of whoever is asked in their place, once the deal is submitted anew', async () => {
    const { id, hash, steps } = await approvals.submit(as('ana'), { deal: 'S-7', matrix: null, seen: null });
    expect(steps.map(({ standing, people }) => [standing, ...people])).toEqual([['REQUESTED', 'mia']]);
    await approvals.decide(as('mia'), { request: id, step: 0, decision: 'approve', hash, reason: null });
    expect(await looked()).toEqual(['F-1 approved', 'F-2 approved']);
  });

  it('is asked of somebody else anew where its one booking pays who approved, and a preview says so', async () => {
    await offers.tell(offer('S-10', { discount: '15%' }));
    const submit = async (): Promise<Request> =>
      approvals.submit(as('ana'), { deal: 'S-10', matrix: null, seen: null });
    const { id, hash } = await submit();
    await approvals.decide(as('mia'), { request: id, step: 0, decision: 'approve', hash, reason: null });
    await offers.tell(split('I-1', 'S-10', 'mia'));
    expect(await looked()).toEqual(['I-1 missing PAYS_APPROVER']);
    const { plan } = await approvals.preview(as('ana'), 'S-10', null);
    const asks = plan.kind === 'planned' ? plan.steps : [];
    expect(asks).toMatchObject([{ kind: 'asked', approvers: { people: ['dan'] } }]);
    const anew = await submit();
    expect(anew.steps.map(({ standing, people }) => [standing, ...people])).toEqual([['REQUESTED', 'dan']]);
    const again = { request: anew.id, step: 0, decision: 'approve', hash: anew.hash, reason: null } as const;
    await approvals.decide(as('dan'), again);
    expect(await looked()).toEqual(['I-1 approved']);
  });

  it('does not pay somebody whose decision was carried into the approval', async () => {
    await offers.tell(offer('S-8', { discount: '25%' }));
    const submit = async (): Promise<Request> =>
      approvals.submit(as('ana'), { deal: 'S-8', matrix: null, seen: null });
    const decide = async ({ id: request, hash }: Request, by: string, step: number): Promise<Request> =>
      approvals.decide(as(by), { request, step, decision: 'approve', hash, reason: null });
    const first = await submit();
    await decide(first, 'mia', 0);
    await approvals.recall(as('ana'), first.id);
    const second = await decide(await submit(), 'dan', 1);
    expect(second.steps.map(({ standing }) => standing)).toEqual(['AUTO_CARRIED', 'APPROVED']);
    await offers.tell(split('G-1', 'S-8', 'mia'), split('G-2', 'S-8', 'dan'), split('G-3', 'S-8', 'kim'));
    expect(await looked()).toEqual([
      'G-1 missing PAYS_APPROVER',
      'G-2 missing PAYS_APPROVER',
      'G-3 approved',
    ]);
  });

  it('does not pay somebody who passed a level over, nor the second person', async () => {
    await offers.tell(offer('S-9', { discount: '15%' }));
    const { id: request } = await approvals.submit(as('ana'), { deal: 'S-9', matrix: null, seen: null });
    const passedOver = { request, step: 0, reason: 'Mia is away' };
    await approvals.override(as('vic'), { ...passedOver, second: 'dan' });
    await approvals.override(as('dan'), { ...passedOver, second: null });
    await offers.tell(split('H-1', 'S-9', 'vic'), split('H-2', 'S-9', 'dan'), split('H-3', 'S-9', 'mia'));
    expect(await looked()).toEqual([
      'H-1 missing PAYS_APPROVER',
      'H-2 missing PAYS_APPROVER',
      'H-3 approved',
    ]);
  });

  it('must fit nothing where no matrix judges the deal', async () => {
    const { columns, ...told } = offer('S-6', { discount: '15%' });
    await offers.tell({ ...told, columns: { ...columns, offered_on: '2019-03-05' } });
    await book('E-1,2019-03-10,USD,10,ben,acme,,S-6');
    expect(await looked()).toEqual(['E-1 not-needed']);
  });
});
