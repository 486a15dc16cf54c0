import { beforeAll, describe, expect, it } from '@jest/globals';
import { as, offer, Offers } from '../../../../test/support/approvals/offers.js';
import { testDatabase } from '../../../../test/support/database.js';
import { orderOf } from '../../../../test/support/deals/booked.js';
import { FACTS, MATRIX, person } from '../../../../test/support/deals/by-segment.js';
import type { Request } from '../../../engine/approvals/request/state.js';
import { importing } from '../../../../test/support/importing.js';
import { ACTOR, type Told } from '../../../../test/support/small-company.js';

const offers = new Offers(testDatabase());
const give = importing(offers.database);
const { approvals } = offers;
const account = (segment: string, revision: number): Told => ({
  table: 'account',
  id: 'acme',
  revision,
  columns: { name: 'Acme', owner: null, parent: null, segment, attributes: '{}' },
});
const deal = (id: string, discount: string, revision = 1, note = 'a', standing = 'open'): Told => {
  const { columns, ...told } = offer(id, { discount, revision, standing });
  const attributes = JSON.stringify({ 'deal.discount': discount, 'deal.note': note });
  return { ...told, columns: { ...columns, account: 'acme', attributes } };
};
const order = (id: string, of: string, revision = 1): Told =>
  orderOf({ deal: of, booking: id, account: 'acme', revision });
const looked = async (): Promise<string[]> =>
  (await offers.clearings.look()).map(({ booking, clearance }) =>
    [booking, clearance.standing, ...(clearance.standing === 'missing' ? [clearance.lacks] : [])].join(' '),
  );

/** What a look finds of one booking; others of the account may have changed with it. */
const lookedOf = async (booking: string): Promise<string[]> =>
  (await looked()).filter((each) => each.startsWith(`${booking} `));

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
    expect(await looked()).toEqual([]);
    await offers.tell(deal('N', '5%', 3, 'another note', 'won'));
    expect(await looked()).toEqual([]);
    await offers.tell(deal('N', '6%', 4));
    expect(await looked()).toEqual(['SO-N missing NO_REQUEST']);
    await offers.tell(deal('N', '5%', 5));
    expect(await looked()).toEqual(['SO-N not-needed']);
  });

  it('takes no pay where anything else is taken back, nor from what returns such a booking', async () => {
    await offers.tell(account('smb', 8), deal('X', '5%'), order('SO-X', 'X'));
    expect(await looked()).toContain('SO-X not-needed');
    await offers.tell(account('enterprise', 9));
    const report = await give('approver-groups', 'group,participant,from,until\ndesk,mia,2020-01-01,\n');
    await offers.imports.undoImport(ACTOR, report.entry ?? '');
    expect(await looked()).toEqual([]);
    const back = order('SO-XR', 'X');
    await offers.tell({ ...back, columns: { ...back.columns, net: '-1000', changes: 'SO-X' } });
    expect(await looked()).toEqual(['SO-XR not-needed']);
    await offers.tell(order('SO-X2', 'X'));
    expect(await looked()).toEqual(['SO-X2 missing NO_REQUEST']);
  });

  it.each([true, false])(
    'hangs on what was told when, not on who looked (looked between: %s)',
    async (isLooked) => {
      const id = `L${isLooked}`;
      await offers.tell(account('smb', isLooked ? 10 : 12), deal(id, '5%'), order(`SO-${id}`, id));
      const between = isLooked ? await lookedOf(`SO-${id}`) : [];
      await offers.tell(account('enterprise', isLooked ? 11 : 13), deal(id, '5%', 2, 'b', 'won'));
      expect([...between, ...(await lookedOf(`SO-${id}`))]).toEqual([`SO-${id} not-needed`]);
      await offers.tell(deal(id, '15%', 3));
      expect(await lookedOf(`SO-${id}`)).toEqual([`SO-${id} missing NO_REQUEST`]);
    },
  );

  it('frees nothing by what was told of an account by mistake and taken back', async () => {
    await offers.tell(account('enterprise', 14), deal('Q', '5%'));
    const catalogue = await offers.database.inTransaction(ACTOR, (tx) => offers.rules.catalogueNow(tx));
    const mistake = 'account,segment,from,until\nacme,smb,2020-01-01,\n';
    const report = await give('account-segments', mistake, { catalogue });
    expect(report.rejections).toEqual([]);
    await offers.tell(order('SO-Q', 'Q'));
    expect(await lookedOf('SO-Q')).toEqual(['SO-Q not-needed']);
    await offers.imports.undoImport(ACTOR, report.entry ?? '');
    expect(await lookedOf('SO-Q')).toEqual(['SO-Q missing NO_REQUEST']);
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

  it.each([true, false])(
    'frees nothing that was not free when it was told, whoever looked meanwhile (looked: %s)',
    async (isLooked) => {
      const id = `F${isLooked}`;
      const revision = isLooked ? 30 : 40;
      await offers.tell(account('enterprise', revision), deal(id, '5%'), order(`SO-${id}`, id));
      expect(await lookedOf(`SO-${id}`)).toEqual([`SO-${id} missing NO_REQUEST`]);
      await offers.tell(account('smb', revision + 1), order(`SO-${id}`, id, 2));
      await offers.tell(deal(id, '5%', 2, 'a note meanwhile'));
      expect(isLooked ? await lookedOf(`SO-${id}`) : []).toEqual(isLooked ? [`SO-${id} not-needed`] : []);
      await offers.tell(account('enterprise', revision + 2), order(`SO-${id}`, id, 3));
      expect(await lookedOf(`SO-${id}`)).toEqual(isLooked ? [`SO-${id} missing NO_REQUEST`] : []);
    },
  );
});
