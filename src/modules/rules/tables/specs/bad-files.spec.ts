import { strToU8, zipSync } from 'fflate';
import { sheetRows, textCell, workbook } from '../../../../../test/support/documents/workbook.js';
import { Refusal } from '../../../../platform/refusal.js';
import { importTable } from '../import-table.js';

const ROWS = [
  ['kicker', '1'],
  ['table', 'rates'],
  ['from', '2026-01-01'],
  ['hit', 'unique'],
  ['no-match', 'refuse'],
  ['column', 'input', 'output'],
  ['is', '', 'percent'],
  ['row', 'line.net', 'rate'],
  ['1', '> 5000 USD', '8%'],
];
const sheet = sheetRows(ROWS);
const GOOD = workbook({ sheets: { Table: sheet } });

function refusal(bytes: Uint8Array): { code: string; said: string } {
  try {
    const { text } = importTable({ name: 'rates', bytes });
    return { code: text === null ? 'FINDINGS' : 'READ', said: '' };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { code: error.code, said: `${error.message} ${error.hint}` };
  }
}

/** The archive that claims another unpacked size for each of its files. */
function claiming(size: number, bytes: Buffer): Buffer {
  const other = Buffer.from(bytes);
  for (let at = other.indexOf('PK\u0001\u0002'); at >= 0; at = other.indexOf('PK\u0001\u0002', at + 4))
    other.writeUInt32LE(size, at + 24);
  return other;
}

describe('a workbook that is none, or too much of one', () => {
  const part = (name: string, text: string): Buffer =>
    workbook({ sheets: { Table: sheet }, parts: { [name]: text } });
  const files: [string, Uint8Array, string, RegExp][] = [
    ['protected by a password', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'TABLE_FILE', /password/],
    ['cut off', GOOD.subarray(0, 400), 'TABLE_FILE', /damaged/],
    ['a zip of something else', zipSync({ 'a.txt': strToU8('hello') }), 'TABLE_FILE', /damaged/],
    ['with macros', part('xl/vbaProject.bin', 'x'), 'TABLE_FILE', /macros/],
    ['a bomb', part('xl/worksheets/sheet9.xml', ' '.repeat(20_000_001)), 'TABLE_FILE_LIMIT', /20 MB/],
    [
      'a bomb that claims to be small',
      claiming(9, part('xl/sharedStrings.xml', ' '.repeat(9e6))),
      'TABLE_FILE',
      /damaged/,
    ],
    ['a bomb that claims to be huge', claiming(0xfffffff0, GOOD), 'TABLE_FILE_LIMIT', /20 MB/],
    [
      'with entities of its own',
      part('xl/workbook.xml', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
      'TABLE_FILE',
      /damaged/,
    ],
    [
      'with a part that is no XML',
      part('xl/worksheets/sheet1.xml', '<worksheet><a></worksheet>'),
      'TABLE_FILE',
      /sheet1\.xml/,
    ],
    [
      'with a text that is missing',
      workbook({ sheets: { T: '<row r="1"><c r="A1" t="s"><v>3</v></c></row>' } }),
      'TABLE_FILE',
      /A1/,
    ],
    [
      'with a cell twice',
      workbook({ sheets: { T: `<row r="1">${textCell('A1', 'a')}${textCell('A1', 'b')}</row>` } }),
      'TABLE_FILE',
      /A1 is there twice/,
    ],
    [
      'with a cell very far down',
      workbook({ sheets: { T: `<row r="1048576">${textCell('S1048576', 'a')}</row>` } }),
      'TABLE_FILE_LIMIT',
      /S1048576/,
    ],
    [
      'of empty sheets',
      workbook({ sheets: { One: '', Two: '<row r="1"><c r="A1"/></row>' } }),
      'TABLE_FILE',
      /No sheet/,
    ],
    [
      'of two sheets',
      workbook({ sheets: { One: sheet, Notes: `<row r="1">${textCell('A1', 'x')}</row>` } }),
      'TABLE_FILE',
      /"One", "Notes"/,
    ],
    [
      'with merged cells',
      workbook({ sheets: { T: sheet }, after: '<mergeCells><mergeCell ref="B9:B10"/></mergeCells>' }),
      'TABLE_FILE',
      /B9:B10 are merged/,
    ],
    [
      'of something else',
      workbook({ sheets: { T: `<row r="1">${textCell('A1', 'name')}</row>` } }),
      'TABLE_FILE',
      /kicker/,
    ],
    ['larger than any', Buffer.alloc(10_000_001, 'PK'), 'TABLE_FILE_LIMIT', /10 MB/],
  ];
  it.each(files)('is refused: %s', (_, bytes, code, said) => {
    const refused = refusal(bytes);
    expect(refused.code).toBe(code);
    expect(refused.said).toMatch(said);
  });

  it('is read where empty sheets, formats and comments are all that is beside the table', () => {
    expect(refusal(workbook({ sheets: { Sheet1: '', Table: sheet, Sheet3: '' } })).code).toBe('READ');
  });

  it('never falls over, wherever a byte of it is another', () => {
    const codes = new Set<string>();
    for (let at = 0; at < GOOD.length; at += 41) {
      const spoilt = Buffer.from(GOOD);
      spoilt[at] = (spoilt[at] ?? 0) ^ 0x55;
      codes.add(refusal(spoilt).code);
    }
    expect([...codes].filter((code) => !/^(READ|FINDINGS|TABLE_FILE|TABLE_FILE_LIMIT)$/.test(code))).toEqual(
      [],
    );
  });

  it('is refused with more cells than a document may have values', () => {
    const many = Array.from({ length: 10_000 }, (_, at) => [String(at), '> 5000 USD', '8%']);
    const refused = refusal(Buffer.from([...ROWS, ...many].map((cells) => cells.join(',')).join('\n')));
    expect(refused.said).toContain('10,001 rows of 2 cells');
  });
});
