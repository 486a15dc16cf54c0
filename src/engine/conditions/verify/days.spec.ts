import fc from 'fast-check';
import { runs } from '../../../../test/support/properties/property-runs.js';
import { writeDay } from '../../kernel/day.js';
import type { Table, UnaryTest } from '../../rulebook/rulebook.js';
import { compileTable } from '../compile-table.js';
import { placesOf } from '../fact-places.js';
import { readUnaryTests } from '../read-unary-test.js';
import { valueIn } from './axis.js';
import { spaceOf } from './table-space.js';
import { findUncovered } from './uncovered.js';
import { verifyTable } from './verify-table.js';

const NAMES = new Map([['booking.start', { is: 'date' as const }]]);
const FIRST = 20_454;
const day = (at: number): string => writeDay(FIRST + at);

function read(cell: string | string[]): UnaryTest {
  const test = readUnaryTests(cell);
  if ('fault' in test) throw new Error(test.fault);
  return test;
}

function table(cells: readonly (string | string[])[], noMatch: Table['noMatch'] = 'nothing'): Table {
  return {
    id: 't',
    effective: { from: 0, until: null },
    fingerprint: '',
    inputs: ['booking.start'],
    outputs: [{ id: 'who', is: 'text' }],
    hit: 'rule-order',
    rows: cells.map((cell, at) => ({
      id: String(at + 1),
      tests: [read(cell)],
      outputs: [{ word: `row-${at}` }],
    })),
    noMatch,
  };
}

const bound = fc
  .tuple(fc.constantFrom('<', '<=', '>', '>='), fc.nat(9))
  .map(([sign, at]) => `${sign} ${day(at)}`);
const within = fc
  .tuple(fc.constantFrom('[', '('), fc.nat(9), fc.nat(4), fc.constantFrom(']', ')'))
  .map(([open, at, more, close]) => `${open}${day(at)}..${day(at + more + 1)}${close}`);
const exact = fc.nat(9).map(day);
const negated = fc.oneof(bound, within, exact).map((test) => `not(${test})`);
const list = fc.array(fc.oneof(bound, within, exact), { minLength: 2, maxLength: 3 });
const cells = fc.array(fc.oneof(bound, within, within, exact, negated, list), { minLength: 1, maxLength: 6 });

describe('a column of dates', () => {
  it('has a gap exactly where a day is in no row, asked day by day', () => {
    const property = fc.property(cells, (given) => {
      const declared = table(given);
      const asked = compileTable(declared, placesOf(declared.inputs));
      const space = spaceOf(declared, NAMES);
      const isOpen = (at: number): boolean => asked([at]).kind !== 'list';
      const found = findUncovered(space.boxes, space.thoughtOf, { most: 99, purse: { left: 10_000 } });
      const days = Array.from({ length: 30 }, (_, at) => FIRST - 5 + at);
      expect(found.places.length > 0).toBe(days.some(isOpen));
      for (const [atom] of found.places) {
        const value = space.axes[0] && valueIn(space.axes[0], atom ?? 0);
        expect(isOpen(Number(value))).toBe(true);
      }
    });
    fc.assert(property, runs(300, 20_261_131));
  });

  it('admits one stretch of days for each comparison, however many neighbours other rows name', () => {
    const days = Array.from({ length: 40 }, (_, at) => day(at));
    const { boxes, thoughtOf } = spaceOf(table([...days, `> ${day(3)}`, `(${day(2)}..${day(30)})`]), NAMES);
    for (const side of [...boxes.flatMap(({ sides }) => sides), ...thoughtOf]) expect(side).toHaveLength(2);
  });

  it.each([
    [['< 2026-02-01', '>= 2026-02-02'], 'Let row 2 start where row 1 ends.'],
    [['<= 2026-01-31', '> 2026-02-01'], 'Write >= 2026-02-01 in row 2.'],
    [['< 2026-02-01', '> 2026-02-01'], 'Write >= 2026-02-01 in row 2.'],
    [['< 2026-02-01', '[2026-02-02..2026-03-01]'], 'Let row 2 start where row 1 ends.'],
  ])('shows the one day that %j leave out', (given, remedy) => {
    const said = verifyTable(table(given), NAMES).map((each) => [each.message, each.remedy]);
    expect(said).toEqual([
      [
        'Where booking.start is 2026-02-01, neither row 1 nor row 2 matches, and else they are alike.',
        remedy,
      ],
    ]);
  });

  it('lets a day be left out between others as short', () => {
    expect(verifyTable(table(['2026-01-01', '2026-01-03', '[2026-01-02..2026-01-03)']), NAMES)).toEqual([]);
    expect(verifyTable(table(['[2026-01-01..2026-01-03)', '[2026-01-04..2026-01-06)']), NAMES)).toEqual([]);
  });
});
