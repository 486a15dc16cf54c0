import { beforeAll, expect, it } from '@jest/globals';
import { MATRIX, offer, Offers } from '../../../../test/support/approvals/offers.js';
import { asAdministrator, testDatabase } from '../../../../test/support/database.js';
import type { Told } from '../../../../test/support/small-company.js';

const offers = new Offers(testDatabase());
beforeAll(() => offers.open(), 60_000);

const DAY = 86_400_000;
const dayOf = (back: number): string => new Date(Date.now() - back * DAY).toISOString().slice(0, 10);

/** Moves all that was told some days back. */
async function ago(days: number): Promise<void> {
  await asAdministrator(
    'alter table audit_entry disable trigger append_only',
    `update audit_entry set recorded_at = recorded_at - interval '${days} days'`,
    'alter table audit_entry enable always trigger append_only',
  );
}

/** A deal of 20 days ago. */
function deal(discount: string, revision: number): Told {
  const told = offer('D', { discount, revision });
  return { ...told, columns: { ...told.columns, offered_on: dayOf(20) } };
}

const ORDER: Told = {
  table: 'booking_line',
  id: 'SO',
  revision: 1,
  key: 'SO 1',
  columns: {
    line_no: 1,
    booked_on: dayOf(0),
    sequence: 0,
    currency: 'USD',
    net: '1000',
    deal: 'D',
    salesperson: 'ana',
    attributes: '{}',
  },
};

it('words of a matrix for days before what is said of a deal changed last give way to those of that day', async () => {
  await offers.tell(deal('5%', 1));
  await ago(10);
  await offers.tell(deal('40%', 2));
  await ago(5);
  const asksNobody = MATRIX.replaceAll(/ {2}- \{ id: (ten|twenty|thirty).*\n/g, '');
  await offers.publish(asksNobody.replace('from: 2020-01-01', `from: 2020-01-01\nuntil: ${dayOf(10)}`));
  await offers.tell(ORDER);
  const found = await offers.clearings.look();
  expect(found.map(({ clearance }) => clearance.standing)).toEqual(['missing']);
});
