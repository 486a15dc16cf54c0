import { beforeAll, describe, expect, it } from '@jest/globals';
import { seeingAll } from '../../../../test/support/actors/actor.js';
import { testDatabase } from '../../../../test/support/database.js';
import { CATALOGUE, importing } from '../../../../test/support/importing.js';
import { ImportService, type ImportReport } from '../import.service.js';

const database = testDatabase();
const give = importing(database);
const catalogue = CATALOGUE;
const HEADER = 'result,measure,participant,team,from,until,date,value\n';
const Q1 = '2026-01-01,2026-04-01';
const tell = (...rows: readonly string[]): Promise<ImportReport> =>
  give('results', `${HEADER}${rows.map((row) => `${row}\n`).join('')}`, { catalogue });
const undo = (entry: string): Promise<unknown> =>
  new ImportService(database).undoImport(seeingAll('tester'), entry, { catalogue });

async function entryOf(...rows: readonly string[]): Promise<string> {
  const report = await tell(...rows);
  expect(report.rejections).toEqual([]);
  return report.entry ?? '';
}

beforeAll(async () => {
  const people = 'participant,name,participant.team\np-1,Ana,north\np-2,Bo,south\n';
  await give('participants', people, { catalogue });
  await tell(`,told-before,p-1,,${Q1},2026-04-06,50%`);
});

const ROW = {
  result: '',
  measure: 'margin',
  participant: 'p-1',
  team: '',
  from: '2026-01-01',
  until: '2026-04-01',
  date: '2026-04-06',
  value: '30%',
};
const SEPARATORS =
  'numbers are read with "." before decimals and no thousands separator; a mapping file can declare another way';

/** [column, cell, reason]: the row is right but for that cell. */
const CELLS: readonly (readonly [column: keyof typeof ROW, cell: string, reason: string])[] = [
  ['value', '30', 'its unit is missing: write 30%, or 30 with a currency or with what it counts'],
  ['value', 'NaN', 'it is not a number'],
  ['value', 'NaN%', 'it is not a number'],
  ['value', 'Infinity USD', 'it is not a number'],
  ['value', '%', 'it is not a number'],
  ['value', '', 'it is required'],
  ['value', '12,000 USD', SEPARATORS],
  ['value', '1E5 USD', 'it is written with an exponent, which loses digits; give all digits'],
  ['value', '$100', 'write the currency after the number, by its ISO 4217 code, such as 100 USD'],
  ['value', '100 usd', 'currencies are written in capitals: USD'],
  ['value', '100 XXX', 'XXX is neither a currency, nor %, nor one of logo'],
  ['value', '4 tons', 'tons is neither a currency, nor %, nor one of logo'],
  ['value', '1.2x', 'x is neither a currency, nor %, nor one of logo'],
  ['value', '=1+1%', 'it looks like a formula; give the number itself'],
  ['value', '1234567890123 USD', 'it has 13 digits before the point; at most 12 are allowed'],
  ['participant', 'p-7', 'there is no participant with this id; import participants first'],
  [
    'team',
    'north',
    'a result is of a participant or of a team, not of both: give one row for each; leave both empty for the company',
  ],
  [
    'until',
    '2026-01-01',
    'it must come after the first day 2026-01-01: until is the first day that no longer counts',
  ],
  [
    'until',
    '2025-12-01',
    'it must come after the first day 2026-01-01: until is the first day that no longer counts',
  ],
  ['until', '', 'it is required'],
  ['date', '2025-12-31', 'it is before the first day 2026-01-01 of what it is a result for'],
  ['date', '2026-02-30', 'there is no such day between 1900 and 9999'],
  ['date', '', 'it is required'],
  [
    'measure',
    'measure.margin',
    'it is the id of a measure alone, as the plan has it: small letters, digits and hyphens',
  ],
  [
    'measure',
    'Net Retention',
    'it is the id of a measure alone, as the plan has it: small letters, digits and hyphens',
  ],
];

describe('a cell of a result', () => {
  it.each(CELLS)('%s, %s', async (column, cell, reason) => {
    const cells = Object.values({ ...ROW, [column]: cell });
    const report = await tell(cells.map((text) => `"${text}"`).join(','));
    expect(report.rejections).toEqual([{ line: 2, column, value: cell, reason }]);
    expect(report).toMatchObject({ written: false, entry: null });
  });

  it('names a team that somebody is in', async () => {
    const { rejections } = await tell(`,margin,,west,${Q1},2026-04-06,30%`);
    const reason =
      'nobody is in this team; give its people their team in a file of participants, column "participant.team"';
    expect(rejections).toEqual([{ line: 2, column: 'team', value: 'west', reason }]);
  });
});

const REMEDY =
  'a newer result begins on the same day, reaches as far or further and has a later date; any other is for days apart';
const OVERLAP = 'two results of one subject for one measure overlap';

/** [what, rows, [line, column, reason] of each rejection]: rows that are right alone and wrong together. */
const TOGETHER: readonly (readonly [
  what: string,
  rows: readonly string[],
  found: readonly (readonly [number, string, string])[],
])[] = [
  [
    'the same twice',
    [`,margin,p-1,,${Q1},2026-04-06,30%`, `,margin,p-1,,${Q1},2026-04-06,31%`],
    [
      [
        3,
        'measure',
        'line 2 of the file gives the same result; for several revisions of one fact give the column "revision"',
      ],
    ],
  ],
  [
    'a month beside its quarter',
    [`,margin,p-1,,${Q1},2026-04-06,30%`, `,margin,p-1,,2026-03-01,2026-04-01,2026-04-06,31%`],
    [[3, 'from', `${OVERLAP}: line 2, from 2026-01-01 until 2026-04-01; ${REMEDY}`]],
  ],
  [
    'windows of the company that overlap by a day',
    [
      ',ebitda,,,2026-01-01,2026-04-02,2026-04-06,30 USD',
      ',ebitda,,,2026-04-01,2026-07-01,2026-07-06,31 USD',
    ],
    [[3, 'from', `${OVERLAP}: line 2, from 2026-01-01 until 2026-04-02; ${REMEDY}`]],
  ],
  [
    'two ids for one window on one date',
    [`x-1,margin,,north,${Q1},2026-04-06,30%`, `x-2,margin,,north,${Q1},2026-04-06,31%`],
    [[3, 'from', `${OVERLAP}: line 2, from 2026-01-01 until 2026-04-01; ${REMEDY}`]],
  ],
  [
    'a newer one for fewer days',
    [`,margin,p-1,,${Q1},2026-04-06,30%`, `,margin,p-1,,2026-01-01,2026-03-01,2026-04-10,31%`],
    [[3, 'from', `${OVERLAP}: line 2, from 2026-01-01 until 2026-04-01; ${REMEDY}`]],
  ],
  [
    'a window that overlaps one known already',
    [',told-before,p-1,,2026-02-01,2026-05-01,2026-05-06,30%'],
    [[2, 'from', `${OVERLAP}: one known already, from 2026-01-01 until 2026-04-01; ${REMEDY}`]],
  ],
  [
    'two units in one file',
    [`,nps,p-1,,${Q1},2026-04-06,30%`, `,nps,p-2,,${Q1},2026-04-06,30 USD`, `,nps,,,${Q1},2026-04-06,31%`],
    [[3, 'value', 'nps is in % on line 2; all results of one measure have one unit']],
  ],
  [
    'another unit than the one known already',
    [`,told-before,p-2,,${Q1},2026-04-06,30 logos`],
    [[2, 'value', 'told-before is in % already; all results of one measure have one unit']],
  ],
];

describe('results that do not go together', () => {
  it.each(TOGETHER)('%s', async (_what, rows, found) => {
    const report = await tell(...rows);
    expect(report.rejections.map(({ line, column, reason }) => [line, column, reason])).toEqual(found);
    expect(report).toMatchObject({ written: false, entry: null, position: null });
  });

  it('are other subjects, other measures, days apart and other dates when they do', async () => {
    const { rejections } = await tell(
      `,gross-margin,p-1,,2026-01-01,2026-03-01,2026-03-06,29%`,
      `,gross-margin,p-1,,${Q1},2026-04-06,30%`,
      `,gross-margin,p-1,,${Q1},2026-04-07,31%`,
      ',gross-margin,p-1,,2026-04-01,2026-07-01,2026-07-06,32%',
      `,gross-margin,p-2,,${Q1},2026-04-06,33%`,
      `,gross-margin,,north,${Q1},2026-04-06,34%`,
      `,gross-margin,,,${Q1},2026-04-06,35%`,
      `,operating-margin,p-1,,2026-02-01,2026-03-01,2026-04-06,36%`,
    );
    expect(rejections).toEqual([]);
  });

  it('in another unit may be corrected all at once, not one by one', async () => {
    await entryOf(`,churn,p-1,,${Q1},2026-04-06,3%`, `,churn,p-2,,${Q1},2026-04-06,4%`);
    const one = await tell(`,churn,p-1,,${Q1},2026-04-06,3 USD`);
    expect(one.rejections).toEqual([expect.objectContaining({ line: 2, column: 'value', value: '3 USD' })]);
    await entryOf(`,churn,p-1,,${Q1},2026-04-06,3 USD`, `,churn,p-2,,${Q1},2026-04-06,4 USD`);
  });
});

describe('an undo is refused', () => {
  it('while a result names a team that nobody would be in', async () => {
    const joined = await give('participants', 'participant,name,participant.team\np-3,Cy,east\n', {
      catalogue,
    });
    const told = await entryOf(`,margin,,east,${Q1},2026-04-06,30%`);
    await expect(undo(joined.entry ?? '')).rejects.toMatchObject({
      code: 'IMPORT_UNDO_BREAKS',
      message: expect.stringContaining(
        'the result margin/east/2026-01-01/2026-04-06 names the team east, which would be unknown',
      ),
      hint: expect.stringContaining(`Undo the import with the entry ${told} first`),
    });
    await undo(told);
    await undo(joined.entry ?? '');
  });

  it('while results would overlap, or stand in two units', async () => {
    await entryOf('u-1,health,p-1,,2026-01-01,2026-07-01,2026-07-06,1%');
    const shortened = await entryOf(`u-1,health,p-1,,${Q1},2026-04-06,1%`);
    const second = await entryOf('u-2,health,p-1,,2026-04-01,2026-07-01,2026-07-06,2%');
    await expect(undo(shortened)).rejects.toMatchObject({
      code: 'IMPORT_UNDO_BREAKS',
      message: expect.stringContaining(
        `two results of one subject for one measure would overlap: u-1 and u-2`,
      ),
    });
    await undo(second);
    await entryOf(`u-3,pulse,p-1,,${Q1},2026-04-06,1%`);
    const changed = await entryOf(`u-3,pulse,p-1,,${Q1},2026-04-06,1 USD`);
    await entryOf(`u-4,pulse,p-2,,${Q1},2026-04-06,2 USD`);
    await expect(undo(changed)).rejects.toMatchObject({
      code: 'IMPORT_UNDO_BREAKS',
      message: expect.stringContaining('two results of one measure would have two units: u-3 and u-4'),
    });
  });
});
