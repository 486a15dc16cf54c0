import { beforeAll, describe, expect, it } from '@jest/globals';
import { as, offer, Offers, seat } from '../../../../test/support/approvals/offers.js';
import { testDatabase } from '../../../../test/support/database.js';
import type { Told } from '../../../../test/support/small-company.js';
import type { Request } from '../../../engine/approvals/request/state.js';
import { readRequests } from '../store/read-requests.js';

const facts = (more: string): string => `kicker: 1
facts: company
time-zone: UTC
fields:
  - { name: deal.discount, is: percent, means: Discount }
  - { name: deal.margin, is: percent, means: Margin }
  - { name: deal.note, is: text, means: What nobody judges }
  - { name: deal.date, is: date, means: Day of the offer }
  - { name: participant.role, is: one-of, values: [seller, senior, manager, director, vp, desk], means: Role }
relations:
  - { name: deal.seller, gives: person, means: Seller }
calendars:
  - { id: company, year-starts: 2026-01-01 }
values:
  - { id: given, is: percent, add: [deal.discount, ${more}] }
`;

const MATRIX = `kicker: 1
approvals: discounts
from: 2020-01-01
inputs:
  - { fact: value.given, worse: higher }
  - { fact: participant.role, worse: any-change }
  - { fact: deal.date, worse: any-change }
levels:
  - { id: manager, approver: deal.seller-manager }
hit: collect
rows:
  - { id: ten, when: { value.given: "> 10%" }, needs: manager, because: Above 10% }
  - { id: senior, when: { value.given: "<= 10%", participant.role: senior }, needs: manager, because: A senior }
no-match: approve
terms: { same-person-twice: asked-once, own-deal: next-level, valid: 60 days }
`;

const database = testDatabase();
const offers = new Offers(database);
const { approvals } = offers;
beforeAll(() => offers.open(MATRIX, facts('0%')), 60_000);

const DAY = 86_400_000;

function order(id: string, deal: string, revision = 1): Told {
  const columns = { line_no: 1, booked_on: '2026-03-10', sequence: 0, currency: 'USD', net: '1000', deal };
  return {
    table: 'booking_line',
    id,
    revision,
    key: `${id} 1`,
    columns: { ...columns, salesperson: 'ana', attributes: '{}' },
  };
}

async function submitted(deal: string): Promise<Request> {
  await offers.tell(offer(deal, { discount: '15%' }));
  return await approvals.submit(as('ana'), { deal, matrix: null, seen: null });
}

async function approved(deal: string): Promise<Request> {
  const { id: request, hash } = await submitted(deal);
  return await approvals.decide(as('mia'), { request, step: 0, decision: 'approve', hash, reason: null });
}

const looked = async (): Promise<string[]> =>
  (await offers.clearings.look()).map(({ booking, clearance }) =>
    [booking, clearance.standing, ...(clearance.standing === 'missing' ? [clearance.lacks] : [])].join(' '),
  );

async function standing({ id }: Request): Promise<string | undefined> {
  const [found] = await database.reading(as('vic'), (tx) => readRequests(tx, [id]));
  return found?.request.standing;
}

describe('a deal that nobody changed', () => {
  it('keeps its approval, asked for, given or used, where the values that it was judged by are published anew', async () => {
    const [pending, held] = [await submitted('A1'), await approved('A2')];
    await approved('A3');
    await offers.tell(order('SO-1', 'A3'));
    expect(await looked()).toEqual(['SO-1 approved']);
    await offers.publish(facts('1%'));
    expect(await looked()).toEqual([]);
    for (const { id } of [pending, held]) await approvals.tend(as('vic'), id);
    expect([await standing(pending), await standing(held)]).toEqual(['PENDING', 'APPROVED']);
    const { id: request, hash } = pending;
    await approvals.decide(as('mia'), { request, step: 0, decision: 'approve', hash, reason: null });
    await offers.tell(order('SO-2', 'A1'), order('SO-3', 'A2'));
    expect(await looked()).toEqual(['SO-2 approved', 'SO-3 approved']);
    await offers.publish(facts('0%'));
  });

  it('keeps it where its seller has another role since, and where it needed none', async () => {
    await approved('B1');
    await offers.tell(offer('B2', { discount: '5%' }), order('SO-10', 'B1'), order('SO-11', 'B2'));
    expect(await looked()).toEqual(['SO-10 approved', 'SO-11 not-needed']);
    const [before, since] = [seat('ana', 'mia', { revision: 2 }), seat('ana', 'mia', { role: 'senior' })];
    await offers.tell(
      { ...before, columns: { ...before.columns, effective_until: '2026-06-01' } },
      { ...since, id: 'ana later', columns: { ...since.columns, effective_from: '2026-06-01' } },
    );
    await offers.tell(order('SO-10', 'B1', 2), order('SO-11', 'B2', 2));
    expect(await looked()).toEqual([]);
  });

  it('keeps it the next day, whatever day it is', async () => {
    const [held, pending] = [await approved('C1'), await submitted('C2')];
    offers.ahead = DAY;
    for (const { id } of [held, pending]) await approvals.tend(as('vic'), id);
    expect([await standing(held), await standing(pending)]).toEqual(['APPROVED', 'PENDING']);
    await offers.tell(order('SO-20', 'C1'));
    expect(await looked()).toEqual(['SO-20 approved']);
    offers.ahead = 0;
  });

  it('is judged as it was submitted where it was told again, and has other terms where they are', async () => {
    const held = await approved('D1');
    await offers.publish(facts('1%'));
    await offers.tell(offer('D1', { discount: '15%', note: 'told again', revision: 2 }));
    await approvals.tend(as('vic'), held.id);
    expect(await standing(held)).toBe('APPROVED');
    await offers.tell(offer('D1', { discount: '16%', revision: 3 }));
    await approvals.tend(as('vic'), held.id);
    expect(await standing(held)).toBe('STALE');
    await offers.tell(offer('D1', { discount: '15%', revision: 4 }), order('SO-30', 'D1'));
    expect(await looked()).toEqual(['SO-30 approved']);
    await offers.publish(facts('0%'));
  });

  it('needs none where it needed none by the values of when its booking was told', async () => {
    await offers.tell(offer('E1', { discount: '10%' }), order('SO-40', 'E1'));
    expect(await looked()).toEqual(['SO-40 not-needed']);
    await offers.publish(facts('1%'));
    expect(await looked()).toEqual([]);
    await offers.tell(offer('E2', { discount: '10%' }), order('SO-41', 'E2'));
    expect(await looked()).toEqual(['SO-41 missing NO_REQUEST']);
    await offers.publish(facts('0%'));
    expect(await looked()).toEqual(['SO-41 not-needed']);
  });
});
