import { beforeAll, describe, expect, it } from '@jest/globals';
import { seeingAll } from '../../../../test/support/actors/actor.js';
import { testDatabase } from '../../../../test/support/database.js';
import { importing } from '../../../../test/support/importing.js';
import { ImportService, type ImportReport } from '../import.service.js';

const database = testDatabase();
const give = importing(database);
const tester = seeingAll('tester');
const told = ({ rejections }: ImportReport): string[] =>
  rejections.map(({ line, column, value, reason }) => `${line} ${column} ${value}: ${reason}`);

beforeAll(async () => {
  await give('participants', 'participant,name\nana,Ana\nbo,Bo\n');
});

describe('groups of approvers and delegations', () => {
  it('come by files, and bad rows are told by column and what to write', async () => {
    const groups = await give(
      'approver-groups',
      'group,participant,from,until\ndesk,ana,2026-01-01,2026-02-01\ndesk,ana,2026-01-15,\ndesk,bo,2026-02-01,2026-02-01\n,ana,2026-01-01,\ndesk,eve,2026-01-01,\n',
    );
    expect(told(groups)).toEqual([
      '3 from 2026-01-15: two memberships of one participant in one group overlap: line 2, from 2026-01-01 until 2026-02-01',
      expect.stringMatching(/^4 until 2026-02-01: it must come after the first day/),
      '5 group : it is required',
      '6 participant eve: there is no participant with this id; import participants first',
    ]);
    const delegations = await give(
      'delegations',
      'giver,deputy,matrix,most,currency,from,until,reason\nana,ana,,,,2026-01-01,2026-02-01,x\nana,bo,,5,,2026-01-01,2026-02-01,x\nana,bo,,,USD,2026-01-01,2026-02-01,x\nana,bo,,-5,USD,2026-01-01,2026-02-01,x\nana,bo,,,,2026-01-01,,x\nana,bo,,,,2026-01-01,2026-02-01,\n',
    );
    expect(told(delegations)).toEqual([
      '2 deputy ana: nobody stands in for themselves',
      '3 currency : it is required where there is a largest deal',
      '4 most : it is required where there is a currency',
      '5 most -5: it must be above zero',
      '6 until : it is required',
      '7 reason : it is required',
    ]);
  });

  it('are not given back and forth on one day', async () => {
    const head = 'giver,deputy,matrix,from,until,reason\n';
    const there = await give('delegations', `${head}ana,bo,,2027-01-01,2027-02-01,Away\n`);
    const back = 'bo,ana,discounts,2027-01-31,2027-03-01,Away\nbo,ana,discounts,2027-04-01,2027-05-01,Away\n';
    expect(told(await give('delegations', head + back))).toEqual([
      '2 deputy ana: it would close a circle of people, each of whom decides for the one before: bo → ana → bo, on 2027-01-31',
    ]);
    await new ImportService(database).undoImport(tester, there.entry ?? '');
  });

  it('are not left by an undo with people who are unknown', async () => {
    const person = await give('participants', 'participant,name\neve,Eve\n');
    const group = await give('approver-groups', 'group,participant,from\ndesk,eve,2026-01-01\n');
    const delegation = await give(
      'delegations',
      'giver,deputy,from,until,reason\nana,eve,2026-01-01,2026-02-01,Away\n',
    );
    const undo = (entry: string | null): Promise<unknown> =>
      new ImportService(database).undoImport(tester, entry ?? '');
    await expect(undo(person.entry)).rejects.toMatchObject({
      code: 'IMPORT_UNDO_BREAKS',
      message: expect.stringMatching(
        /approver-group .*approval-delegation |approval-delegation .*approver-group /,
      ),
    });
    for (const { entry } of [group, delegation, person]) await undo(entry);
  });

  it('are held by the database to another deputy, an end, a reason and a whole limit', async () => {
    const insert = (values: string): Promise<unknown> =>
      database.change(tester, { action: 'import', subject: 'delegations' }, async (tx) => {
        const id = '00000000-0000-0000-0000-000000000008';
        await tx.query(
          `insert into approval_delegation (id, source, external_id, revision, nth, entry, content,
             giver, deputy, most, currency, effective_from, effective_until, reason)
           values ('${id}', 'crm', 'X', 1, 1, $1, '${id}', ${values})`,
          [tx.entry.toString()],
        );
        return { result: null };
      });
    for (const [values, code] of [
      [`'ana', 'ana', null, null, '2026-01-01', '2026-02-01', 'x'`, '23514'],
      [`'ana', 'bo', 5, null, '2026-01-01', '2026-02-01', 'x'`, '23514'],
      [`'ana', 'bo', 0, 'USD', '2026-01-01', '2026-02-01', 'x'`, '23514'],
      [`'ana', 'bo', null, null, '2026-01-01', '2026-01-01', 'x'`, '23514'],
      [`'ana', 'bo', null, null, '2026-01-01', '2026-02-01', ' '`, '23514'],
      [`'ana', 'bo', null, null, '2026-01-01', null, 'x'`, '23502'],
    ] as const)
      await expect(insert(values)).rejects.toMatchObject({ code });
  });
});
