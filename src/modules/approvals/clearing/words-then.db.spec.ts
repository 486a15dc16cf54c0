import { beforeAll, describe, expect, it } from '@jest/globals';
import { MATRIX, offer, Offers } from '../../../../test/support/approvals/offers.js';
import { asAdministrator, testDatabase } from '../../../../test/support/database.js';
import type { Told } from '../../../../test/support/small-company.js';

const offers = new Offers(testDatabase());
beforeAll(() => offers.open(), 60_000);

function order(id: string, deal: string, { net = '1000', revision = 1, on = '2026-03-10' } = {}): Told {
  const columns = { line_no: 1, booked_on: on, sequence: 0, currency: 'USD', net, deal };
  const more = { salesperson: 'ana', attributes: '{}' };
  return { table: 'booking_line', id, revision, key: `${id} 1`, columns: { ...columns, ...more } };
}

const looked = async (): Promise<readonly string[]> =>
  (await offers.clearings.look()).map(({ booking, clearance }) => `${booking} ${clearance.standing}`);
const lookedAt = async (...bookings: readonly string[]): Promise<readonly string[]> =>
  (await looked()).filter((each) => bookings.some((booking) => each.startsWith(`${booking} `)));

const named = (id: string, text = MATRIX): string => text.replace('approvals: discounts', `approvals: ${id}`);
const asksNobody = (text: string): string => text.replaceAll(/ {2}- \{ id: (ten|twenty|thirty).*\n/g, '');

describe('words of a matrix', () => {
  it('free nothing of another day than theirs, whatever first day they have', async () => {
    await offers.tell(offer('A', { discount: '40%' }), order('SO-A', 'A'));
    expect(await looked()).toEqual(['SO-A missing']);
    await offers.publish(
      asksNobody(MATRIX.replace('from: 2020-01-01', 'from: 2020-01-01\nuntil: 2021-01-01')),
    );
    expect(await looked()).toEqual([]);
  });

  it('that Kicker reads no more give way to those of now, and keep nobody from being paid', async () => {
    await offers.publish(named('old').replace('Thin margin', 'Margin of long ago'));
    await offers.tell(offer('B', { discount: '15%' }), order('SO-B', 'B'));
    await lookedAt('SO-B');
    await offers.publish(named('old'));
    const change = `update document_version set text = replace(text, 'hit: collect', 'hit: gather') where text like '%long ago%'`;
    const all = 'alter table document_version';
    await asAdministrator(`${all} disable trigger all`, change, `${all} enable trigger all`);
    await offers.tell(offer('B', { discount: '40%', revision: 2 }));
    await offers.tell(offer('C', { discount: '5%' }), order('SO-C', 'C'), order('SO-D', 'B'));
    expect(await lookedAt('SO-C', 'SO-D')).toEqual(['SO-C not-needed', 'SO-D missing']);
  });

  it('count for a booking that is told larger where its deal was told otherwise too, and for none of which one alone was', async () => {
    await offers.tell(offer('E', { discount: '5%' }), order('SO-E', 'E'), order('SO-F', 'E'));
    await offers.tell(offer('G', { discount: '5%' }), order('SO-G', 'G'));
    const bookings = ['SO-E', 'SO-F', 'SO-G'];
    expect(await lookedAt(...bookings)).toEqual(bookings.map((booking) => `${booking} not-needed`));
    await offers.publish(named('later').replace('(10%..20%]', '(1%..20%]').replace('2020', '2026'));
    await offers.tell(order('SO-G', 'G', { net: '2000', revision: 2 }));
    await offers.tell(offer('E', { discount: '9%', revision: 2 }));
    await offers.tell(order('SO-F', 'E', { net: '900', revision: 2 }));
    expect(await looked()).toEqual([]);
    await offers.tell(order('SO-E', 'E', { net: '2000', revision: 2 }));
    expect(await looked()).toEqual(['SO-E missing']);
  });

  it('that are given an end ask nobody after it, beyond later words neither, and free or hold nothing of before', async () => {
    const early = [dated('H', '2026-01-15', '1%'), order('SO-H', 'H', { on: '2026-01-20' })];
    const free = [dated('L', '2026-01-15', '0%'), order('SO-L', 'L', { on: '2026-01-20' })];
    const late = [dated('I', '2026-07-05', '1%'), order('SO-I', 'I', { on: '2026-07-10' })];
    const asks = named('ended').replace('(10%..20%]', '(0%..20%]');
    const days = (from: string, until: string): string => `from: ${from}\nuntil: ${until}`;
    await offers.publish(asks);
    await offers.tell(...early, ...late, ...free);
    expect(await looked()).toEqual(['SO-H missing', 'SO-I missing', 'SO-L not-needed']);
    await offers.publish(
      asksNobody(named('ended')).replace('from: 2020-01-01', days('2026-03-01', '2026-06-01')),
    );
    expect(await looked()).toEqual([]);
    await offers.publish(asks.replace('from: 2020-01-01', days('2020-01-01', '2026-02-01')));
    // H is asked by what is in force in its place by now, and lacks that.
    expect(await looked()).toEqual(['SO-H missing', 'SO-I not-needed']);
    await offers.tell(dated('J', '2026-01-15', '1%'), order('SO-J', 'J', { on: '2026-01-20' }));
    await offers.tell(dated('K', '2026-07-05', '1%'), order('SO-K', 'K', { on: '2026-07-10' }));
    expect(await looked()).toEqual(['SO-J missing', 'SO-K not-needed']);
  });

  it('count not for a booking that was told larger by a mistake and told right again', async () => {
    await offers.tell(offer('M', { discount: '0.5%' }), order('SO-M', 'M'), order('SO-N', 'M'));
    expect(await looked()).toEqual(['SO-M not-needed', 'SO-N not-needed']);
    await offers.publish(named('mistaken').replace('(10%..20%]', '(0%..20%]').replace('2020', '2026'));
    await offers.tell(offer('M', { discount: '0.6%', revision: 2 }));
    await offers.tell(
      order('SO-M', 'M', { net: '10000', revision: 2 }),
      order('SO-N', 'M', { net: '10000', revision: 2 }),
    );
    await offers.tell(order('SO-M', 'M', { revision: 3 }), order('SO-N', 'M', { net: '1001', revision: 3 }));
    expect(await lookedAt('SO-M', 'SO-N')).toEqual(['SO-N missing']);
  });
});

function dated(id: string, on: string, discount: string): Told {
  const told = offer(id, { discount });
  return { ...told, columns: { ...told.columns, offered_on: on } };
}
