import { beforeAll, describe, expect, it } from '@jest/globals';
import { as, MATRIX, offer, Offers } from '../../../../test/support/approvals/offers.js';
import { testDatabase } from '../../../../test/support/database.js';

const offers = new Offers(testDatabase());
const FROM = '2020-01-01T00:00:00Z';

beforeAll(async () => {
  await offers.open();
  await offers.publish(MATRIX.replace('approvals: discounts', 'approvals: margins'));
  await offers.tell(offer('L1', { discount: '15%', seller: 'ana' }));
  for (const matrix of ['discounts', 'margins'])
    await offers.approvals.submit(as('ana'), { deal: 'L1', matrix, seen: null });
}, 60_000);

describe('the load of approvals', () => {
  it('is that of each matrix, whatever its levels and rows are called', async () => {
    const load = await offers.list.load(as('mia'), { from: FROM, until: '2120-01-01T00:00:00Z' });
    expect(load.map(({ of, id, matrix, asked }) => [of, id, matrix, asked])).toEqual([
      ['level', 'manager', 'discounts', 1],
      ['level', 'manager', 'margins', 1],
      ['row', 'ten', 'discounts', 1],
      ['row', 'ten', 'margins', 1],
    ]);
  });

  it.each([FROM, '2019-12-31T23:59:59Z'])(
    'is refused where no time lies between: until %s',
    async (until) => {
      const load = offers.list.load(as('mia'), { from: FROM, until });
      await expect(load).rejects.toMatchObject({ code: 'BAD_INPUT', path: 'until' });
    },
  );
});
