import { beforeAll, describe, expect, it } from '@jest/globals';
import { as, codeOf, MATRIX, offer, Offers } from '../../../../test/support/approvals/offers.js';
import { testDatabase } from '../../../../test/support/database.js';
import type { Request } from '../../../engine/approvals/request/state.js';

const database = testDatabase();
const offers = new Offers(database);
const { approvals, clearings } = offers;

/** One that asks nobody for anything that is offered, beside the one that does. */
const LENIENT = MATRIX.replace('approvals: discounts', 'approvals: lenient')
  .replace(/ {2}- \{ id: (ten|twenty|thirty|thin).*\n/g, '')
  .replace(
    'rows:\n',
    'rows:\n  - { id: never, when: { deal.discount: "> 90%" }, up-to: manager, because: Never }\n',
  );

beforeAll(async () => {
  await offers.open();
  await offers.publish(LENIENT);
}, 60_000);

const submitted = (deal: string, matrix: string): Promise<Request> =>
  approvals.submit(as('ana'), { deal, matrix, seen: null });

const looked = async (): Promise<string[]> =>
  (await clearings.look()).map(({ booking, clearance }) =>
    [booking, clearance.standing, ...('lacks' in clearance ? [clearance.lacks] : [])].join(' '),
  );

async function booked(booking: string, deal: string): Promise<void> {
  const columns = { line_no: 1, booked_on: '2026-03-10', sequence: 0, currency: 'USD', net: '1000', deal };
  const of = { salesperson: 'ana', attributes: '{}' };
  await offers.tell({
    table: 'booking_line',
    id: booking,
    revision: 1,
    key: `${booking} 1`,
    columns: { ...columns, ...of },
  });
}

describe('a deal under several matrices', () => {
  it('needs the approval of each, whichever it was submitted by first', async () => {
    await offers.tell(offer('M1', { discount: '15%' }));
    expect((await submitted('M1', 'lenient')).standing).toBe('APPROVED');
    await booked('SO-1', 'M1');
    expect(await looked()).toEqual(['SO-1 missing NO_REQUEST']);
    const { id, hash } = await submitted('M1', 'discounts');
    expect(await looked()).toEqual(['SO-1 missing PENDING']);
    const said = { request: id, step: 0, decision: 'approve', hash, reason: null } as const;
    await approvals.decide(as('mia'), said);
    expect(await looked()).toEqual(['SO-1 approved']);
  });

  it('has a request by each at a time, and one by each', async () => {
    await offers.tell(offer('M2', { discount: '15%' }));
    await submitted('M2', 'lenient');
    expect((await submitted('M2', 'discounts')).standing).toBe('PENDING');
    for (const matrix of ['lenient', 'discounts'])
      expect(await codeOf(submitted('M2', matrix))).toBe('APPROVAL_NOT_OPEN');
  });
});
