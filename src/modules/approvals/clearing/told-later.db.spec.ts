import { beforeAll, describe, expect, it } from '@jest/globals';
import { as, offer, Offers } from '../../../../test/support/approvals/offers.js';
import { testDatabase } from '../../../../test/support/database.js';
import { orderOf, standingOf } from '../../../../test/support/deals/booked.js';
import { FACTS, MATRIX, person } from '../../../../test/support/deals/by-segment.js';
import { tell, untell, type Told } from '../../../../test/support/small-company.js';
import { recordedOn } from '../../../../test/support/spiffs/long-ago.js';
import { FirstTold } from './first-told.js';

const offers = new Offers(testDatabase());
const account = (id: string, segment: string | null, revision = 1, name = id): Told => ({
  table: 'account',
  id,
  revision,
  columns: { name, owner: null, parent: null, segment, attributes: '{}' },
});
const segment = (id: string, said: string, revision = 1): Told => ({
  table: 'account_segment',
  id: `${id}/2020-01-01`,
  revision,
  columns: { account: id, segment: said, effective_from: '2020-01-01' },
});
const deal = (id: string, discount = '5%', revision = 1, seller = 'ana'): Told[] => {
  const { columns, ...told } = offer(id, { discount, revision, seller });
  const attributes = JSON.stringify({ 'deal.discount': discount });
  return [{ ...told, columns: { ...columns, account: `${id}-inc`, attributes } }];
};
const order = (of: string, seller = 'ana'): Told => orderOf({ deal: of, account: `${of}-inc`, seller });
const standing = (of: string): Promise<string | undefined> => standingOf(offers, of);

beforeAll(async () => {
  await offers.publish(FACTS, MATRIX);
  await offers.tell(...person('mia', null), ...person('ana', 'mia'), account('other', 'smb'));
}, 60_000);

describe('a booking that is told before its customer', () => {
  it('keeps what it needed by what was told of the customer first, though that grows later', async () => {
    await offers.tell(...deal('A'), order('A'));
    expect(await standing('A')).toBe('missing NO_REQUEST');
    await offers.tell(account('A-inc', 'smb'));
    expect(await standing('A')).toBe('not-needed');
    await offers.tell(account('A-inc', 'enterprise', 2));
    expect(await standing('A')).toBe('not-needed');
    await offers.tell(...deal('A', '15%', 2));
    expect(await standing('A')).toBe('missing NO_REQUEST');
  });

  it('needs what that asks, and is free by no mistake of later', async () => {
    await offers.tell(...deal('C'), order('C'));
    await offers.tell(account('C-inc', 'enterprise'));
    expect(await standing('C')).toBe('missing NO_REQUEST');
    await offers.tell(account('C-inc', 'smb', 2));
    await offers.tell(account('C-inc', 'enterprise', 3));
    expect(await standing('C')).toBe('missing NO_REQUEST');
  });

  it('keeps it also where the file of the customer was undone and imported again otherwise', async () => {
    await offers.tell(...deal('D'));
    const entry = await tell(offers.database, [account('D-inc', 'smb', 1, 'Dee')]);
    await offers.tell(order('D'));
    await untell(offers.database, entry);
    await offers.tell(account('D-inc', 'smb', 1, 'Dee Inc'));
    expect(await standing('D')).toBe('not-needed');
    await offers.tell(account('D-inc', 'enterprise', 2, 'Dee Inc'));
    expect(await standing('D')).toBe('not-needed');
  });

  it('is judged by all that was told of the customer on the first day', async () => {
    await offers.tell(...deal('B'), order('B'));
    await offers.tell(account('B-inc', null));
    await offers.tell(segment('B-inc', 'smb'));
    await recordedOn('2026-03-12');
    await offers.tell(segment('B-inc', 'enterprise', 2));
    expect(await standing('B')).toBe('not-needed');
  });
});

describe('when something was told first', () => {
  it('is asked of sellers as of accounts, and of what was known already never', async () => {
    const told = async (...rows: Told[]): Promise<bigint> => {
      const entry = await tell(offers.database, rows);
      const [row] = await offers.database.reading(as('mia'), (tx) =>
        tx.query<{ position: string }>('select position from audit_entry where entry = $1', [entry]),
      );
      return BigInt(row?.position ?? 0);
    };
    const customer = await told(account('E-inc', 'smb'));
    const booked = await told(...deal('E', '5%', 1, 'new'), order('E', 'new'));
    const [participant, seat] = person('new', 'mia');
    const first = await told(...(participant ? [participant] : []));
    const last = await told(...(seat ? [seat] : []));
    const of = { account: 'E-inc', seller: 'new' };
    const firstTold = await offers.database.reading(as('mia'), (tx) =>
      FirstTold.read(tx, { position: last, timeZone: 'UTC' }, [of]),
    );
    const found = [customer - 1n, booked, first, last].map((told) => firstTold.knownFrom(of, told));
    expect(found).toEqual([
      [customer - 1n, customer, first, last],
      [booked, first, last],
      [first, last],
      [last],
    ]);
  });
});
