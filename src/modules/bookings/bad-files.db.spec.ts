import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase } from '../../../test/support/database.js';
import { CATALOGUE, importing } from '../../../test/support/importing.js';

const database = testDatabase();
const give = importing(database);

beforeAll(async () => {
  await give('participants', 'participant,name\np-1,Ana\np-2,Bo\np-3,Cy\n');
  await give('territories', 'territory,name,group\nt-1,North,emea\n');
});

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
    const rows = await database.inTransaction({ id: 'tester' }, (tx) => tx.query('select from booking_line'));
    expect(rows).toEqual([]);
  });
});

/** [what, kind, file, [line, column, reason] of each rejection]: rows that are right alone and wrong together. */
const TOGETHER: readonly (readonly [
  what: string,
  kind: string,
  file: string,
  found: readonly (readonly [number, string, string])[],
])[] = [
  [
    'an id twice',
    'bookings',
    `${HEADER}${ROW}B-2,2026-03-05,USD,1\n${ROW}`,
    [
      [
        4,
        'booking',
        'line 2 of the file gives the same booking-line; for several revisions of one fact give the column "revision"',
      ],
    ],
  ],
  [
    'a revision twice',
    'bookings',
    'booking,date,currency,net,revision\nB-1,2026-03-05,USD,1,1\nB-1,2026-03-05,USD,1,2\nB-1,2026-03-05,USD,2,2\n',
    [
      [
        4,
        'booking',
        'line 3 of the file gives the same booking-line; for several revisions of one fact give the column "revision"',
      ],
    ],
  ],
  [
    'short and long rows',
    'bookings',
    `${HEADER}B-1,2026-03-05,USD\nB-2,2026-03-05,USD,1,more\n`,
    [
      [2, '', 'the row has 3 cells; the header has 4'],
      [2, 'net', 'it is required'],
      [3, '', 'the row has 5 cells; the header has 4'],
    ],
  ],
  [
    'two plans at once',
    'assignments',
    'participant,plan,from,until\np-1,ae,2026-01-01,2026-07-01\np-1,am,2026-06-30,\np-1,am,2027-01-01,\n',
    [
      [3, 'from', 'two assignments of one participant overlap: line 2, from 2026-01-01 until 2026-07-01'],
      [4, 'from', 'two assignments of one participant overlap: line 3, from 2026-06-30, open'],
    ],
  ],
  [
    'a circle of managers',
    'assignments',
    'participant,plan,from,until,manager\np-1,ae,2026-01-01,,p-2\np-2,ae,2026-01-01,2026-04-01,p-3\np-3,ae,2026-03-01,,p-1\n',
    [[4, 'manager', 'it would close a circle of managers: p-3 → p-1 → p-2 → p-3, on 2026-03-01']],
  ],
  [
    'one holder twice at once',
    'territory-holders',
    'territory,participant,from,until\nt-1,p-1,2026-01-01,2026-07-01\nt-1,p-1,2026-06-01,\n',
    [
      [
        3,
        'from',
        'two holdings of one territory by the same participant overlap: line 2, from 2026-01-01 until 2026-07-01',
      ],
    ],
  ],
  [
    'two heads of one group',
    'territory-heads',
    'group,participant,from\nemea,p-1,2026-01-01\nemea,p-2,2026-03-01\n',
    [[3, 'from', 'two heads of one group overlap: line 2, from 2026-01-01, open']],
  ],
  [
    'two quotas at once',
    'quotas',
    'participant,amount,unit,from,until\np-1,100,USD,2026-01-01,2026-04-01\np-1,200,USD,2026-03-31,2026-07-01\n',
    [
      [
        3,
        'from',
        'two quotas of one participant for one attribute overlap: line 2, from 2026-01-01 until 2026-04-01',
      ],
    ],
  ],
];

describe('rows that do not go together', () => {
  it.each(TOGETHER)('%s (%s)', async (_what, kind, file, found) => {
    const report = await give(kind, file, { catalogue: CATALOGUE });
    expect(report.rejections.map(({ line, column, reason }) => [line, column, reason])).toEqual(found);
    expect(report).toMatchObject({ written: false, entry: null, position: null });
    expect(report.counts.rejected).toBe(new Set(found.map(([line]) => line)).size);
  });
});
