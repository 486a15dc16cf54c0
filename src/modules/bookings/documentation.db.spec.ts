import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { testDatabase } from '../../../test/support/database.js';
import { CATALOGUE, importing } from '../../../test/support/importing.js';
import { IMPORT_KINDS } from './import.service.js';
import { columnTable } from './kinds/template.js';
import { seeingAll } from '../../../test/support/actors/actor.js';

const database = testDatabase();
const page = readFileSync(new URL('../../../docs/import.md', import.meta.url), 'utf8');

function block(language: string): string {
  return new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 's').exec(page)?.[1] ?? '';
}

it('docs/import.md lists every column of every kind', () => {
  for (const kind of IMPORT_KINDS) expect(page).toContain(`### ${kind}\n`);
  for (const kind of IMPORT_KINDS) expect(page).toContain(columnTable(kind));
});

it('the files and the mapping of docs/import.md work as they stand there', async () => {
  const give = importing(database);
  expect(await give('participants', block('csv'))).toMatchObject({ written: true, rows: 2 });
  const report = await give('bookings', block('text'), { catalogue: CATALOGUE, mapping: block('yaml') });
  expect(report).toMatchObject({
    counts: { accepted: 2, rejected: 0 },
    totals: [{ currency: 'USD', rows: 2, sum: '19271.3677', takenSum: '19271.3677' }],
  });
  const rows = await database.inTransaction(seeingAll('tester'), (tx) =>
    tx.query('select external_id, booked_on, attributes from booking_line order by external_id'),
  );
  expect(rows).toEqual([
    {
      external_id: '43659',
      booked_on: '2026-05-31',
      attributes: { 'booking.type': 'new', 'line.acv': '1200 USD', 'line.discount': '15%' },
    },
    {
      external_id: '43660',
      booked_on: '2026-06-01',
      attributes: { 'booking.type': 'expansion', 'line.acv': '0 USD', 'line.discount': '0%' },
    },
  ]);
});
