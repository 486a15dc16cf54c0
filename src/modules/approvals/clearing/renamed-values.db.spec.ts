import { beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { as, offer, Offers, seat } from '../../../../test/support/approvals/offers.js';
import { testDatabase } from '../../../../test/support/database.js';
import { orderOf, standingOf } from '../../../../test/support/deals/booked.js';
import type { Told } from '../../../../test/support/small-company.js';

const offers = new Offers(testDatabase());

/** A catalogue in which deals come from a partner, by the word that the company has for it, or are direct. */
const facts = (partner: string): string => `kicker: 1
facts: company
time-zone: UTC
fields:
  - { name: deal.discount, is: percent, means: Discount }
  - { name: deal.source, is: one-of, values: [${partner}, direct], means: Source }
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
levels:
  - { id: manager, approver: deal.seller-manager }
hit: collect
rows:
  - { id: big, when: { deal.discount: "> 10%" }, needs: manager, because: Big }
no-match: approve
terms: { same-person-twice: asked-once, own-deal: next-level, valid: 60 days }
`;

interface Said {
  readonly discount?: string;
  readonly source?: string;
  readonly revision?: number;
}
function deal(id: string, { discount = '5%', source = 'channel', revision = 1 }: Said = {}): Told {
  const { columns, ...told } = offer(id, { discount, revision });
  const attributes = JSON.stringify({ 'deal.discount': discount, 'deal.source': source });
  return { ...told, columns: { ...columns, attributes } };
}
const line = (of: string, revision = 1): Told => ({
  table: 'deal_line',
  id: `${of}/1`,
  revision,
  columns: { deal: of, line_no: 1, net: '1000', attributes: '{}' },
});
const order = (of: string, revision = 1, net = '1000'): Told => orderOf({ deal: of, revision, net });
const standing = (of: string): Promise<string | undefined> => standingOf(offers, of);

const rename = (partner: string): Promise<void> => offers.publish(facts(partner), MATRIX);
const person = (id: string): Told => {
  return { table: 'participant', id, revision: 1, columns: { name: id, attributes: '{}' } };
};

beforeAll(async () => {
  await rename('channel');
  await offers.tell(person('mia'), person('ana'), seat('ana', 'mia', {}));
}, 60_000);

describe('a value of the catalogue that is renamed', () => {
  // A deal that does not fit its type by now is not looked at, which is logged.
  beforeEach(() => {
    jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  });

  it('keeps no booking from being judged by how its deal is told since', async () => {
    await offers.tell(deal('A'), line('A'));
    await rename('partner');
    await offers.tell(order('A'));
    await offers.tell(deal('A', { source: 'partner', revision: 2 }));
    expect(await standing('A')).toBe('not-needed');
    await offers.tell(deal('A', { source: 'partner', revision: 3, discount: '15%' }));
    expect(await standing('A')).toBe('missing NO_REQUEST');
  });

  it('takes no approval from a booking that was told before its deal was told in the new word', async () => {
    await rename('channel');
    await offers.tell(deal('B', { discount: '15%' }), line('B'));
    const asked = { deal: 'B', matrix: null, seen: null };
    const { id: request, hash } = await offers.approvals.submit(as('ana'), asked);
    await offers.approvals.decide(as('mia'), { request, step: 0, decision: 'approve', hash, reason: null });
    await rename('partner');
    await offers.tell(order('B'));
    await offers.tell(deal('B', { discount: '15%', source: 'partner', revision: 2 }), line('B', 2));
    expect(await standing('B')).toBe('approved');
  });

  it('lets bookings of a deal that was withdrawn before it be judged', async () => {
    await rename('channel');
    await offers.tell(deal('C'), line('C'), order('C'));
    expect(await standing('C')).toBe('not-needed');
    await offers.tell(
      { ...deal('C', { revision: 2 }), withdrawn: true },
      { ...line('C', 2), withdrawn: true },
    );
    await rename('partner');
    expect(await standing('C')).toBe('not-needed');
    await offers.tell(order('C', 2, '900000'));
    expect(await standing('C')).toBe('missing OVER_AMOUNT');
  });
});
