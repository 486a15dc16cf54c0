import { sheetRows, workbook, type Workbook } from '../../../../../test/support/documents/workbook.js';
import { importTable } from '../import-table.js';
import { shownBy } from '../xlsx/number-formats.js';

const ROWS = [
  ['kicker', '1'],
  ['table', 'rates'],
  ['from', '2026-01-01'],
  ['hit', 'unique'],
  ['no-match', 'refuse'],
  ['column', 'input', 'output'],
  ['is', '', 'percent'],
  ['row', 'line.net', 'rate'],
  ['1', '> 5,000 USD', '8%'],
];

/** The workbook in which one cell is typed, as its format says. */
function typed(ref: string, cell: string, more: Partial<Workbook> = {}) {
  const sheets = { Table: sheetRows(ROWS, { [ref]: cell }) };
  return importTable({ name: 'rates.xlsx', bytes: workbook({ sheets, ...more }) });
}

const number = (ref: string, value: string): string => `<c r="${ref}" s="1"><v>${value}</v></c>`;

describe('cells that a spreadsheet made into something else', () => {
  const certain: [string, string, string, string, string][] = [
    ['8% as a number', 'C9', '0.08', '0%', '"> 5,000 USD", 8%'],
    ['7% with what a computer adds to it', 'C9', '7.0000000000000007E-2', '0%', '"> 5,000 USD", 7%'],
    ['a rate with decimals', 'C9', '0.0825', '0.00%', '"> 5,000 USD", 8.25%'],
    ['a negative rate', 'C9', '-0.005', '0.0%;[Red]\\-0.0%', '"> 5,000 USD", -0.5%'],
    ['more than the whole', 'C9', '1.5', '0%', '"> 5,000 USD", "150%"'],
    ['an amount with its currency', 'B9', '5000', '#,##0\\ "USD"', '5000 USD, 8%'],
    ['an amount with the currency in front', 'B9', '5000.5', '[$EUR-407]\\ #,##0.00', '5000.5 EUR, 8%'],
    ['a day as its number', 'B9', '46023', 'yyyy\\-mm\\-dd', '2026-01-01, 8%'],
    ['a day shown otherwise', 'B9', '46023', '[$-409]d\\-mmm\\-yyyy;@', '2026-01-01, 8%'],
  ];
  it.each(certain)('are taken as what is certain: %s', (_, ref, value, format, said) => {
    const { text, findings } = typed(ref, number(ref, value), { formats: [format] });
    expect(findings).toEqual([]);
    expect(text).toContain(`rows: [[${said}]]`);
  });

  it('counts days from 1904 where the workbook does, and reads the first day of the version', () => {
    const { text } = typed('B3', number('B3', '44561'), { formats: ['dd/mm/yyyy'], from1904: true });
    expect(text).toContain('from: 2026-01-01');
  });

  it('takes numbers in front of rows and the version of the language as they are', () => {
    expect(typed('A9', '<c r="A9"><v>7</v></c>').findings).toEqual([]);
    expect(typed('B1', '<c r="B1"><v>1</v></c>').findings).toEqual([]);
  });

  const doubtful: [string, string, string, string, string][] = [
    ['0.08 of nobody knows what', 'C9', number('C9', '0.08'), 'General', 'BARE_NUMBER'],
    ['8 in a column of rates', 'C9', number('C9', '8'), '0', 'BARE_NUMBER'],
    ['5,000 without a currency', 'B9', number('B9', '5000'), '#,##0', 'BARE_NUMBER'],
    ['dollars of which country', 'B9', number('B9', '5000'), '"$"#,##0', 'BARE_NUMBER'],
    ['thousands that are not shown', 'B9', number('B9', '5000'), '#,##0,\\ "USD"', 'BARE_NUMBER'],
    ['8.5% shown as 9%', 'C9', number('C9', '0.085'), '0%', 'TABLE_SHAPE'],
    ['a month of which the day is not shown', 'B9', number('B9', '46023'), 'mmm\\-yy', 'BARE_NUMBER'],
    ['a time of day', 'B9', number('B9', '46023.5'), 'yyyy\\-mm\\-dd', 'TABLE_SHAPE'],
    ['a day that spreadsheets count wrongly', 'B9', number('B9', '60'), 'yyyy\\-mm\\-dd', 'TABLE_SHAPE'],
    ['a number beyond its digits', 'C9', number('C9', '1E+30'), '0%', 'TABLE_SHAPE'],
    ['a formula', 'C9', '<c r="C9" s="1"><f>B9*2</f><v>0.08</v></c>', '0%', 'TABLE_SHAPE'],
    ['a failed formula', 'C9', '<c r="C9" t="e"><v>#N/A</v></c>', '0%', 'TABLE_SHAPE'],
    ['TRUE', 'B9', '<c r="B9" t="b"><v>1</v></c>', '0%', 'TABLE_SHAPE'],
  ];
  it.each(doubtful)('are refused where they are doubtful: %s', (_, ref, cell, format, code) => {
    const { text, findings } = typed(ref, cell, { formats: [format] });
    expect(text).toBeNull();
    expect(findings).toEqual([
      expect.objectContaining({
        code,
        file: 'rates.xlsx',
        line: 9,
        column: ref === 'B9' ? 2 : 3,
        message: expect.stringContaining(`${ref}: `),
      }),
    ]);
  });

  it('reads shared texts in runs, leaves out how they are spoken, and knows characters by number', () => {
    const strings =
      '<si><r><t xml:space="preserve">&gt; 5,000</t></r><r><rPr/><t xml:space="preserve"> USD_x000D_</t></r><rPh sb="0" eb="1"><t>no</t></rPh></si>';
    const { text } = typed('B9', '<c r="B9" t="s"><v>0</v></c>', { strings });
    expect(text).toContain('rows: [["> 5,000 USD", 8%]]');
  });

  it('knows a date of which everything is shown, and a rate by one percent sign', () => {
    const kinds = [
      'yyyy-mm-dd',
      'h:mm',
      'mm:ss',
      '0.0%',
      '0%%',
      '0.00E+00',
      '# ?/?',
      '@',
      '0 "units"',
      '""0',
    ];
    expect(kinds.map((code) => shownBy(code).is)).toEqual([
      'date',
      'other',
      'other',
      'percent',
      'other',
      'other',
      'other',
      'plain',
      'other',
      'plain',
    ]);
  });
});
