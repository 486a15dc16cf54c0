import type { Operand, Table, UnaryTest } from '../../../rulebook/rulebook.js';
import { readUnaryTest } from '../../read-unary-test.js';
import { verifyTable } from '../verify-table.js';

const NAMES = new Map([['account.name', { is: 'text' as const }]]);

function tests(text: string): UnaryTest {
  const read = readUnaryTest(text);
  if ('fault' in read) throw new Error(read.fault);
  return read;
}

/** A table of one input, a text, that refuses no match; each row says something else. */
function said(cells: readonly string[], hit: Table['hit'] = 'unique'): string[] {
  const outputs = (at: number): Operand[] => [{ word: `row-${at}` }];
  const table: Table = {
    id: 't',
    effective: { from: 0, until: null },
    fingerprint: '',
    inputs: ['account.name'],
    outputs: [{ id: 'who', is: 'text' }],
    hit,
    rows: cells.map((cell, at) => ({ id: String(at + 1), tests: [tests(cell)], outputs: outputs(at) })),
    noMatch: 'refuse',
  };
  return verifyTable(table, NAMES).map(({ code, message, remedy }) => `${code} ${message} ${remedy}`);
}

describe('a table of texts in their order', () => {
  it('finds nothing where every text has one row', () => {
    expect(said(['< "D"', '["D".."M"]', '> "M"'])).toEqual([]);
  });

  it('shows a text that no row takes, and one that two take', () => {
    expect(said(['< "D"', '["E".."M"]', '>= "M"'])).toEqual([
      'TABLE_OVERLAP Where account.name is "M", row 2 and row 3 match, and under unique only one row may. Both include "M": write ["E".."M") in row 2.',
      'TABLE_GAP Where account.name is "D", no row matches, and the table refuses that. Widen a row, add one with "-" for all the rest, or write `no-match: nothing` or `default`.',
    ]);
  });

  it('shows a text that lies between two others, and those before the first and after the last', () => {
    expect(said(['["B".."C"]', '["K".."Zoe"]']).map((each) => /name is ("\S+")/.exec(each)?.[1])).toEqual([
      '"D"',
      '"a"',
      '"A"',
    ]);
  });

  it('closes the hole of one text', () => {
    expect(said(['< "M"', '> "M"'])).toEqual([
      'TABLE_GAP Where account.name is "M", no row matches, and the table refuses that. Write >= "M" in row 2.',
    ]);
  });

  it('closes the stretch between the end of one row and the start of the next', () => {
    expect(said(['<= "M"', '>= "N"'])).toEqual([
      'TABLE_GAP Where account.name is "M0", no row matches, and the table refuses that. account.name ends at "M" in row 1: write > "M" in row 2.',
    ]);
  });

  it('knows which row never answers, words that stand in a list among them', () => {
    expect(said(['>= "A"', '["B".."C"]', '< "A"'], 'first')).toEqual([
      expect.stringMatching(/^ROW_NEVER_ANSWERS Row 2 never answers: wherever it matches, row 1 matches too/),
    ]);
    expect(said(['[new, >= "a"]', 'new', '< "a"'], 'first')).toEqual([
      expect.stringMatching(/^ROW_NEVER_ANSWERS Row 2/),
    ]);
  });
});
