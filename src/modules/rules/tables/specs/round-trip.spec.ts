import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { runs } from '../../../../../test/support/properties/property-runs.js';
import { readDocument } from '../../documents/read-document.js';
import { documentText } from '../../documents/writing/document-text.js';
import { exportTable, TABLE_FORMATS } from '../export-table.js';
import { importTable } from '../import-table.js';

const EVERYTHING = `kicker: 1
table: approvers
title: "Who approves, =by size"
source: { document: "Approval matrix, FY26", signed: 2025-12-12 }
from: 2026-01-01
until: 2027-01-01
inputs: [booking.type, line.net, booking.date, account.name]
outputs:
  - { id: who, is: text, values: ["chief, finance", vp, manager], default: manager }
  - { id: rate, is: percent, values: [9%, -5%], default: -5% }
  - { id: limit, is: money, values: ["5,000 USD", "10,000.50 USD"], default: "5,000 USD" }
hit: priority
rows-start-with: id
rows:
  - [small, [new, expansion], "<= 10,000 USD", "< 2026-04-01", '"acme, inc"', manager, -5%, "5,000 USD"]
  - [large, "-", "(10,000 USD..50,000 USD]", known, "not(bolt, core)", vp, 9%, "10,000.50 USD"]
  - [largest, not(renewal), ["[50,000 USD..60,000 USD)", "> 70,000 USD"], "-", unknown, "chief, finance", 9%, "5,000 USD"]
  - [odd, [unknown, not(renewal)], "-5 USD", "[2026-01-01..2026-02-01]", "-", "[vp, cfo]", 9%, "5,000 USD"]
  - [named, "-", "-", "-", '"-"', booking.reason, attribute.rate, "5,000 USD"]
  - [quoted, "-", "-", "-", "-", '"booking.reason"', 9%, "5,000 USD"]
  - [guarded, "-", "-", "-", "-", "'=acme", 9%, "5,000 USD"]
  - [at, "-", "-", "-", "-", "@acme", 9%, "5,000 USD"]
  - [lines, "-", "-", "-", "-", "+on\\r\\ntwo lines _x0041_ ", 9%, "5,000 USD"]
no-match: default
`;

const declared = (text: string) => readDocument({ path: 'a.yaml', text }).declared;

describe('a decision table as a spreadsheet', () => {
  it.each(TABLE_FORMATS)('comes back from %s with everything it says', async (as) => {
    const { bytes, fileName } = await exportTable(EVERYTHING, as);
    const back = importTable({ name: fileName, bytes });
    expect(back.findings).toEqual([]);
    const { fingerprint, title, from, until } = declared(back.text ?? '') ?? {};
    expect(fingerprint).toBe(declared(EVERYTHING)?.fingerprint);
    expect([fileName, title, from, until]).toEqual([
      `approvers.${as}`,
      'Who approves, =by size',
      '2026-01-01',
      '2027-01-01',
    ]);
    expect(back.text).toContain('source: { document: "Approval matrix, FY26", signed: 2025-12-12 }');
  });

  it('is a picture that a person can read: head lines, columns, rows', async () => {
    const source = readFileSync(path.join('rules', 'tables', 'segment-rates.yaml'), 'utf8');
    const { bytes } = await exportTable(source, 'csv');
    expect(bytes.toString()).toBe(
      '\ufeffkicker,1\r\ntable,segment-rates\r\ntitle,Development rates by segment\r\nfrom,2026-01-01\r\nhit,first\r\n' +
        'no-match,refuse\r\n\r\ncolumn,input,input,output\r\nis,,,percent\r\nrow,account.segment,line.product,rate\r\n' +
        '1,-,services,0.5%\r\n2,smb,-,2%\r\n3,mid-market,-,2.5%\r\n4,enterprise,-,3%\r\n5,-,-,1%\r\n',
    );
  });

  it('has no cell of CSV that a spreadsheet takes for a formula; a dash alone is none', async () => {
    const { bytes } = await exportTable(EVERYTHING, 'csv');
    const cells = (parse(bytes, { bom: true, relax_column_count: true }) as string[][]).flat();
    expect(cells.filter((cell) => /^[=+\-@\t\r\n]/.test(cell) && cell !== '-')).toEqual([]);
    expect(cells).toEqual(expect.arrayContaining(["'-5%", "'-5 USD", "''=acme", "'@acme", '-']));
  });
});

const HITS = [
  'unique',
  'any',
  'priority',
  'first',
  'rule-order',
  'output-order',
  'collect',
  'collect-sum',
  'collect-min',
  'collect-max',
  'collect-count',
];
const word = fc.stringMatching(/^[a-z]{1,6}(-[a-z]{1,4})?$/).filter((text) => !/^(un)?know|^not$/.test(text));
const sentence = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
  .filter((text) => /\p{L}/u.test(text));
const amount = fc
  .integer({ min: -9_999_999, max: 9_999_999 })
  .map((cents) => `${(cents / 100).toLocaleString('en-US')} USD`);
const percent = fc.integer({ min: -1_000, max: 1_000 }).map((tenths) => `${tenths / 10}%`);
const day = fc
  .integer({ min: 0, max: 20_000 })
  .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));
const quotedText = sentence.filter((text) => !text.includes('"')).map((text) => `"${text}"`);
const bound = fc.oneof(amount, percent, day);
const simple = fc.oneof(
  fc.constantFrom('-', 'known', 'unknown'),
  word,
  bound,
  quotedText,
  fc.tuple(fc.constantFrom('<', '<=', '>', '>='), bound).map((parts) => parts.join(' ')),
  fc.tuple(word, word).map((words) => `not(${words.join(', ')})`),
  fc
    .tuple(fc.constantFrom('[', '('), fc.constantFrom(']', ')'), fc.nat(99))
    .map(([opens, closes, low]) => `${opens}${low}%..${low + 1}%${closes}`),
);
const test = fc.oneof(
  { weight: 4, arbitrary: simple },
  fc.array(
    simple.filter((text) => text !== '-'),
    { minLength: 1, maxLength: 3 },
  ),
);
const output = fc.oneof(
  fc.record({ is: fc.constant('text'), cell: fc.constant(fc.oneof(sentence, quotedText, word, percent)) }),
  fc.record({ is: fc.constant('percent'), cell: fc.constant(percent) }),
  fc.record({ is: fc.constant('money'), cell: fc.constant(amount) }),
  fc.record({ is: fc.constant('date'), cell: fc.constant(day) }),
);

const tables = fc
  .record({
    hit: fc.constantFrom(...HITS),
    noMatch: fc.constantFrom('refuse', 'nothing', 'default'),
    named: fc.boolean(),
    title: fc.option(sentence, { nil: undefined }),
    until: fc.option(
      day.map((text) => text.replace(/^\d+/, '2040')),
      { nil: undefined },
    ),
    inputs: fc.integer({ min: 1, max: 4 }),
    outputs: fc.array(output, { minLength: 1, maxLength: 3 }),
    listed: fc.boolean(),
  })
  .chain((of) =>
    fc
      .record({
        tests: fc.array(fc.array(test, { minLength: of.inputs, maxLength: of.inputs }), {
          minLength: 1,
          maxLength: 6,
        }),
        values: fc.array(fc.tuple(...of.outputs.map(({ cell }) => cell)), { minLength: 6, maxLength: 6 }),
      })
      .map((cells) => ({ ...of, ...cells })),
  );

type Generated = typeof tables extends fc.Arbitrary<infer T> ? T : never;

function documentOf(given: Generated): string {
  const { tests, values, named, listed } = given;
  const said = given.outputs.map(({ is }, at) => ({
    id: `out-${at}`,
    is,
    ...(listed ? { values: values.map((row) => row[at] ?? '') } : {}),
    ...(given.noMatch === 'default' ? { default: values[0]?.[at] ?? '' } : {}),
  }));
  return documentText({
    kicker: '1',
    table: 'made',
    ...(given.title === undefined ? {} : { title: given.title }),
    from: '2026-01-01',
    ...(given.until === undefined ? {} : { until: given.until }),
    inputs: Array.from({ length: given.inputs }, (_, at) => `line.fact-${at}`),
    outputs: said,
    hit: given.hit,
    ...(named ? { 'rows-start-with': 'id' } : {}),
    rows: tests.map((row, at) => [...(named ? [`row-${at}`] : []), ...row, ...(values[at] ?? [])]),
    'no-match': given.noMatch,
  });
}

describe('any decision table', () => {
  it.each(TABLE_FORMATS)('means the same after %s, or is refused, which is rare', async (as) => {
    let [tried, refused] = [0, 0];
    await fc.assert(
      fc.asyncProperty(tables, async (given) => {
        const source = documentOf(given);
        const fingerprint = declared(source)?.fingerprint;
        fc.pre(readDocument({ path: '', text: source }).findings.length === 0);
        tried += 1;
        const exported = await exportTable(source, as).catch((error: { code?: string }) => error.code);
        if (exported === 'TABLE_EXPORT') refused += 1;
        const back = typeof exported === 'object' ? importTable({ name: '', bytes: exported.bytes }) : null;
        const means = back === null ? exported : declared(back.text ?? '')?.fingerprint;
        expect([fingerprint, 'TABLE_EXPORT']).toContain(means);
      }),
      runs(60),
    );
    expect(tried).toBeGreaterThan(40);
    expect(refused / tried).toBeLessThan(0.2);
  });
});
