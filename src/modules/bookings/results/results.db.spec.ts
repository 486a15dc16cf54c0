import { beforeAll, describe, expect, it } from '@jest/globals';
import { seeingAll } from '../../../../test/support/actors/actor.js';
import { testDatabase } from '../../../../test/support/database.js';
import { CATALOGUE, importing } from '../../../../test/support/importing.js';
import { readDay, type Day } from '../../../engine/kernel/day.js';
import type { ReportedResult } from '../../../engine/model/facts.js';
import { ParticipantsService } from '../../participants/participants.service.js';
import { ImportService, templateFor, type ImportReport } from '../import.service.js';

const database = testDatabase();
const give = importing(database);
const tester = seeingAll('tester');
const catalogue = CATALOGUE;
const HEADER = 'result,measure,participant,team,from,until,date,value,withdrawn\n';
const Q1 = '2026-01-01,2026-04-01';

const tell = (...rows: readonly string[]): Promise<ImportReport> =>
  give('results', `${HEADER}${rows.map((row) => `${row},\n`).join('')}`, { catalogue });
const day = (text: string): Day => readDay(text) ?? 0;

/** The results of one measure as a calculation pinned there knows them. */
async function known(measure: string, position: string | null): Promise<readonly ReportedResult[]> {
  const company = await database.inTransaction(tester, (tx) =>
    new ParticipantsService().companyAt(tx, BigInt(position ?? 0), catalogue),
  );
  return company.results.filter((result) => result.measure === measure);
}

const values = async (measure: string, position: string | null): Promise<string[]> =>
  (await known(measure, position)).map(({ value }) => `${value.n}/${value.d}`);

beforeAll(async () => {
  const people = 'participant,name,participant.team\np-17,Ana,\np-2,Bo,north\np-3,Cy,north\n';
  await give('participants', people, { catalogue });
});

describe('results', () => {
  it('are of a participant, a team or the company, exact, with their window and their day', async () => {
    const { position, rejections } = await tell(
      `,net-retention,p-17,,${Q1},2026-04-06,105.25%`,
      `,net-retention,,north,${Q1},2026-04-06,98%`,
      `,net-retention,,,${Q1},2026-04-07,-3.5%`,
    );
    expect(rejections).toEqual([]);
    const window = { measure: 'net-retention', from: day('2026-01-01'), until: day('2026-04-01') };
    const [april6, april7] = [day('2026-04-06'), day('2026-04-07')];
    expect(await known('net-retention', position)).toEqual([
      { ...window, of: 'company', subject: '', date: april7, value: { n: -7n, d: 200n } },
      { ...window, of: 'team', subject: 'north', date: april6, value: { n: 49n, d: 50n } },
      { ...window, of: 'participant', subject: 'p-17', date: april6, value: { n: 421n, d: 400n } },
    ]);
  });

  it('of a team need no catalogue that declares what a team is', async () => {
    const declared = catalogue.fields.filter(({ name }) => name !== 'participant.team');
    const without = { ...catalogue, fields: declared };
    const header = 'participant,name,participant.team\n';
    await give('participants', `${header}p-4,Dan,south\n`, { catalogue: without });
    await give('participants', `${header}p-5,Eva,south\n`);
    const row = `${HEADER},renewals,,south,${Q1},2026-04-06,50%,\n`;
    const { rejections, position } = await give('results', row, { catalogue: without });
    expect(rejections).toEqual([]);
    const company = await database.inTransaction(tester, (tx) =>
      new ParticipantsService().companyAt(tx, BigInt(position ?? 0), without),
    );
    const inSouth = company.participants.filter(({ facts }) => facts.get('participant.team') === 'south');
    expect(inSouth.map(({ id }) => id)).toEqual(['p-4', 'p-5']);
    expect(company.results).toContainEqual(expect.objectContaining({ of: 'team', subject: 'south' }));
  });

  it('are in percent, money, counts and days', async () => {
    const { position } = await tell(
      `,ebitda,,,${Q1},2026-04-06,12000.5 USD`,
      `,logos-kept,p-2,,${Q1},2026-04-06,4 logos`,
      `,days-to-answer,p-2,,${Q1},2026-04-06,1 day`,
    );
    expect(await values('ebitda', position)).toEqual(['24001/2']);
    expect(await values('logos-kept', position)).toEqual(['4/1']);
    expect(await values('days-to-answer', position)).toEqual(['1/1']);
    const stored = await database.inTransaction(tester, (tx) =>
      tx.query(
        `select amount, unit from result where measure in ('logos-kept', 'days-to-answer') order by unit`,
      ),
    );
    expect(stored).toEqual([
      { amount: '1', unit: 'days' },
      { amount: '4', unit: 'logo' },
    ]);
  });

  it('stand in bytewise order of their ids, however they came', async () => {
    const { position } = await tell(
      `b,csat,p-17,,${Q1},2026-04-06,1%`,
      `a,csat,p-2,,${Q1},2026-04-06,1%`,
      `B,csat,p-3,,${Q1},2026-04-06,1%`,
    );
    expect((await known('csat', position)).map(({ subject }) => subject)).toEqual(['p-3', 'p-2', 'p-17']);
  });

  it('are the same again without effect, a revision when corrected, and taken back', async () => {
    const first = await tell(`,margin,p-17,,${Q1},2026-04-06,30%`);
    const again = await tell(`,margin,p-17,,${Q1},2026-04-06,30.0 %`);
    expect(again).toMatchObject({ written: false, counts: { unchanged: 1 } });
    const corrected = await tell(`,margin,p-17,,${Q1},2026-04-06,31%`);
    expect(corrected.counts).toMatchObject({ amended: 1, accepted: 0 });
    const back = await give('results', `${HEADER},margin,p-17,,${Q1},2026-04-06,31%,yes\n`, { catalogue });
    expect(await values('margin', first.position)).toEqual(['3/10']);
    expect(await values('margin', corrected.position)).toEqual(['31/100']);
    expect(await values('margin', back.position)).toEqual([]);
    const undone = await new ImportService(database).undoImport(tester, back.entry ?? '', { catalogue });
    expect(await values('margin', undone.position)).toEqual(['31/100']);
  });

  it('of another day for the same window stand beside the earlier one', async () => {
    await tell(`,score,p-17,,${Q1},2026-03-02,80%`);
    const { position } = await tell(`,score,p-17,,${Q1},2026-04-06,90%`);
    const dated = (await known('score', position)).map(({ date, value }) => [date, value.n]);
    expect(dated).toEqual([
      [day('2026-03-02'), 4n],
      [day('2026-04-06'), 9n],
    ]);
  });

  it('of another system are read by a mapping file: fractions, units, separators', async () => {
    const fraction =
      'kicker: 1\nmapping: results\ncolumns:\n  KPI: measure\n  NRR: { column: value, reads: fraction }\nconstants: { date: 2026-04-06 }\n';
    const ratio = await give('results', 'KPI,from,until,NRR\nnrr,2026-01-01,2026-04-01,1.0525\n', {
      catalogue,
      mapping: fraction,
    });
    expect(await values('nrr', ratio.position)).toEqual(['421/400']);
    const money =
      'kicker: 1\nmapping: results\ncolumns:\n  Betrag: { column: value, unit: EUR }\ndecimal: ","\nthousands: "."\ndelimiter: ";"\n';
    const file = 'measure;from;until;date;Betrag\nprofit;2026-01-01;2026-04-01;2026-04-06;12.000,50\n';
    const german = await give('results', file, { catalogue, mapping: money });
    expect(german.rejections).toEqual([]);
    expect(await values('profit', german.position)).toEqual(['24001/2']);
  });

  it('have a template that can be taken as it is', async () => {
    const template = templateFor('results');
    expect(template).toBe(
      'result,measure,participant,team,from,until,date,value\n,net-retention,p-17,,2026-01-01,2026-04-01,2026-04-06,105%\n',
    );
    expect(await give('results', template.replace('net-retention', 'trial'), { catalogue })).toMatchObject({
      written: true,
      counts: { accepted: 1 },
    });
  });
});
