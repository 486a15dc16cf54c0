import { beforeAll, describe, expect, it } from '@jest/globals';
import { as, MATRIX, offer, Offers } from '../../../../test/support/approvals/offers.js';
import { asAdministrator, testDatabase } from '../../../../test/support/database.js';
import type { Told } from '../../../../test/support/small-company.js';
import type { Request } from '../../../engine/approvals/request/state.js';

const offers = new Offers(testDatabase());
const { approvals, time } = offers;

function order(id: string, deal: string): Told {
  const columns = { line_no: 1, booked_on: '2026-03-10', sequence: 0, currency: 'USD', net: '1000', deal };
  const told = { ...columns, salesperson: 'ana', attributes: '{}' };
  return { table: 'booking_line', id, revision: 1, key: `${id} 1`, columns: told };
}

async function submitted(deal: string, matrix: string): Promise<Request> {
  await offers.tell(offer(deal, { discount: '15%' }));
  return await approvals.submit(as('ana'), { deal, matrix, seen: null });
}

const approve = ({ id: request, hash }: Request): Promise<Request> =>
  approvals.decide(as('mia'), { request, step: 0, decision: 'approve', hash, reason: null });

const looked = async (): Promise<readonly string[]> =>
  (await offers.clearings.look()).map(({ booking, clearance }) =>
    [booking, clearance.standing, ...('lacks' in clearance ? [clearance.lacks] : [])].join(' '),
  );

const named = (id: string): string => MATRIX.replace('approvals: discounts', `approvals: ${id}`);
const open = new Map<string, Request>();

/** Requests were submitted by two matrices of texts that are read no more, one of which was taken back since. */
beforeAll(async () => {
  await offers.open(MATRIX.replace('Thin margin', 'Margin of long ago'));
  for (const deal of ['A', 'B', 'C', 'D', 'E', 'F']) open.set(deal, await submitted(deal, 'discounts'));
  for (const deal of ['B', 'C', 'F']) await approve(open.get(deal) as Request);
  await offers.publish(named('gone').replace('Thin margin', 'Margin of long ago'));
  for (const deal of ['G', 'H']) await approve(await submitted(deal, 'gone'));
  await offers.publish(MATRIX);
  const all = [`alter table publication`, `alter table document_version`];
  await asAdministrator(
    ...all.map((each) => `${each} disable trigger all`),
    `update publication set ended_by = (select entry from audit_entry order by position desc limit 1) where name = 'gone'`,
    `update document_version set text = replace(text, 'hit: collect', 'hit: gather') where text like '%long ago%'`,
    ...all.map((each) => `${each} enable trigger all`),
  );
}, 60_000);

describe('a deal that was submitted by a matrix of which the text is read no more', () => {
  it('has the approval that it was given, for its terms as they were', async () => {
    await offers.tell(offer('C', { discount: '15%', note: 'a note', revision: 2 }));
    await offers.tell(offer('F', { discount: '35%', revision: 2 }));
    await offers.tell(order('SO-B', 'B'), order('SO-C', 'C'), order('SO-F', 'F'));
    expect(await looked()).toEqual(['SO-B approved', 'SO-C approved', 'SO-F missing OTHER_TERMS']);
  });

  it('needs none for what asks nobody any more', async () => {
    await offers.tell(order('SO-A', 'A'));
    expect(await looked()).toEqual(['SO-A missing PENDING']);
    await offers.tell(offer('A', { discount: '5%', revision: 2 }));
    expect(await looked()).toEqual(['SO-A not-needed']);
  });

  it('is decided, or asked anew by the matrix of now where it is told otherwise', async () => {
    expect((await approve(open.get('D') as Request)).standing).toBe('APPROVED');
    await offers.tell(offer('E', { discount: '25%', revision: 2 }));
    await time.look();
    expect((await approvals.tend(as('vic'), (open.get('E') as Request).id)).standing).toBe('SUPERSEDED');
    await expect(approvals.submit(as('ana'), { deal: 'E', matrix: null, seen: null })).rejects.toMatchObject({
      code: 'APPROVAL_NOT_OPEN',
    });
  });

  it('is judged by what is in force where no matrix of the name is left', async () => {
    await offers.tell(offer('G', { discount: '5%', revision: 2 }));
    await offers.tell(order('SO-G', 'G'), order('SO-H', 'H'));
    const found = (await looked()).filter((each) => !each.startsWith('SO-A'));
    expect(found).toEqual(['SO-G not-needed', 'SO-H missing NO_REQUEST']);
  });
});
