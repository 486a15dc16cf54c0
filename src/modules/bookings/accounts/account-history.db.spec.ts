import { beforeAll, describe, expect, it } from '@jest/globals';
import { give as giving } from '../../../../test/support/accounts/owned-company.js';
import { testDatabase } from '../../../../test/support/database.js';
import { ACTOR } from '../../../../test/support/small-company.js';
import { ImportService, type ImportReport } from '../import.service.js';

const database = testDatabase();
const give = (kind: string, ...rows: readonly string[]): Promise<ImportReport> =>
  giving(database, [kind, ...rows]);
const undo = (entry: string | null): Promise<unknown> =>
  new ImportService(database).undoImport(ACTOR, entry ?? '', { catalogue: null });
const rejected = async (kind: string, ...rows: readonly string[]): Promise<unknown> =>
  (await give(kind, ...rows)).rejections.map(({ line, column, reason }) => [line, column, reason]);

beforeAll(async () => {
  await give('participants', 'participant,name', 'ana,Ana', 'ben,Ben');
  await give('accounts', 'account,name,owner,parent', 'a,A,ana,', 'b,B,ana,a', 'c,C,,b', 'd,D,,');
});

const CIRCLE = 'it would close a circle of accounts, each belonging to the next: ';

describe('dated facts of accounts', () => {
  it('are of one value a day: overlaps are refused, in the file and with what is known, and a later row takes the days from it', async () => {
    expect(
      await rejected(
        'account-owners',
        'account,participant,from,until',
        'a,ana,2026-01-01,',
        'a,ben,2026-02-01,',
      ),
    ).toEqual([
      [3, 'from', 'two owners of one account overlap: line 2, from 2026-01-01, open; give that one an until'],
    ]);
    expect((await give('account-owners', 'account,participant,from', 'a,ana,2026-01-01')).written).toBe(true);
    expect(await rejected('account-owners', 'account,participant,from', 'a,ben,2026-02-01')).toEqual([
      [
        2,
        'from',
        'two owners of one account overlap: one known already, from 2026-01-01, open; give that one an until',
      ],
    ]);
    const rows = ['a,ana,2026-01-01,2026-02-01', 'a,ben,2026-02-01,'];
    const { counts } = await give('account-owners', 'account,participant,from,until', ...rows);
    expect(counts).toMatchObject({ accepted: 1, amended: 1, rejected: 0 });
    expect((await give('account-owners', 'account,participant,from,until', ...rows)).written).toBe(false);
  });

  it.each([
    ['account-owners', 'account,participant,from', 'z,ana,2026-01-01', 'account', /no account with this id/],
    ['named-accounts', 'account,participant,from', 'a,zoe,2026-01-01', 'participant', /no participant/],
    [
      'account-segments',
      'account,segment,from,until',
      'a,smb,2026-01-02,2026-01-01',
      'until',
      /must come after/,
    ],
    ['account-parents', 'account,parent,from', 'a,z,2026-01-01', 'parent', /no account with this id/],
    ['account-parents', 'account,parent,from', 'a,a,2026-01-01', 'parent', /cannot belong to itself/],
  ])('in %s refuses %s %s', async (kind, header, row, column, reason) => {
    expect(await rejected(kind, header, row)).toEqual([[2, column, expect.stringMatching(reason)]]);
  });

  it('never let an account stand above itself, by one file, by several, or by one that is undone', async () => {
    expect(await rejected('accounts', 'account,name,owner,parent', 'a,A,ana,c')).toEqual([
      [2, 'parent', `${CIRCLE}a → c → b → a, on days before any dated row`],
    ]);
    expect(await rejected('account-parents', 'account,parent,from', 'a,c,2026-03-01')).toEqual([
      [2, 'parent', `${CIRCLE}a → c → b → a, on 2026-03-01`],
    ]);
    const loosened = await give('account-parents', 'account,parent,from,until', 'c,d,2026-03-01,2026-06-01');
    expect(loosened.written).toBe(true);
    expect(
      await rejected('account-parents', 'account,parent,from,until', 'a,c,2026-03-01,2026-06-02'),
    ).toEqual([[2, 'parent', `${CIRCLE}a → c → b → a, on 2026-06-01`]]);
    const above = await give('account-parents', 'account,parent,from,until', 'a,c,2026-03-01,2026-06-01');
    expect(above.rejections).toEqual([]);
    // What the accounts file says holds again where a dated row is taken back.
    expect(
      await rejected(
        'account-parents',
        'account,parent,from,until,withdrawn',
        'c,d,2026-03-01,2026-06-01,yes',
      ),
    ).toEqual([[2, 'parent', `${CIRCLE}c → b → a → c, on 2026-03-01`]]);
    await expect(undo(loosened.entry)).rejects.toMatchObject({
      code: 'IMPORT_UNDO_BREAKS',
      message: expect.stringContaining('c → b → a → c, on 2026-03-01'),
      hint: expect.stringContaining(above.entry ?? ''),
    });
    await undo(above.entry);
    await undo(loosened.entry);
    expect((await give('accounts', 'account,name,owner,parent', 'd,D,,c')).written).toBe(true);
  });

  it('never let two people at once close a circle', async () => {
    await give('accounts', 'account,name', 'x,X', 'y,Y');
    const both = await Promise.all([
      give('account-parents', 'account,parent,from', 'x,y,2026-01-01'),
      give('accounts', 'account,name,parent', 'y,Y,x'),
    ]);
    expect(both.map(({ written }) => written).sort()).toEqual([false, true]);
  });

  it('survive accounts that stood above themselves before that was refused', async () => {
    const rows = [
      ['p', 'q'],
      ['q', 'p'],
    ];
    await database.change(ACTOR, { action: 'import', subject: 'old' }, async (tx) => {
      for (const [id, parent] of rows)
        await tx.query(
          `insert into account (id, source, external_id, revision, nth, entry, content, name, parent, attributes)
           values (gen_random_uuid(), 'crm', $1, 1, 1, $2, gen_random_uuid(), $1, $3, '{}')`,
          [id, tx.entry, parent],
        );
      return { result: null };
    });
    expect((await give('account-parents', 'account,parent,from', 'd,p,2026-09-01')).rejections).toEqual([]);
    const above = await database.inTransaction(ACTOR, (tx) =>
      tx.query(
        `select account, max(till)::text as till from owners_above(last_position()) where account in ('p', 'q', 'd') group by account`,
      ),
    );
    expect(above).toEqual([{ account: 'd', till: '2026-09-01' }]);
  });
});
