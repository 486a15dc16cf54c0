import { BASE } from '../malformed/base-documents.js';
import { patchDocument } from '../editing/patch-document.js';
import { readDocument } from '../read-document.js';
import { readDocuments } from '../read-documents.js';
import { jsonSchemaOf } from '../schemas/json-schema.js';

const PLAN = (BASE['plan'] ?? '')
  .replace(
    'conditions:',
    `values:
  - id: bcr                                  # signed as such
    is: percent
    divide: [{ multiply: [attribute.quota, 60%] }, attribute.quota]
    if-zero: refuse
  - { id: capped, is: money, clamp: { of: line.net, most: "5,000 USD" } }
  - id: order
    is: money
    sum-of: { lines: booking.lines, number: line.net, when: { line.rate: known } }
    round: { to: cents, half: up }
  - { id: lines, is: count, unit: line, count-of: { lines: booking.lines } }
conditions:`,
  )
  .replace('sum: line.net', 'sum: value.capped')
  .replace('[new, expansion] }', '[new, expansion], value.order: "> 5 USD", value.lines: ">= 1 line" }')
  .replace('pays: 5%', 'pays: value.bcr');

function told(from: string, to: string): readonly string[] {
  expect(PLAN).toContain(from);
  const text = PLAN.replace(from, () => to);
  const files = Object.entries({ ...BASE, plan: text }).map(([name, each]) => ({
    path: `rules/${name}.yaml`,
    text: each,
  }));
  const { findings } = readDocuments(files);
  for (const { message, remedy } of findings)
    expect([message, remedy].every((said) => said.length > 5)).toBe(true);
  return findings
    .filter(({ file, severity }) => file === 'rules/plan.yaml' && severity === 'error')
    .map(({ code, line, column }) => `${code} ${line}:${column}`);
}

type Case = readonly [name: string, from: string, to: string, wanted: string];

// prettier-ignore
const CASES: readonly Case[] = [
  ['no operator', '    divide: [{ multiply: [attribute.quota, 60%] }, attribute.quota]\n    if-zero: refuse\n', '', 'ONE_OF_KEYS 10:5'],
  ['two operators', '    if-zero: refuse\n', '    if-zero: refuse\n    add: [1%, 2%]\n', 'ONE_OF_KEYS 10:5'],
  ['two operators within', '{ multiply: [attribute.quota, 60%] }', '{ multiply: [attribute.quota, 60%], add: [5%, 5%] }', 'ONE_OF_KEYS 12:14'],
  ['a misspelt operator', '    divide:', '    divid:', 'UNKNOWN_KEY 12:5'],
  ['a misspelt operator within', '{ multiply:', '{ mulitply:', 'UNKNOWN_KEY 12:16'],
  ['an operator of a language', '{ multiply: [attribute.quota, 60%] }', '{ if: [attribute.quota, 60%] }', 'UNKNOWN_KEY 12:16'],
  ['an expression', '{ multiply: [attribute.quota, 60%] }', 'attribute.quota * 60%', 'BAD_NAME 12:14'],
  ['a lone operand', '[{ multiply: [attribute.quota, 60%] }, attribute.quota]', '[attribute.quota]', 'WRONG_SHAPE 12:13'],
  ['no operand', '{ multiply: [attribute.quota, 60%] }', '{ multiply: }', 'EMPTY_VALUE 12:16'],
  ['an empty operand', '[attribute.quota, 60%]', '[attribute.quota, ""]', 'BAD_NUMBER 12:44'],
  ['three of two', '}, attribute.quota]', '}, attribute.quota, 5%]', 'WRONG_SHAPE 12:13'],
  ['no answer for zero', '    if-zero: refuse\n', '', 'UNDECLARED 12:13'],
  ['another answer for zero', 'if-zero: refuse', 'if-zero: nothing', 'BAD_NAME 13:14'],
  ['an answer for zero of another unit', 'if-zero: refuse', 'if-zero: 0 USD', 'UNIT_MISMATCH 13:14'],
  ['a divisor of zero', '}, attribute.quota]', '}, 0]', 'BAD_NUMBER 12:52'],
  ['an unknown name', '[attribute.quota, 60%]', '[attribute.qouta, 60%]', 'UNKNOWN_NAME 12:27'],
  ['an unknown value', '[attribute.quota, 60%]', '[value.quota, 60%]', 'UNKNOWN_NAME 12:27'],
  ['a text', '[attribute.quota, 60%]', '[booking.reason, 60%]', 'UNIT_MISMATCH 12:27'],
  ['money by money', '[attribute.quota, 60%]', '[attribute.quota, 60 USD]', 'UNIT_MISMATCH 12:26'],
  ['another currency', '"5,000 USD" }', '"5,000 EUR" }', 'UNIT_MISMATCH 14:37'],
  ['too many decimals', '60%]', '60.1234567%]', 'BAD_NUMBER 12:44'],
  ['another kind', 'is: percent\n', 'is: money\n', 'UNIT_MISMATCH 11:9'],
  ['no kind', '    is: percent\n', '', 'MISSING_KEY 10:5'],
  ['a kind that is none', 'is: percent\n', 'is: text\n', 'UNKNOWN_WORD 11:9'],
  ['no unit', 'is: count, unit: line,', 'is: count,', 'MISSING_KEY 19:5'],
  ['a unit that is none', 'unit: line,', 'unit: row,', 'UNIT_MISMATCH 19:22'],
  ['a unit of money', '{ id: capped, is: money,', '{ id: capped, is: money, unit: stage,', 'NOT_NEEDED 14:36'],
  ['neither limit', ', most: "5,000 USD"', '', 'MISSING_KEY 14:37'],
  ['a limit of later', 'most: "5,000 USD"', 'max: "5,000 USD"', 'UNKNOWN_KEY 14:53'],
  ['other lines', 'sum-of: { lines: booking.lines', 'sum-of: { lines: account.bookings', 'UNKNOWN_WORD 17:22'],
  ['a number that is counted', 'count-of: { lines: booking.lines }', 'count-of: { lines: booking.lines, number: line.net }', 'UNKNOWN_KEY 19:75'],
  ['no number that is added up', ', number: line.net', '', 'MISSING_KEY 17:13'],
  ['a person in lines', 'number: line.net', 'number: attribute.quota', 'WRONG_SCOPE 17:45'],
  ['a condition that is none', 'when: { line.rate: known }', 'when: { line.rate: knwon }', 'BAD_TEST 17:74'],
  ['a step of rounding that is none', 'to: cents', 'to: dimes', 'UNKNOWN_WORD 18:18'],
  ['a step of percents', 'to: cents', 'to: percent', 'UNIT_MISMATCH 18:12'],
  ['a rounding without half', ', half: up', '', 'MISSING_KEY 18:12'],
  ['an id twice', 'id: capped', 'id: bcr', 'DUPLICATE_ID 14:11'],
  ['a circle', 'of: line.net', 'of: value.capped', 'CYCLE 14:43'],
  ['a booking and a window at once', 'of: line.net', 'of: { multiply: [line.net, attainment.arr] }', 'WRONG_SCOPE 14:5'],
  ['a map for the list', '[attribute.quota, 60%]', '{ a: attribute.quota }', 'WRONG_SHAPE 12:26'],
  ['a nesting without end', '{ multiply: [attribute.quota, 60%] }', `${'{ add: ['.repeat(30)}5%${', 5%] }'.repeat(30)}`, 'TOO_LARGE 12:133'],
];

describe('values in a document', () => {
  it('may stand', () => {
    expect(told('id: bcr', 'id: bcr')).toEqual([]);
  });

  it.each(CASES)('are refused with %s', (_, from, to, wanted) => {
    expect(told(from, to)).toEqual(expect.arrayContaining([expect.stringContaining(wanted)]));
  });

  it('have one finding where an operator is misspelt, and the operators to choose from where none is near', () => {
    expect(told('    divide:', '    divid:')).toEqual(['UNKNOWN_KEY 12:5']);
    expect(told('{ id: capped, is: money, clamp:', '{ id: capped, is: money, clmap:')).toEqual([
      'UNKNOWN_KEY 14:30',
    ]);
    expect(told('{ id: capped, is: money, clamp:', '{ id: capped, is: money, formula:')).toEqual([
      'ONE_OF_KEYS 14:5',
      'UNKNOWN_KEY 14:30',
    ]);
  });

  it('are edited in place', () => {
    const edited = patchDocument(PLAN, [
      { set: { path: 'values.bcr.divide.0.multiply.1', value: '70%' } },
      { set: { path: 'values.capped.clamp.most', value: '6,000 USD' } },
    ]);
    expect(edited).toBe(PLAN.replace('60%', '70%').replace('"5,000 USD"', '"6,000 USD"'));
  });

  it('are part of what a plan pays: another tree is another fingerprint', () => {
    const of = (text: string) => {
      const files = Object.entries({ ...BASE, plan: text }).map(([name, each]) => ({
        path: `${name}.yaml`,
        text: each,
      }));
      return readDocuments(files).rulebook?.plans[0]?.fingerprint;
    };
    expect(of(PLAN)).toMatch(/./);
    expect(of(PLAN.replace('60%', '61%'))).not.toBe(of(PLAN));
    expect(of(PLAN.replace('# signed as such', '# reviewed'))).toBe(of(PLAN));
  });

  it('have a schema in which an operand is a text or an operator again', () => {
    const { $defs } = jsonSchemaOf('plan') as {
      $defs: Record<string, { anyOf?: unknown[]; properties?: object }>;
    };
    expect($defs['Operand']?.anyOf).toHaveLength(2);
    expect(Object.keys($defs['Value']?.properties ?? {})).toEqual(
      expect.arrayContaining(['id', 'is', 'clamp', 'sum-of', 'if-zero']),
    );
  });

  it('stand in the catalogue too, for every document', () => {
    const facts = (BASE['facts'] ?? '').replace(
      'events:',
      'values: [{ id: capped, is: money, least: [line.net, 5 USD] }]\nevents:',
    );
    const plan = (BASE['plan'] ?? '').replace('sum: line.net', 'sum: value.capped');
    const files = Object.entries({ ...BASE, facts, plan }).map(([name, each]) => ({
      path: `${name}.yaml`,
      text: each,
    }));
    expect(readDocuments(files).findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(readDocument({ path: 'facts.yaml', text: facts })).toBeDefined();
  });
});
