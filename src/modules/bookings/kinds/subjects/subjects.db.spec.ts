import { beforeAll, describe, expect, it } from '@jest/globals';
import { seeingAll } from '../../../../../test/support/actors/actor.js';
import { testDatabase } from '../../../../../test/support/database.js';
import { CATALOGUE, importing } from '../../../../../test/support/importing.js';
import { latestKnown, type FactTable } from '../../../../platform/database/known.js';
import { ImportService, type ImportReport } from '../../import.service.js';

const catalogue = {
  ...CATALOGUE,
  fields: [
    ...CATALOGUE.fields,
    { name: 'opportunity.net-arr', is: 'money', means: 'Worth' },
    { name: 'registration.extension', is: 'one-of', values: ['granted', 'refused'], means: 'More time' },
    { name: 'renewal.bidder', is: 'text', means: 'Who bids' },
    { name: 'lead.value', is: 'text', means: 'Worth' },
    { name: 'transfer.date', is: 'date', means: 'Day of the move' },
    { name: 'request.managers', is: 'text', means: 'What managers say' },
    { name: 'book.accounts', is: 'count', unit: 'logo', means: 'Accounts' },
  ] as const,
};
const database = testDatabase();
const give = (kind: string, text: string): Promise<ImportReport> =>
  importing(database)(kind, text, { catalogue });
const tester = seeingAll('tester');
const told = ({ rejections }: ImportReport): string[] =>
  rejections.map(({ line, column, value, reason }) => `${line} ${column} ${value}: ${reason}`);

async function known(table: FactTable, at?: bigint): Promise<Record<string, unknown>[]> {
  return await database.inTransaction(tester, async (tx) => {
    const [last] = await tx.query<{ position: string }>('select last_position() as position');
    const position = at ?? last?.position;
    return await tx.query(`select * from (${latestKnown(table)}) f order by external_id`, [position]);
  });
}

async function positionNow(): Promise<bigint> {
  const [last] = await database.inTransaction(tester, (tx) =>
    tx.query<{ position: string }>('select last_position() as position'),
  );
  return BigInt(last?.position ?? 0);
}

/** A file of each kind with one row, a corrected row, and where the correction shows. */
const FILES: readonly {
  readonly kind: string;
  readonly table: FactTable;
  readonly header: string;
  readonly row: string;
  readonly corrected: string;
  readonly shows: readonly [column: string, before: unknown, after: unknown];
}[] = [
  {
    kind: 'opportunities',
    table: 'opportunity',
    header: 'opportunity,account,seller,created,close_date,opportunity.net-arr',
    row: 'O-1,acme,ana,2026-01-15,2026-06-30,50000 USD',
    corrected: 'O-1,acme,ana,2026-01-15,2026-06-30,60000 USD',
    shows: ['attributes', { 'opportunity.net-arr': '50000 USD' }, { 'opportunity.net-arr': '60000 USD' }],
  },
  {
    kind: 'registrations',
    table: 'registration',
    header: 'registration,partner,opportunity,filed,approved,registration.extension,renewal.bidder',
    row: 'R-1,partner-7,O-1,2026-02-02,,,incumbent',
    corrected: 'R-1,partner-7,O-1,2026-02-02,2026-02-04,granted,incumbent',
    shows: ['approved_on', null, '2026-02-04'],
  },
  {
    kind: 'leads',
    table: 'lead',
    header: 'lead,owner,received,lead.value',
    row: 'L-1,ana,2026-03-02,high',
    corrected: 'L-1,bo,2026-03-02,high',
    shows: ['owner', 'ana', 'bo'],
  },
  {
    kind: 'requests',
    table: 'move_request',
    header: 'request,opportunity,account,asked,by,transfer.date,request.managers',
    row: 'Q-1,O-1,,2026-04-01,ana,2026-04-10,agreed',
    corrected: 'Q-1,O-1,,2026-04-01,ana,2026-04-12,agreed',
    shows: [
      'attributes',
      { 'request.managers': 'agreed', 'transfer.date': '2026-04-10' },
      { 'request.managers': 'agreed', 'transfer.date': '2026-04-12' },
    ],
  },
  {
    kind: 'books',
    table: 'account_book',
    header: 'book,owner,book.accounts',
    row: 'B-1,ana,16 logos',
    corrected: 'B-1,ana,15 logos',
    shows: ['attributes', { 'book.accounts': '16 logo' }, { 'book.accounts': '15 logo' }],
  },
  {
    kind: 'stages',
    table: 'stage_reached',
    header: 'opportunity,date,stage',
    row: 'O-1,2026-02-10,3',
    corrected: 'O-1,2026-02-10,4',
    shows: ['stage', '3', '4'],
  },
  {
    kind: 'activities',
    table: 'activity',
    header: 'activity,registration,date,kind',
    row: 'A-1,R-1,2026-03-12,call',
    corrected: 'A-1,R-1,2026-03-13,call',
    shows: ['happened_on', '2026-03-12', '2026-03-13'],
  },
];

beforeAll(async () => {
  await give('participants', 'participant,name\nana,Ana\nbo,Bo\n');
  await give('accounts', 'account,name,owner\nacme,Acme,ana\n');
  for (const { kind, header, row } of FILES)
    expect(await give(kind, `${header}\n${row}\n`)).toMatchObject({ written: true, counts: { accepted: 1 } });
});

describe('what engagement policies decide about', () => {
  it.each(FILES)('$kind are corrected, withdrawn and undone, and known as they were', async (file) => {
    const { kind, table, header, row, corrected, shows } = file;
    const [column, before, after] = shows;
    const at = await positionNow();
    expect((await known(table))[0]?.[column]).toEqual(before);
    expect((await give(kind, `${header}\n${row}\n`)).counts.unchanged).toBe(1);
    const amended = await give(kind, `${header}\n${corrected}\n`);
    expect((await known(table))[0]?.[column]).toEqual(after);
    const gone = await give(kind, `${header},withdrawn\n${corrected},yes\n`);
    expect(await known(table)).toEqual([]);
    expect((await known(table, at))[0]?.[column]).toEqual(before);
    for (const { entry } of [gone, amended])
      await new ImportService(database).undoImport(tester, entry ?? '');
    expect((await known(table))[0]?.[column]).toEqual(before);
  });

  it('name what is known, and one thing where they are about one', async () => {
    expect(
      told(
        await give(
          'stages',
          'opportunity,lead,date,stage\nO-9,,2026-01-01,1\n,,2026-01-01,1\nO-1,L-1,2026-01-01,1\n',
        ),
      ),
    ).toEqual([
      '2 opportunity O-9: there is no opportunity with this id; import opportunities first',
      '3 opportunity : a row is about one thing: fill exactly one of opportunity, lead',
      '4 lead L-1: a row is about one thing: fill exactly one of opportunity, lead',
    ]);
    expect(
      told(
        await give(
          'activities',
          'account,opportunity,lead,registration,date,kind\nnobody,,,,2026-01-01,call\n,,L-9,,2026-01-01,call\n,,,R-9,2026-01-01,call\n',
        ),
      ),
    ).toEqual([
      '2 account nobody: there is no account with this id; import accounts first',
      '3 lead L-9: there is no lead with this id; import leads first',
      '4 registration R-9: there is no registration with this id; import registrations first',
    ]);
    expect(told(await give('registrations', 'registration,partner,filed\nR-2,partner,2026-01-01\n'))).toEqual(
      ['2 opportunity : fill at least one of opportunity, account'],
    );
    expect(told(await give('requests', 'request,asked\nQ-2,2026-01-01\n'))).toEqual([
      '2 opportunity : fill at least one of opportunity, account',
    ]);
  });

  it('keep an opportunity from being undone under its stages', async () => {
    const first = await give('opportunities', 'opportunity\nO-2\n');
    const stage = await give('stages', 'opportunity,date,stage\nO-2,2026-01-01,1\n');
    const undo = (entry: string | null): Promise<unknown> =>
      new ImportService(database).undoImport(tester, entry ?? '');
    await expect(undo(first.entry)).rejects.toMatchObject({ code: 'IMPORT_UNDO_BREAKS' });
    for (const { entry } of [stage, first]) await undo(entry);
  });

  it('are read by whoever sees all bookings alone', async () => {
    const nobody = { id: 'rep' };
    const seen = await database.inTransaction(nobody, async (tx) => {
      const tables = FILES.map(({ table }) => `select count(*) as rows from ${table}`);
      return await tx.query<{ rows: string }>(tables.join(' union all '));
    });
    expect(seen.map(({ rows }) => rows)).toEqual(FILES.map(() => '0'));
  });
});
