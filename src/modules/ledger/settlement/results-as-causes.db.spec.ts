import { beforeAll, describe, expect, it } from '@jest/globals';
import { seeingAll } from '../../../../test/support/actors/actor.js';
import { testDatabase } from '../../../../test/support/database.js';
import { CATALOGUE, importing } from '../../../../test/support/importing.js';
import { LedgerCompany } from '../../../../test/support/ledger-company.js';
import { ImportService } from '../../bookings/import.service.js';
import { LedgerService } from '../ledger.service.js';

const database = testDatabase();
const give = importing(database);
const company = new LedgerCompany(database);
const actor = seeingAll('finance');

const PEOPLE = ['ana', 'ben', 'cara'] as const;
const HEADER = 'measure,participant,team,from,until,date,value\n';
const ANA = 'margin,ana,,2026-01-01,2026-02-01,2026-02-03';
const NORTH = 'margin,,north,2026-01-01,2026-02-01,2026-02-03';

beforeAll(async () => {
  await give('participants', 'participant,name,participant.team\nana,Ana,\nben,Ben,north\ncara,Cara,\n', {
    catalogue: CATALOGUE,
  });
  for (const person of PEOPLE) await company.book(person, '2026-01-10');
  expect(await causes('10.00', '10.00', '10.00')).toEqual({ ana: [], ben: [], cara: [] });
});

async function tell(...rows: readonly string[]): Promise<string> {
  const report = await give('results', `${HEADER}${rows.map((row) => `${row}\n`).join('')}`, {
    catalogue: CATALOGUE,
  });
  expect(report.rejections).toEqual([]);
  return report.entry ?? '';
}

/** Settles what each of the three earned in January, and says what their differences are put down to. */
async function causes(...amounts: readonly string[]): Promise<Record<string, string[]>> {
  const { calculation, position } = await company.calculate(
    PEOPLE.map((participant, at) => ({
      participant,
      month: '2026-01',
      lines: [[participant, amounts[at] ?? '', amounts[at] ?? '']],
    })),
  );
  const { identity } = await new LedgerService(database, company.rules).settle(actor, calculation, position);
  const rows = await database.inTransaction(actor, (tx) =>
    tx.query<{ participant: string; cause: string[] }>(
      `select e.participant, l.cause from settlement s join ledger_entry e on e.entry = s.entry
       join ledger_line l on l.entry = e.entry and l.number = e.number where s.identity = $1 order by e.participant`,
      [identity],
    ),
  );
  return Object.fromEntries(rows.map(({ participant, cause }) => [participant, cause]));
}

// One month of three people, told in order: each test continues where the one before ended.
describe('what a difference is put down to', () => {
  it('is the result of the participant, or of their team', async () => {
    await tell(`${ANA},30%`, `${NORTH},20%`);
    expect(await causes('11.00', '11.00', '10.00')).toEqual({
      ana: ['result margin/ana/2026-01-01/2026-02-03 revision 1'],
      ben: ['result margin/north/2026-01-01/2026-02-03 revision 1'],
    });
  });

  it('is the revision that corrected it, and the undo of that', async () => {
    const corrected = await tell(`${ANA},31%`);
    expect(await causes('12.00', '11.00', '10.00')).toEqual({
      ana: ['result margin/ana/2026-01-01/2026-02-03 revision 2'],
    });
    await new ImportService(database).undoImport(actor, corrected);
    expect(await causes('11.00', '11.00', '10.00')).toEqual({
      ana: ['result margin/ana/2026-01-01/2026-02-03 revision 2 undone'],
    });
  });

  it('is the result of the company where nobody has one of their own', async () => {
    await tell('ebitda,,,2026-01-01,2026-02-01,2026-02-03,10 USD', `${ANA},33%`);
    expect(await causes('13.00', '11.00', '14.00')).toEqual({
      ana: ['result margin/ana/2026-01-01/2026-02-03 revision 2'],
      cara: ['result ebitda/2026-01-01/2026-02-03 revision 1'],
    });
  });

  it('is a result withdrawn', async () => {
    const file = `${HEADER.trim()},withdrawn\n${NORTH},20%,yes\n`;
    await give('results', file, { catalogue: CATALOGUE });
    expect(await causes('13.00', '15.00', '14.00')).toEqual({
      ben: ['result margin/north/2026-01-01/2026-02-03 withdrawn'],
    });
  });
});
