import type { HitPolicy, Operand, Table, UnaryTest } from '../../../rulebook/rulebook.js';
import { readUnaryTest } from '../../read-unary-test.js';
import type { NameType } from '../../types/name-types.js';
import { verifyTable } from '../verify-table.js';

const NAMES = new Map<string, NameType>([
  ['line.discount', { is: 'percent' }],
  ['booking.start', { is: 'date' }],
]);

function tests(text: string): UnaryTest {
  const read = readUnaryTest(text);
  if ('fault' in read) throw new Error(read.fault);
  return read;
}

/** The findings of a table in which each row says something else, as `path message`. */
function said(hit: HitPolicy, rows: readonly (readonly string[])[], noMatch: Table['noMatch']): string[] {
  const outputs = (at: number): Operand[] => [{ word: `row-${at}` }];
  const table: Table = {
    id: 't',
    effective: { from: 0, until: null },
    fingerprint: '',
    inputs: [...NAMES.keys()],
    outputs: [{ id: 'who', is: 'text' }],
    hit,
    rows: rows.map((cells, at) => ({ id: String(at + 1), tests: cells.map(tests), outputs: outputs(at) })),
    noMatch,
  };
  return verifyTable(table, NAMES)
    .filter(({ code }) => code !== 'UNUSED')
    .map(({ path, message }) => `${path} ${message}`);
}

const many = (count: number, cells: (at: number) => string[]): string[][] =>
  Array.from({ length: count }, (_, at) => cells(at));
const more = (findings: readonly string[]): (string | undefined)[] =>
  findings.map((each) => /And .* more like this\.$/.exec(each)?.[0]);

describe('where more is wrong than is told', () => {
  it('counts the other rows written twice, and tells those that never answer apart from them', () => {
    const rows = [...many(14, () => ['5%', '-']), ['-', '-'], ...many(12, (at) => [`${at + 10}%`, '-'])];
    const found = said('first', rows, 'nothing');
    expect(found.filter((each) => each.includes('asks the same'))).toHaveLength(10);
    expect(found.filter((each) => each.includes('never answers'))).toHaveLength(10);
    expect(more(found).filter((each) => each !== undefined)).toEqual([
      'And 3 more like this.',
      'And 2 more like this.',
    ]);
    expect(more(found).at(9)).toBe('And 3 more like this.');
  });

  it.each(['unique', 'any'] as const)('counts the other pairs of rows under %s', (hit) => {
    const found = said(
      hit,
      many(5, (at) => [`> ${at}%`, '-']),
      'nothing',
    );
    expect(more(found)).toEqual([undefined, undefined, undefined, undefined, 'And 5 more like this.']);
    expect(
      more(
        said(
          hit,
          many(3, (at) => [`> ${at}%`, '-']),
          'nothing',
        ),
      ),
    ).toEqual(Array(3).fill(undefined));
  });

  it('counts the other gaps as far as it looks', () => {
    const points = (count: number): string[][] => many(count, (at) => [`${at}%`, '-']);
    expect(more(said('unique', points(5), 'refuse'))).toEqual([
      undefined,
      undefined,
      'And 3 more like this.',
    ]);
    expect(more(said('unique', points(40), 'refuse')).at(-1)).toBe('And at least 17 more like this.');
    expect(more(said('unique', points(2), 'refuse'))).toEqual([undefined, undefined, undefined]);
  });

  it('counts the other slivers', () => {
    const bands = many(6, (at) => [`[${at * 10}%..${at * 10 + 9}%]`, '-']);
    expect(more(said('unique', bands, 'nothing'))).toEqual([undefined, undefined, 'And 2 more like this.']);
  });

  it('tells a column once of which no value passes anything, and then the other rows', () => {
    const none = '(2026-01-01..2026-01-02)';
    const rows = [...many(12, (at) => [`${at}%`, none]), ['> 50%', '-'], ['> 60%', '-']];
    expect(said('first', rows, 'nothing').filter((each) => each.includes('never'))).toEqual([
      `inputs.1 booking.start never has a value that passes what the rows ask, such as ${none} in row 1: 12 rows never match.`,
      expect.stringMatching(/^rows.13 Row 14 never answers/),
    ]);
  });
});
