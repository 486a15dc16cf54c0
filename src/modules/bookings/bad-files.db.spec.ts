import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { testDatabase } from '../../../test/support/database.js';
import { CATALOGUE, importing } from '../../../test/support/importing.js';
import { seeingAll } from '../../../test/support/actors/actor.js';

const database = testDatabase();
const give = importing(database);

const HEADER = 'booking,date,currency,net\n';
const ROW = 'B-1,2026-03-05,USD,100\n';

/** [what it is, kind, bytes, code, message]: the file as a whole cannot be read. */
const FILES: readonly (readonly [
  what: string,
  kind: string,
  bytes: string | Buffer,
  code: string,
  message: string,
])[] = [
  ['empty', 'bookings', '', 'IMPORT_EMPTY', 'The file is empty.'],
  ['only a byte-order mark', 'bookings', '\ufeff', 'IMPORT_EMPTY', 'The file is empty.'],
  ['header only', 'bookings', HEADER, 'IMPORT_EMPTY', 'The file has a header and no rows.'],
  [
    'UTF-16',
    'bookings',
    Buffer.from(`\ufeff${HEADER}${ROW}`, 'utf16le'),
    'IMPORT_ENCODING',
    'The file is UTF-16: byte 1 is the mark of it. Files are read as UTF-8.',
  ],
  [
    'UTF-16 without a mark',
    'bookings',
    Buffer.from(HEADER + ROW, 'utf16le'),
    'IMPORT_ENCODING',
    'Byte 2 of the file is NUL: the file is UTF-16 or not text. Files are read as UTF-8.',
  ],
  [
    'Latin-1',
    'bookings',
    Buffer.from(`${HEADER}B-é,2026-03-05,USD,100\n`, 'latin1'),
    'IMPORT_ENCODING',
    'Byte 29 of the file (hexadecimal E9) is not UTF-8; the file may be Windows-1252 or Latin-1.',
  ],
  [
    'cut in the middle of a character',
    'bookings',
    Buffer.from(`${HEADER}B-é`).subarray(0, -1),
    'IMPORT_ENCODING',
    'Byte 29 of the file (hexadecimal C3) is not UTF-8; the file may be Windows-1252 or Latin-1.',
  ],
  [
    'a workbook',
    'bookings',
    Buffer.from('504b030414000600', 'hex'),
    'IMPORT_FILE_KIND',
    'The file is not CSV but a spreadsheet workbook or zip archive; save the sheet as "CSV UTF-8".',
  ],
  ['a PDF', 'bookings', '%PDF-1.7', 'IMPORT_FILE_KIND', 'The file is not CSV but a PDF.'],
  ['JSON', 'bookings', '{ "booking": 1 }', 'IMPORT_FILE_KIND', 'The file is not CSV but JSON.'],
  ['a web page', 'bookings', '<!doctype html>', 'IMPORT_FILE_KIND', 'The file is not CSV but HTML or XML.'],
  [
    'a damaged gzip',
    'bookings',
    gzipSync(HEADER + ROW).subarray(0, 25),
    'IMPORT_FILE_KIND',
    'The gzip file is damaged or cut short.',
  ],
  [
    'a file of another kind',
    'bookings',
    'participant,name\np-1,Ana\n',
    'IMPORT_HEADER',
    'The header of the file does not fit bookings: there is no column "participant". Write one of:',
  ],
  [
    'a misspelt column',
    'bookings',
    'booking,date,curency,net\n',
    'IMPORT_HEADER',
    'The header of the file does not fit bookings: there is no column "curency". Did you mean currency?; column "currency" is missing.',
  ],
  [
    'a column twice',
    'bookings',
    'booking,date,currency,net,amount\n',
    'IMPORT_HEADER',
    'The header of the file does not fit bookings: "amount" and "net" both give net.',
  ],
  [
    'a column without a header',
    'bookings',
    'booking,,date,currency,net\n',
    'IMPORT_HEADER',
    'The header of the file does not fit bookings: column 2 has no header.',
  ],
  [
    'a fact that nobody declared',
    'bookings',
    'booking,date,currency,net,booking.tpye\n',
    'IMPORT_HEADER',
    'The header of the file does not fit bookings: there is no column "booking.tpye": the fact catalogue does not declare it. Did you mean booking.type?.',
  ],
  [
    'a key of every object',
    'bookings',
    'booking,date,currency,net,__proto__\n',
    'IMPORT_HEADER',
    'The header of the file does not fit bookings: there is no column "__proto__".',
  ],
  [
    'managers among participants',
    'participants',
    'participant,name,manager\n',
    'IMPORT_HEADER',
    'The header of the file does not fit participants: Who manages whom changes over time: give managers in a file of assignments',
  ],
  [
    'separated by semicolons',
    'bookings',
    'booking;date;currency;net\n',
    'IMPORT_HEADER',
    'The header of the file does not fit bookings: there is no column "booking;date;currency;net".',
  ],
  [
    'a quote never closed',
    'bookings',
    `${HEADER}"B-1,2026-03-05,USD,100\n`,
    'IMPORT_CSV',
    'Line 2: a quote is opened and never closed.',
  ],
  [
    'a quote in the middle',
    'bookings',
    `${HEADER}${ROW}B"2,2026-03-05,USD,100\n`,
    'IMPORT_CSV',
    'Line 3: a quote stands in the middle of a cell; put the whole cell in quotes and write the inner quote twice.',
  ],
  [
    'a huge cell',
    'bookings',
    `${HEADER}${'B'.repeat(1_100_000)},2026-03-05,USD,100\n`,
    'IMPORT_LIMIT',
    'Line 2: a cell has 1100000 characters; at most 1048576 are allowed.',
  ],
  [
    'a huge line',
    'bookings',
    `${HEADER}${'B'.repeat(5_000_000)}`,
    'IMPORT_LIMIT',
    'Line 2: a row is longer than any row may be.',
  ],
  [
    'many columns',
    'bookings',
    `${'x,'.repeat(200)}y\n`,
    'IMPORT_LIMIT',
    'Line 1: it has 201 columns; at most 200 are allowed.',
  ],
  ['a kind that is none', 'booking', HEADER, 'IMPORT_KIND', 'There is no kind of file called "booking".'],
];

describe('a bad file', () => {
  it.each(FILES)('%s (%s)', async (_what, kind, bytes, code, message) => {
    const attempt = give(kind, bytes, { catalogue: CATALOGUE });
    await expect(attempt).rejects.toMatchObject({
      name: 'Refusal',
      code,
      message: expect.stringContaining(message),
    });
  });

  it('says what a wrong file may be', async () => {
    await expect(give('bookings', 'booking;date;currency;net\n')).rejects.toMatchObject({
      hint: 'The file seems to be separated by ";": say so in a mapping file (delimiter).',
    });
    await expect(give('bookings', 'participant,name\np-1,Ana\n')).rejects.toMatchObject({
      hint: 'It looks like a file of participants.',
    });
  });

  it('may not have more rows than the company allows', async () => {
    await expect(give('bookings', HEADER + ROW + ROW, { mostRows: 1 })).rejects.toMatchObject({
      code: 'IMPORT_LIMIT',
    });
  });

  it('leaves nothing behind', async () => {
    const rows = await database.inTransaction(seeingAll('tester'), (tx) =>
      tx.query('select from booking_line'),
    );
    expect(rows).toEqual([]);
  });
});
