import { Refusal } from '../../../../platform/refusal.js';
import { importTable } from '../import-table.js';

const CSV = `kicker,1
table,rates
from,2026-01-01
hit,unique
no-match,refuse

column,input,input,output
is,,,percent
row,account.segment,line.net,rate
1,smb,"> 5,000 USD",8%
2,"[mid-market, enterprise]",-,6%
`;

const read = (text: string | Uint8Array) =>
  importTable({ name: 'rates.csv', bytes: typeof text === 'string' ? Buffer.from(text) : text });

/** What is told of a sheet: line, column, code, and the start of the message. */
function told(text: string): [number, number, string, string][] {
  return read(text).findings.map(({ line, column, code, message }) => [line, column, code, message]);
}

const swap = (from: string, to: string): string => {
  expect(CSV).toContain(from);
  return CSV.replace(from, to);
};

describe('a sheet that a person edited', () => {
  it.each([
    ['as it is', CSV],
    ['with a mark in front', `\ufeff${CSV}`],
    ['with semicolons', CSV.replaceAll(/,(?! \w|000)/g, ';')],
    ['with tabs', CSV.replaceAll(/,(?! \w|000)/g, '\t')],
    ['with a line that says the separator', `sep=;\r\n${CSV.replaceAll(/,(?! \w|000)/g, ';')}`],
    ['with Windows line ends', CSV.replaceAll('\n', '\r\n')],
    ['with empty cells and lines at the end', `${CSV.replaceAll('\n', ',,,\n')},,,\n\n`],
    [
      'with capitals and other names',
      CSV.replace('hit,unique', 'Hit policy,U').replace('no-match', 'No match'),
    ],
    ['without numbers in front of its rows', CSV.replace('\n1,', '\n,').replace('\n2,', '\n7,')],
    [
      'with an output before the inputs',
      CSV.replace(
        /column[^]*/,
        'column,output,input,input\nis,percent,,\nrow,rate,account.segment,line.net\n1,8%,smb,"> 5,000 USD"\n2,6%,"[mid-market, enterprise]",-\n',
      ),
    ],
  ])('is read %s', (_, text) => {
    const { findings, text: yaml } = read(text);
    expect(findings).toEqual([]);
    expect(yaml).toBe(read(CSV).text);
    expect(yaml).toContain('  - [[mid-market, enterprise], "-", 6%]\n');
  });

  it.each([
    ['U', 'unique'],
    ['A', 'any'],
    ['P', 'priority'],
    ['F', 'first'],
    ['R', 'rule-order'],
    ['O', 'output-order'],
    ['C', 'collect'],
    ['C+', 'collect-sum'],
    ['c<', 'collect-min'],
    ['C>', 'collect-max'],
    ['C#', 'collect-count'],
  ])('may say its hit policy by the letter %s', (letter, hit) =>
    expect(read(swap('hit,unique', `hit,${letter}`)).text).toContain(`hit: ${hit}\n`),
  );

  const faults: [string, string, [number, number, string, RegExp]][] = [
    ['an unknown hit policy', swap('hit,unique', 'hit,uniq'), [4, 2, 'UNKNOWN_WORD', /^B4: `uniq`/]],
    ['a line that nobody knows', swap('no-match', 'nomatsch'), [5, 1, 'UNKNOWN_KEY', /^A5: .*nomatsch/]],
    ['a line twice', swap('hit,unique', 'from,2026-01-01'), [4, 1, 'DUPLICATE_KEY', /^A4: /]],
    ['a title cut by a comma', swap('table,rates', 'table,rates, new'), [2, 3, 'TABLE_SHAPE', /^C2: /]],
    ['a day as a spreadsheet shows it', swap('2026-01-01', '1/1/2026'), [3, 2, 'BAD_DATE', /^B3: /]],
    ['another language', swap('kicker,1', 'kicker,2'), [1, 2, 'LANGUAGE_VERSION', /^B1: /]],
    ['a missing test', swap('2,"[mid-market, enterprise]",-', '2,,-'), [11, 2, 'EMPTY_VALUE', /^B11: /]],
    ['a missing value', swap(',6%', ','), [11, 4, 'EMPTY_VALUE', /^D11: /]],
    ['a value too many', swap(',6%', ',6%,7%'), [11, 5, 'TABLE_SHAPE', /^E11: /]],
    ['a value too few', swap(',-,6%', ',6%'), [11, 4, 'EMPTY_VALUE', /^D11: /]],
    ['a long dash', swap(',-,6%', ',–,6%'), [11, 3, 'BAD_TEST', /^C11: .*dash/]],
    ['a number without its unit', swap('8%', '0.08'), [10, 4, 'BARE_NUMBER', /^D10: /]],
    ['a test that cannot be read', swap('> 5,000 USD', '=> 5,000 USD'), [10, 3, 'BAD_TEST', /^C10: /]],
    ['an id where rows have numbers', swap('\n1,', '\nsmall,'), [10, 1, 'TABLE_SHAPE', /^A10: "small"/]],
    [
      'a column of no kind',
      swap('input,input,output', 'input,inputs,output'),
      [7, 3, 'UNKNOWN_WORD', /^C7: /],
    ],
    ['a type that there is not', swap('is,,,percent', 'is,,,percents'), [8, 4, 'UNKNOWN_WORD', /^D8: /]],
    ['a type of an input', swap('is,,,percent', 'is,text,,percent'), [8, 2, 'TABLE_SHAPE', /^B8: /]],
    ['an input that is no name', swap('account.segment', 'segment'), [9, 2, 'BAD_NAME', /^B9: /]],
  ];
  it.each(faults)('is told by cell what is wrong: %s', (_, text, [line, column, code, message]) => {
    const found = told(text);
    expect(found).toContainEqual([line, column, code, expect.stringMatching(message)]);
    expect(read(text).text).toBeNull();
  });

  it('is asked back a rate with a comma where semicolons say that commas may stand before decimals', () => {
    const text = swap('8%', '"8,250%"').replaceAll(/,(?! \w|000|250)/g, ';');
    expect(told(text)).toEqual([[10, 4, 'BAD_NUMBER', expect.stringMatching(/^D10: 8,250%/)]]);
    expect(read(swap('8%', '"8,250%"')).text).toContain('"8,250%"');
  });

  it('is told the line of the file where a cell above has several lines', () => {
    const text = swap('from,', 'title,"one\r\ntwo\nthree"\nfrom,').replace('8%', '0.08');
    expect(told(text)).toEqual([[13, 4, 'BARE_NUMBER', expect.stringMatching(/^D11: /)]]);
  });

  it('is told everything at once, and each thing once', () => {
    const text = swap('8%', '0.08').replace(',6%', ',').replace('unique', 'uniq');
    expect(told(text).map(([line]) => line)).toEqual([11]);
    expect(told(text.replace('2,"[mid-market, enterprise]",-,', '2,smb,-,6%')).map(([line]) => line)).toEqual(
      [4],
    );
  });

  it.each([
    ['a quote that is never closed', `${CSV}3,"smb,-,8%\n`, /Line 12.*never closed/],
    ['other words first', 'name,rate\nsmb,8%\n', /first cell must be kicker/],
    ['no line of columns', CSV.replace('column,', 'colour,'), /no line that starts with column/],
    ['no line of names', CSV.replace('row,account', 'rows,account'), /no line that starts with row or id/],
    ['nothing', '', /first cell must be kicker/],
  ])('is refused with %s', (_, text, message) => {
    expect(() => read(text)).toThrow(Refusal);
    expect(() => read(text)).toThrow(message);
  });

  it('is refused in another encoding', () => {
    const title = CSV.replace('hit', 'title,Sätze\nhit');
    expect(() => read(Buffer.from(title, 'latin1'))).toThrow(/not CSV in UTF-8/);
    expect(() => read(Buffer.from(`\ufeff${title}`, 'utf16le'))).toThrow(/not CSV in UTF-8/);
  });

  it('takes the guard away that an export put before a formula', () => {
    const { text } = read(swap('8%', "'-8%"));
    expect(text).toContain('["smb", '.replaceAll('"', '') + '"> 5,000 USD", -8%]');
  });
});
