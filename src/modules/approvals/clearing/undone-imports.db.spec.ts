import { beforeAll, describe, expect, it } from '@jest/globals';
import { offer, Offers } from '../../../../test/support/approvals/offers.js';
import { testDatabase } from '../../../../test/support/database.js';
import { orderOf, standingOf } from '../../../../test/support/deals/booked.js';
import { FACTS, MATRIX, person } from '../../../../test/support/deals/by-segment.js';
import { importing } from '../../../../test/support/importing.js';
import { ACTOR, tell, untell, type Told } from '../../../../test/support/small-company.js';

const offers = new Offers(testDatabase());
const give = importing(offers.database);

let revision = 0;
/** The segment of the account, as its file has it from now on. */
const account = (segment: string): Told => ({
  table: 'account',
  id: 'acme',
  revision: (revision += 1),
  columns: { name: 'Acme', owner: null, parent: null, segment, attributes: '{}' },
});
const deal = (id: string, discount = '5%', told = 1, note = 'a'): Told => {
  const { columns, ...of } = offer(id, { discount, revision: told });
  const attributes = JSON.stringify({ 'deal.discount': discount, 'deal.note': note });
  return { ...of, columns: { ...columns, account: 'acme', attributes } };
};
const order = (of: string, told = 1): Told => orderOf({ deal: of, account: 'acme', revision: told });

async function file(kind: string, text: string): Promise<string> {
  const catalogue = await offers.database.inTransaction(ACTOR, (tx) => offers.rules.catalogueNow(tx));
  const { rejections, entry } = await give(kind, text, { catalogue });
  expect(rejections).toEqual([]);
  return entry ?? '';
}
const undo = async (entry: string): Promise<void> => {
  await offers.imports.undoImport(ACTOR, entry);
};

let looks = 1;
/** How the booking of a deal stands after it was told again as it was, and looked at. */
async function standing(of: string): Promise<string | undefined> {
  await offers.tell(order(of, (looks += 1)));
  return await standingOf(offers, of);
}

const OWNERS = 'account,participant,from,until\nacme,mia,2020-01-01,2020-02-01\n';
const SEGMENTS = 'account,segment,from,until\nacme,smb,2020-01-01,2026-12-01\n';
beforeAll(async () => {
  await offers.publish(FACTS, MATRIX);
  await offers.tell(...person('mia', null), ...person('ana', 'mia'), account('smb'));
}, 60_000);

describe('an import that is undone after a booking was told that needed no approval', () => {
  it.each([
    ['owners of the account', 'account-owners', OWNERS],
    ['the name of its seller', 'participants', 'participant,name,revision\nana,Ana M,2\n'],
    ['a seat of its seller', 'assignments', 'participant,plan,from,until\nana,none,2015-01-01,2016-01-01\n'],
  ])('takes no pay back where it told %s, and the account grew meanwhile', async (what, kind, text) => {
    const id = `A ${what}`;
    await offers.tell(account('smb'), deal(id));
    const entry = await file(kind, text);
    await offers.tell(order(id));
    expect(await standing(id)).toBe('not-needed');
    await offers.tell(account('enterprise'));
    await undo(entry);
    expect(await standing(id)).toBe('not-needed');
  });

  it('takes none where the account grows after that', async () => {
    await offers.tell(account('smb'), deal('B'));
    const entry = await file('account-owners', OWNERS);
    await offers.tell(order('B'));
    await undo(entry);
    expect(await standing('B')).toBe('not-needed');
    await offers.tell(account('enterprise'), deal('B9'));
    expect([await standing('B'), await standing('B9')]).toEqual(['not-needed', 'missing NO_REQUEST']);
  });

  it.each([true, false])(
    'frees nothing by what it told by mistake, nor by what is told since (grown before: %s)',
    async (isBefore) => {
      const id = `C${isBefore}`;
      await offers.tell(account('enterprise'), deal(id));
      const entry = await file('account-segments', SEGMENTS);
      await offers.tell(order(id));
      expect(await standing(id)).toBe('not-needed');
      if (isBefore) await offers.tell(account('smb'));
      await undo(entry);
      if (!isBefore) await offers.tell(account('smb'));
      expect(await standing(id)).toBe('not-needed');
      await offers.tell(account('enterprise'));
      expect(await standing(id)).toBe('missing NO_REQUEST');
    },
  );

  it('takes none where the same file is imported again, and has none where it is imported otherwise', async () => {
    await offers.tell(account('enterprise'), deal('D'));
    const entry = await file('account-segments', SEGMENTS);
    await offers.tell(order('D'));
    expect(await standing('D')).toBe('not-needed');
    await undo(entry);
    expect(await standing('D')).toBe('missing NO_REQUEST');
    const again = await file('account-segments', SEGMENTS);
    expect(await standing('D')).toBe('not-needed');
    const grown = SEGMENTS.replace('smb', 'enterprise');
    const more = await file('account-segments', grown);
    expect(await standing('D')).toBe('not-needed');
    await undo(more);
    await undo(again);
    const last = await file('account-segments', grown);
    expect(await standing('D')).toBe('missing NO_REQUEST');
    await undo(last);
  });

  it('changes nothing where it told what came after the booking', async () => {
    await offers.tell(account('smb'), deal('E'), order('E'));
    const entry = await file('participants', 'participant,name,revision\nana,Ana N,5\n');
    await offers.tell(account('enterprise'));
    expect(await standing('E')).toBe('not-needed');
    await undo(entry);
    expect(await standing('E')).toBe('not-needed');
  });
});

describe('an import of deals that is undone after a booking of one was told', () => {
  it('takes no pay of what is free as the deal is told without it', async () => {
    await offers.tell(account('smb'), deal('F'));
    const entry = await tell(offers.database, [deal('F', '15%', 2)]);
    await offers.tell(order('F'));
    expect(await standing('F')).toBe('missing NO_REQUEST');
    await offers.tell(account('enterprise'));
    await untell(offers.database, entry);
    expect(await standing('F')).toBe('not-needed');
  });

  it('frees nothing by what it told by mistake', async () => {
    await offers.tell(account('smb'), deal('G', '15%'));
    const entry = await tell(offers.database, [deal('G', '5%', 2)]);
    await offers.tell(order('G'));
    expect(await standing('G')).toBe('not-needed');
    await offers.tell(account('enterprise'));
    await untell(offers.database, entry);
    expect(await standing('G')).toBe('missing NO_REQUEST');
    await offers.tell(deal('G', '6%', 3));
    expect(await standing('G')).toBe('missing NO_REQUEST');
    await offers.tell(deal('G', '5%', 4));
    expect(await standing('G')).toBe('not-needed');
  });

  it.each(['a', 'another note'])('takes none where the deals are imported again (%s)', async (note) => {
    const id = `H ${note}`;
    const line: Told = {
      table: 'deal_line',
      id: `${id}/1`,
      revision: 1,
      columns: { deal: id, line_no: 1, net: '1000', attributes: '{}' },
    };
    await offers.tell(account('smb'));
    const entry = await tell(offers.database, [deal(id), line]);
    await offers.tell(order(id));
    expect(await standing(id)).toBe('not-needed');
    await offers.tell(account('enterprise'));
    await untell(offers.database, entry);
    expect(await standing(id)).toBe('missing UNKNOWN_DEAL');
    await tell(offers.database, [deal(id, '5%', 1, note), line]);
    expect(await standing(id)).toBe('not-needed');
    await tell(offers.database, [deal(id, '6%', 2, note)]);
    expect(await standing(id)).toBe('missing NO_REQUEST');
  });

  it('is as if it had never been told where the deal was withdrawn meanwhile', async () => {
    await offers.tell(account('smb'), deal('I', '15%'));
    const entry = await tell(offers.database, [deal('I', '5%', 2)]);
    await offers.tell(order('I'));
    expect(await standing('I')).toBe('not-needed');
    await tell(offers.database, [{ ...deal('I', '5%', 3), withdrawn: true }]);
    expect(await standing('I')).toBe('not-needed');
    await untell(offers.database, entry);
    expect(await standing('I')).toBe('missing NO_REQUEST');
  });
});
