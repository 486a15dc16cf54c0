import { beforeAll, describe, expect, it } from '@jest/globals';
import { as, codeOf, MATRIX, offer, Offers } from '../../../../test/support/approvals/offers.js';
import { testDatabase } from '../../../../test/support/database.js';
import type { Told } from '../../../../test/support/small-company.js';
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

const looked = async ({ told = false } = {}): Promise<string[]> =>
  (await clearings.look()).map(({ booking, clearance }) => {
    const lacks = 'lacks' in clearance ? [clearance.lacks, ...(told ? [clearance.says] : [])] : [];
    return [booking, clearance.standing, ...lacks].join(' ');
  });

async function booked(booking: string, deal: string, on = '2026-03-10'): Promise<void> {
  const columns = { line_no: 1, booked_on: on, sequence: 0, currency: 'USD', net: '1000', deal };
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
    expect(await looked({ told: true })).toEqual([
      'SO-1 missing NO_REQUEST was never submitted for approval (matrix discounts)',
    ]);
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

describe('a matrix that is published', () => {
  const today = new Date().toISOString().slice(0, 10);
  const TERMS = MATRIX.replace('approvals: discounts', 'approvals: terms').replace(
    'from: 2020-01-01',
    `from: ${today}`,
  );
  const offered = (deal: string, on: string): Told => {
    const told = offer(deal, { discount: '15%' });
    return { ...told, columns: { ...told.columns, offered_on: on } };
  };
  const approved = async (deal: string): Promise<void> => {
    await submitted(deal, 'lenient');
    const { id, hash } = await submitted(deal, 'discounts');
    const said = { request: id, step: 0, decision: 'approve', hash, reason: null } as const;
    await approvals.decide(as('mia'), said);
  };

  it('holds nothing that was told before it came into force, and all that is told after', async () => {
    await offers.tell(offered('N1', '2026-03-05'), offered('N2', today));
    for (const [booking, deal] of [
      ['SO-11', 'N1'],
      ['SO-12', 'N2'],
    ] as const) {
      await approved(deal);
      await booked(booking, deal, today);
    }
    expect(await looked()).toEqual(['SO-11 approved', 'SO-12 approved']);
    await offers.publish(TERMS);
    expect(await looked()).toEqual([]);
    await offers.tell(offered('N3', '2026-03-05'), offered('N4', today));
    for (const [booking, deal] of [
      ['SO-13', 'N3'],
      ['SO-14', 'N4'],
    ] as const) {
      await approved(deal);
      await booked(booking, deal, today);
    }
    expect(await looked({ told: true })).toEqual([
      'SO-13 missing NO_REQUEST was never submitted for approval (matrix terms)',
      'SO-14 missing NO_REQUEST was never submitted for approval (matrix terms)',
    ]);
  });
});
