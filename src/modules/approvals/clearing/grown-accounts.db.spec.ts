import { beforeAll, describe, expect, it } from '@jest/globals';
import { as, offer, Offers, seat } from '../../../../test/support/approvals/offers.js';
import { testDatabase } from '../../../../test/support/database.js';
import type { Request } from '../../../engine/approvals/request/state.js';
import type { Told } from '../../../../test/support/small-company.js';

const offers = new Offers(testDatabase());
const { approvals } = offers;
const FACTS = `kicker: 1
facts: company
time-zone: UTC
fields:
  - { name: deal.discount, is: percent, means: Discount }
  - { name: deal.note, is: text, means: Note }
  - { name: account.segment, is: one-of, values: [smb, enterprise], means: Segment }
relations:
  - { name: deal.seller, gives: person, means: Seller }
calendars:
  - { id: company, year-starts: 2026-01-01 }
`;
const MATRIX = `kicker: 1
approvals: discounts
from: 2020-01-01
inputs:
  - { fact: deal.discount, worse: higher }
  - { fact: account.segment, worse: any-change }
levels:
  - { id: manager, approver: deal.seller-manager }
hit: collect
rows:
  - { id: ent, when: { account.segment: enterprise }, needs: manager, because: Enterprise }
  - { id: big, when: { account.segment: smb, deal.discount: "> 10%" }, needs: manager, because: Above 10% }
no-match: approve
terms: { same-person-twice: asked-once, own-deal: next-level, valid: 60 days }
`;
const person = (id: string, manager: string | null): Told[] => [
  { table: 'participant', id, revision: 1, columns: { name: id, attributes: '{}' } },
  seat(id, manager, {}),
];
const account = (segment: string, revision: number): Told => ({
  table: 'account',
  id: 'acme',
  revision,
  columns: { name: 'Acme', owner: null, parent: null, segment, attributes: '{}' },
});
const deal = (id: string, discount: string, revision = 1, note = 'a'): Told => {
  const { columns, ...told } = offer(id, { discount, revision });
  const attributes = JSON.stringify({ 'deal.discount': discount, 'deal.note': note });
  return { ...told, columns: { ...columns, account: 'acme', attributes } };
};
const order = (id: string, of: string, revision = 1): Told => ({
  table: 'booking_line',
  id,
  revision,
  key: `${id} 1`,
  columns: {
    line_no: 1,
    booked_on: '2026-03-10',
    sequence: 0,
    currency: 'USD',
    net: '1000',
    deal: of,
    account: 'acme',
    salesperson: 'ana',
    attributes: '{}',
  },
});
const looked = async (): Promise<string[]> =>
  (await offers.clearings.look()).map(({ booking, clearance }) =>
    [booking, clearance.standing, ...(clearance.standing === 'missing' ? [clearance.lacks] : [])].join(' '),
  );

const submitted = (id: string): Promise<Request> =>
  approvals.submit(as('ana'), { deal: id, matrix: null, seen: null });

async function standings(id: string): Promise<readonly string[]> {
  const page = await offers.list.page(as('mia'), { of: null, deal: id, standing: null }, { first: 9 });
  return page.nodes.map(({ standing }) => standing);
}

beforeAll(async () => {
  await offers.publish(FACTS, MATRIX);
  await offers.tell(...person('mia', null), ...person('ana', 'mia'), account('smb', 1));
}, 60_000);

describe('what is said of an account after a deal of it was judged', () => {
  it('takes no pay of a booking that needed no approval, whatever is told again or published', async () => {
    await offers.tell(account('smb', 2), deal('N', '5%'), order('SO-N', 'N'));
    expect(await looked()).toEqual(['SO-N not-needed']);
    await offers.tell(account('enterprise', 3), order('SO-N', 'N', 2));
    expect(await looked()).toEqual([]);
    await offers.publish(FACTS.replace('means: Note', 'means: A note'), MATRIX);
    expect(await looked()).toEqual([]);
    await offers.tell(deal('N', '5%', 2, 'another note'));
    expect(await looked()).toEqual(['SO-N missing NO_REQUEST']);
  });

  it('takes no approval that was used, also where a note of the deal is told', async () => {
    await offers.tell(account('smb', 4), deal('U', '15%'));
    const { id: request, hash } = await submitted('U');
    await approvals.decide(as('mia'), { request, step: 0, decision: 'approve', hash, reason: null });
    await offers.tell(order('SO-U', 'U'));
    expect(await looked()).toContain('SO-U approved');
    await offers.tell(account('enterprise', 5), deal('U', '15%', 2, 'another note'));
    expect(await looked()).toEqual([]);
  });

  it('changes no request that waits, whichever is told first', async () => {
    await offers.tell(account('smb', 6), deal('W', '15%'));
    await submitted('W');
    await offers.tell(account('enterprise', 7));
    await offers.following.look();
    expect(await standings('W')).toEqual(['PENDING']);
    await offers.tell(deal('W', '15%', 2, 'another note'));
    await offers.following.look();
    expect(await standings('W')).toEqual(['PENDING']);
  });
});
