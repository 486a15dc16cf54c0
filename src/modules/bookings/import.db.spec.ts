import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import { testDatabase } from '../../../test/support/database.js';
import { CATALOGUE, importing } from '../../../test/support/importing.js';
import { IMPORT_KINDS, templateFor } from './import.service.js';
import { runs } from '../../../test/support/properties/property-runs.js';
import { seeingAll } from '../../../test/support/actors/actor.js';

const database = testDatabase();
const give = importing(database);
const tester = seeingAll('tester');
const HEADER = 'booking,date,currency,net,revision\n';
const catalogue = CATALOGUE;

/** What is known of bookings whose id begins so: id, revision and amount of the latest revision. */
async function known(prefix: string): Promise<string[]> {
  const rows = await database.inTransaction(tester, (tx) =>
    tx.query<{ said: string }>(
      `select concat_ws(' ', external_id, revision, net) as said from (
         select distinct on (id) * from booking_line b where entry in (select entry from known_entries(last_position()))
         order by id, revision desc, nth desc) latest
       where external_id like $1 and not withdrawn order by external_id collate "C", line_no`,
      [`${prefix}%`],
    ),
  );
  return rows.map(({ said }) => said);
}

async function entries(): Promise<bigint> {
  const [row] = await database.inTransaction(tester, (tx) =>
    tx.query<{ p: string }>('select last_position() as p'),
  );
  return BigInt(row?.p ?? 0);
}

describe('importing', () => {
  it('takes the example of every template, in order, and the second time changes nothing', async () => {
    await give('participants', 'participant,name\np-3,Bo\n');
    await give('accounts', 'account,name\na-1000,Group\n');
    for (const kind of IMPORT_KINDS) {
      const first = await give(kind, templateFor(kind));
      expect({ kind, rejections: first.rejections }).toEqual({ kind, rejections: [] });
      expect(first).toMatchObject({ written: true, rows: 1, counts: { accepted: 1, rejected: 0 } });
      const before = await entries();
      expect(await give(kind, templateFor(kind))).toMatchObject({
        written: false,
        entry: null,
        counts: { unchanged: 1 },
      });
      expect(await entries()).toBe(before);
    }
  });

  it('reports counts, control totals, hash and bytes', async () => {
    const file = `${HEADER}R-1,2026-01-05,USD,0.1,\nR-2,2026-01-05,USD,0.2,\nR-3,2026-01-05,EUR,-5,\nR-4,2026-01-05,USD,0,\n`;
    const seen: number[] = [];
    const report = await give('bookings', file, { progress: (bytes) => seen.push(bytes) });
    expect(report).toMatchObject({
      written: true,
      rows: 4,
      counts: { accepted: 4, unchanged: 0, amended: 0, outdated: 0, rejected: 0 },
      totals: [
        { currency: 'EUR', rows: 1, sum: '-5', takenRows: 1, takenSum: '-5' },
        { currency: 'USD', rows: 3, sum: '0.3', takenRows: 3, takenSum: '0.3' },
      ],
      file: { name: 'bookings.csv', bytes: file.length, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      rejections: [],
      notes: [],
    });
    expect(seen.at(-1)).toBe(file.length);
    expect(await known('R-')).toEqual([
      'R-1 1 0.100000',
      'R-2 1 0.200000',
      'R-3 1 -5.000000',
      'R-4 1 0.000000',
    ]);
  });

  it('takes bookings outside every period and says how many, because calendars grow', async () => {
    const rows = 'booking,date,currency,net\nOUT-1,2026-12-31,USD,10\nOUT-2,2026-03-05,USD,10\n';
    const report = await give('bookings', rows, { catalogue });
    expect(report.counts).toMatchObject({ accepted: 2, rejected: 0 });
    expect(report.notes).toEqual([expect.stringMatching(/^1 rows are dated outside every period/)]);
  });

  it('keeps the lines of a booking on one date, within a file and against what is known', async () => {
    const header = 'booking,line,date,currency,net\n';
    const apart = await give('bookings', `${header}DAY-1,1,2026-01-30,USD,1\nDAY-1,2,2026-02-02,USD,1\n`);
    expect(apart.rejections).toEqual([
      {
        line: 3,
        column: 'date',
        value: '2026-02-02',
        reason:
          'another line of this booking is dated 2026-01-30; the lines of one booking have one date and one sequence',
      },
    ]);
    await give('bookings', `${header}DAY-2,1,2026-01-30,USD,1\n`);
    const later = await give('bookings', `${header}DAY-2,2,2026-01-31,USD,1\n`);
    expect(later.counts).toMatchObject({ accepted: 0, rejected: 1 });
    const moved = await give('bookings', `${header}DAY-2,1,2026-01-31,USD,1\nDAY-2,2,2026-01-31,USD,1\n`);
    expect(moved.counts).toMatchObject({ accepted: 1, amended: 1, rejected: 0 });
  });

  it('takes a changed row as a new revision, and a withdrawn one away', async () => {
    await give('bookings', `${HEADER}C-1,2026-01-05,USD,1,\nC-2,2026-01-05,USD,2,\n`);
    const report = await give(
      'bookings',
      `${HEADER}C-1,2026-01-05,USD,1.00,\nC-2,2026-01-05,USD,3,\nC-3,2026-01-05,USD,4,\n`,
    );
    expect(report.counts).toEqual({ accepted: 1, unchanged: 1, amended: 1, outdated: 0, rejected: 0 });
    expect(await known('C-')).toEqual(['C-1 1 1.000000', 'C-2 2 3.000000', 'C-3 1 4.000000']);
    await give('bookings', 'booking,date,currency,net,withdrawn\nC-2,2026-01-05,USD,3,yes\n');
    expect(await known('C-')).toEqual(['C-1 1 1.000000', 'C-3 1 4.000000']);
  });

  it('keeps an older revision without effect, and refuses another content under a known revision', async () => {
    await give('bookings', `${HEADER}O-1,2026-01-05,USD,3,3\n`);
    const older = await give('bookings', `${HEADER}O-1,2026-01-05,USD,2,2\n`);
    expect(older).toMatchObject({
      written: true,
      counts: { outdated: 1 },
      notes: ['1 older revisions are kept without effect: a later one is known already.'],
    });
    expect(await known('O-')).toEqual(['O-1 3 3.000000']);
    const conflict = await give('bookings', `${HEADER}O-1,2026-01-05,USD,9,2\n`);
    expect(conflict.rejections).toEqual([
      {
        line: 2,
        column: 'revision',
        value: '2',
        reason: 'revision of O-1 is known already with other content; a correction needs a higher revision',
      },
    ]);
  });

  it('ends in the same state whatever the order of revisions, and however they are split', async () => {
    const revisions = [1, 2, 3, 4];
    let round = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(revisions, { minLength: 4 }),
        fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 4 }),
        async (order, cuts) => {
          const id = `P${++round}-`;
          const row = (revision: number): string => `${id},2026-01-05,USD,${revision * 10},${revision}\n`;
          for (let at = 0; at < order.length; at += 1) {
            const overlap = cuts.includes(at)
              ? order.slice(Math.max(0, at - 1), at + 1)
              : order.slice(at, at + 1);
            await give('bookings', HEADER + overlap.map(row).join(''));
          }
          expect(await known(id)).toEqual([`${id} 4 40.000000`]);
        },
      ),
      runs(24),
    );
  });

  it('reads a byte-order mark, CRLF, quotes, breaks in cells, blank lines, columns in any order, and gzip', async () => {
    const file =
      '\ufeffnet,"booking",date,currency,line.note\r\n1,"F-1",2026-01-05,USD,"two\r\nlines, ""quoted"""\r\n\r\nx,F-2,2026-01-05,USD,\r\n';
    const report = await give('bookings', gzipSync(file), { catalogue, partial: true });
    expect(report.rejections).toEqual([{ line: 5, column: 'net', value: 'x', reason: 'it is not a number' }]);
    expect(report.notes).toEqual([
      'The file starts with a byte-order mark, which was left out.',
      '1 rows were left out.',
    ]);
    const notes = await database.inTransaction(tester, (tx) =>
      tx.query(`select attributes from booking_line where external_id = 'F-1'`),
    );
    expect(notes).toEqual([{ attributes: { 'line.note': 'two\r\nlines, "quoted"' } }]);
  });

  it('takes whom a relation of the catalogue names, by the id of the person', async () => {
    const relations = [{ name: 'booking.engineer', gives: 'person', means: 'Engineer' }] as const;
    const file = 'booking,date,currency,net,booking.engineer\nENG-1,2026-01-05,USD,100,p-7\n';
    const known = { catalogue: { ...catalogue, relations } };
    expect((await give('bookings', file, known)).rejections).toMatchObject([{ column: 'booking.engineer' }]);
    await give('participants', 'participant,name\np-7,Eve\n');
    expect((await give('bookings', file, known)).rejections).toEqual([]);
    const [row] = await database.inTransaction(tester, (tx) =>
      tx.query(`select attributes from booking_line where external_id = 'ENG-1'`),
    );
    expect(row).toEqual({ attributes: { 'booking.engineer': 'p-7' } });
  });

  it("types the company's own facts and writes them one way", async () => {
    const file =
      'booking,date,currency,net,line.acv,line.discount,line.seats,line.term,booking.signed,booking.type\n' +
      'T-1,2026-01-05,EUR,1,1200.50,8.50%,4,30,2026-01-02,new\nT-2,2026-01-05,EUR,1,1200 USD,10%,1 logo,1 day,,\n';
    expect((await give('bookings', file, { catalogue })).rejections).toEqual([]);
    const rows = await database.inTransaction(tester, (tx) =>
      tx.query(`select attributes from booking_line where external_id like 'T-%' order by external_id`),
    );
    expect(rows).toEqual([
      {
        attributes: {
          'booking.signed': '2026-01-02',
          'booking.type': 'new',
          'line.acv': '1200.5 EUR',
          'line.discount': '8.5%',
          'line.seats': '4 logo',
          'line.term': '30 days',
        },
      },
      {
        attributes: {
          'line.acv': '1200 USD',
          'line.discount': '10%',
          'line.seats': '1 logo',
          'line.term': '1 days',
        },
      },
    ]);
  });
});
