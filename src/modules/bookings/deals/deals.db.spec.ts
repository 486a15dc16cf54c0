import { beforeAll, describe, expect, it } from '@jest/globals';
import { seeingAll } from '../../../../test/support/actors/actor.js';
import { testDatabase } from '../../../../test/support/database.js';
import { DEAL_CATALOGUE as catalogue } from '../../../../test/support/deals/deal-facts.js';
import { importing } from '../../../../test/support/importing.js';
import { ImportService, type ImportReport } from '../import.service.js';

const database = testDatabase();
const give = importing(database);
const service = new ImportService(database);
const tester = seeingAll('tester');
const HEADER =
  'deal,seller,account,currency,offered,standing,deal.discount,deal.acv,deal.payment-days,deal.terms,deal.sponsor,deal.signs-on,revision,withdrawn\n';
const LINES = 'deal,line,net,line.discount,line.list,line.seats,withdrawn\n';

const deals = (...rows: readonly string[]): Promise<ImportReport> =>
  give('deals', `${HEADER}${rows.map((row) => `${row}\n`).join('')}`, { catalogue });
const lines = (...rows: readonly string[]): Promise<ImportReport> =>
  give('deal-lines', `${LINES}${rows.map((row) => `${row}\n`).join('')}`, { catalogue });
const undo = (entry: string | null) => service.undoImport(tester, entry ?? '', { catalogue });
const told = ({ rejections }: ImportReport): string[] =>
  rejections.map(({ line, column, value, reason }) => `${line} ${column} ${value}: ${reason}`);
const stored = <T>(sql: string): Promise<T[]> => database.inTransaction(tester, (tx) => tx.query<T>(sql));

const D_1 = {
  external_id: 'D-1',
  seller: 'ana',
  account: 'acme',
  currency: 'USD',
  offered_on: '2026-03-05',
  standing: 'open',
  revision: 1,
  attributes: {
    'deal.acv': '24000 USD',
    'deal.discount': '12%',
    'deal.payment-days': '30 days',
    'deal.signs-on': '2026-04-01',
    'deal.sponsor': 'bo',
    'deal.terms': 'non-standard',
  },
};
const D_2 = {
  external_id: 'D-2',
  seller: null,
  account: null,
  currency: 'EUR',
  offered_on: '2026-03-06',
  standing: 'won',
  revision: 1,
  attributes: { 'deal.acv': '1000.5 EUR' },
};

beforeAll(async () => {
  await give('participants', 'participant,name\nana,Ana\nbo,Bo\n');
  await give('accounts', 'account,name\nacme,Acme\n');
});

describe('deals', () => {
  it('are kept with the facts that the catalogue types, money in the currency of the deal', async () => {
    expect(
      told(
        await deals(
          'D-1,ana,acme,USD,2026-03-05,,12%,24000,30,non-standard,bo,2026-04-01,,',
          'D-2,,,EUR,2026-03-06,won,,1000.5 EUR,,,,,,',
        ),
      ),
    ).toEqual([]);
    expect(
      await stored(
        `select external_id, seller, account, currency, offered_on, standing, revision, attributes from deal order by external_id`,
      ),
    ).toEqual([D_1, D_2]);
  });

  it('have lines in their currency, whoever tells them', async () => {
    expect(told(await lines('D-1,1,1200.50,5%,1500,10 logos,', 'D-2,7,,,20 EUR,,'))).toEqual([]);
    expect(
      await stored('select external_id, deal, line_no, net, attributes from deal_line order by deal'),
    ).toEqual([
      {
        external_id: 'D-1/1',
        deal: 'D-1',
        line_no: 1,
        net: '1200.500000',
        attributes: { 'line.discount': '5%', 'line.list': '1500 USD', 'line.seats': '10 logo' },
      },
      {
        external_id: 'D-2/7',
        deal: 'D-2',
        line_no: 7,
        net: null,
        attributes: { 'line.list': '20 EUR' },
      },
    ]);
  });

  it('say of each bad cell its row, its column and what to write; nothing is taken', async () => {
    const report = await deals(
      'B-1,nobody,none,usd,2026-13-05,maybe,12,24000 EUR,1 week,odd,nobody,soon,,',
      'B-2,nobody,none,USD,2026-03-05,,,24000 EUR,,,,,,',
      'B-3,nobody,none,USD,2026-03-05,,,,,,nobody,,,',
      'B-4,,,USD,2026-03-05,maybe,,,,,,,,',
      ',,,USD,2026-03-05,,,,,,,,,',
    );
    expect(report.written).toBe(false);
    expect(told(report)).toEqual([
      '2 currency usd: currencies are written in capitals: USD',
      expect.stringMatching(/^2 offered 2026-13-05: /),
      '2 deal.discount 12: a percentage is expected: write 8%, or say "reads: fraction" in a mapping file',
      '2 deal.payment-days 1 week: a number of days is expected',
      expect.stringMatching(/^2 deal.terms odd: /),
      expect.stringMatching(/^2 deal.signs-on soon: /),
      '3 deal.acv 24000 EUR: all money of a deal is in its currency: write the amount in USD',
      '4 account none: there is no account with this id; import accounts first',
      '4 deal.sponsor nobody: there is no participant with this id; import participants first',
      '4 seller nobody: there is no participant with this id; import participants first',
      '5 standing maybe: write one of open, won, lost',
      '6 deal : it is required',
    ]);
    const unheard = give('deals', 'deal,currency,offered,deal.colour\nB-1,USD,2026-03-05,red\n', {
      catalogue,
    });
    await expect(unheard).rejects.toMatchObject({ code: 'IMPORT_HEADER' });
  });

  it('have what lies in the range of the catalogue', async () => {
    expect(
      told(
        await deals(
          'B-1,,,USD,2026-03-05,,-5%,,366 days,,,,,',
          'B-2,,,USD,2026-03-05,,500%,,,,,,,',
          'B-3,,,USD,2026-03-05,,100%,,365,,,,,',
        ),
      ),
    ).toEqual([
      '2 deal.discount -5%: it is less than 0%, which deal.discount may not be',
      '2 deal.payment-days 366 days: it is more than 365 days, which deal.payment-days may not be',
      '3 deal.discount 500%: it is more than 100%, which deal.discount may not be',
    ]);
  });

  it('say of the bad cells of lines the same', async () => {
    const ofLines = await lines('D-1,0,1,,,,', 'D-1,2,1,,5 EUR,,', 'D-9,1,1,,5,,', 'D-1,1,x,,,5 seats,');
    expect(told(ofLines)).toEqual([
      expect.stringMatching(/^2 line 0: /),
      '3 line.list 5 EUR: all money of a deal is in its currency: write the amount in USD',
      '4 deal D-9: there is no deal with this id; import deals first',
      expect.stringMatching(/^5 net x: /),
      '5 line.seats 5 seats: a number of logo is expected',
    ]);
  });

  it('told twice are the same, and changed are new revisions that an undo takes back', async () => {
    const again = await deals(
      'D-1,ana,acme,USD,2026-03-05,,12%,24000 USD,30 days,non-standard,bo,2026-04-01,,',
    );
    expect(again).toMatchObject({ written: false, counts: { unchanged: 1 } });
    const changed = await deals('D-1,ana,acme,USD,2026-03-05,lost,18%,24000,30,non-standard,bo,2026-04-01,,');
    expect(changed.counts).toMatchObject({ amended: 1, accepted: 0 });
    const line = await lines('D-1,1,1100,5%,1500,10,', 'D-1,2,1,,,,');
    expect(line.counts).toMatchObject({ amended: 1, accepted: 1 });
    await undo(changed.entry);
    const now = await deals('D-1,ana,acme,USD,2026-03-05,,12%,24000,30,non-standard,bo,2026-04-01,,');
    expect(now.counts).toMatchObject({ unchanged: 1 });
    expect(
      await stored(`select revision, standing from deal where external_id = 'D-1' order by nth`),
    ).toEqual([
      { revision: 1, standing: 'open' },
      { revision: 2, standing: 'lost' },
    ]);
  });

  it('keep their currency while they have lines, and are not undone under them', async () => {
    const eur = await deals('C-1,,,EUR,2026-03-05,,,,,,,,,');
    const usd = await deals('C-1,,,USD,2026-03-05,,,,,,,,,');
    expect(usd.counts).toMatchObject({ amended: 1 });
    const line = await lines('C-1,1,10,,12,,');
    expect(told(await deals('C-1,,,EUR,2026-03-05,,,,,,,,,'))).toEqual([
      '2 currency EUR: its lines are in USD; take them back first, or tell the deal whole with its lines',
    ]);
    await expect(undo(usd.entry)).rejects.toMatchObject({
      code: 'IMPORT_UNDO_BREAKS',
      message: expect.stringContaining('the deal C-1 would be in EUR, and its lines are not'),
      hint: expect.stringContaining(line.entry ?? ''),
    });
    await undo(eur.entry);
    await undo(line.entry);
    await undo(usd.entry);
    expect(told(await lines('C-1,1,10,,12,,'))).toEqual([
      '2 deal C-1: there is no deal with this id; import deals first',
    ]);
  });

  it('are named by their lines, so their import is not undone before the lines’', async () => {
    const deal = await deals('U-1,,,USD,2026-03-05,,,,,,,,,');
    const line = await lines('U-1,1,10,,,,');
    await expect(undo(deal.entry)).rejects.toMatchObject({
      code: 'IMPORT_UNDO_BREAKS',
      message: expect.stringContaining('the deal-line U-1/1 names the deal U-1'),
    });
    await undo(line.entry);
    await undo(deal.entry);
  });

  it('are refused by the database where the standing is none, and are never changed', async () => {
    const write = (sql: string): Promise<unknown> =>
      database.change(tester, { action: 'import', subject: 'deals' }, async (tx) => {
        await tx.query(sql, [tx.entry.toString()]);
        return { result: null };
      });
    const id = '00000000-0000-0000-0000-000000000009';
    const insert = (columns: string, values: string): string =>
      `insert into ${columns.split(' ')[0]} (id, source, external_id, revision, nth, entry, content, ${columns.slice(columns.indexOf(' ') + 1)})
       values ('${id}', 'crm', 'X', 1, 1, $1, '${id}', ${values})`;
    const bad = [
      insert('deal currency, offered_on, standing, attributes', `'USD', '2026-01-01', 'maybe', '{}'`),
      insert('deal_line deal, line_no, attributes', `'D-1', 0, '{}'`),
      insert('deal_line deal, line_no, net, attributes', `'D-1', 1, 'NaN', '{}'`),
    ];
    for (const sql of bad) await expect(write(sql)).rejects.toMatchObject({ code: '23514' });
    for (const table of ['deal', 'deal_line'])
      for (const sql of [`delete from ${table}`, `truncate ${table}`, `update ${table} set entry = entry`])
        await expect(stored(sql)).rejects.toMatchObject({ code: '42501' });
  });
});
