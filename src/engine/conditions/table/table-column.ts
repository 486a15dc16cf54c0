import { add, compare, multiply, ONE, ratio, subtract, ZERO, type Ratio } from '../../kernel/ratio.js';
import { compareText } from '../../kernel/text-order.js';
import type { FactValue } from '../../model/facts.js';
import type { UnaryTest } from '../../rulebook/rulebook.js';
import { constantValue } from '../compare-values.js';
import { compileTest, type Passes } from '../compile-test.js';
import { comparesText, namesInTest, operandsOf, type FactPlaces, type FactRow } from '../fact-places.js';
import { addRow, emptyRows, type RowSet } from './row-set.js';

/** Which rows of a table one column admits for a value. */
export type AdmittedRows = (value: FactValue, facts: FactRow) => RowSet;

/**
 * Compiles one column: its constants cut all possible values into cells (each constant, each gap between two, every other word, unknown)
 * inside which every test answers the same, so each cell's rows are worked out once with a value from inside it. Tests that compare with
 * another name cannot be cut beforehand and are asked each time.
 */
export function compileColumn(tests: readonly UnaryTest[], places: FactPlaces): AdmittedRows {
  const fixed = tests.map((test) => (namesInTest(test).length === 0 ? compileTest(test, places) : undefined));
  const live = tests.flatMap((test, row) => (fixed[row] ? [] : [{ row, passes: compileTest(test, places) }]));
  const admittedBy = cells(tests, fixed);
  if (live.length === 0) return admittedBy;
  const scratch = emptyRows(tests.length);
  return (value, facts) => {
    scratch.set(admittedBy(value));
    for (const { row, passes } of live) if (passes(value, facts)) addRow(scratch, row);
    return scratch;
  };
}

function cells(
  tests: readonly UnaryTest[],
  fixed: readonly (Passes | undefined)[],
): (value: FactValue) => RowSet {
  const rowsFor = (value: FactValue): RowSet => {
    const rows = emptyRows(tests.length);
    fixed.forEach((passes, row) => passes?.(value, []) && addRow(rows, row));
    return rows;
  };
  const constants = tests.flatMap(constantsIn);
  const words = cutWords(
    constants.filter((value) => typeof value === 'string'),
    { inOrder: tests.some(comparesText), rowsFor },
  );
  const unknown = rowsFor(undefined);
  const ratios = cutLine(
    constants.filter((value) => typeof value === 'object'),
    RATIO_LINE,
    rowsFor,
  );
  const days = cutLine(
    constants.filter((value) => typeof value === 'number'),
    DAY_LINE,
    rowsFor,
  );
  return (value) => {
    if (value === undefined) return unknown;
    if (typeof value === 'string') return words(value);
    return typeof value === 'object' ? ratios(value) : days(value);
  };
}

/** Words without an order are found at once; every other word is alike. */
function cutWords(
  words: readonly string[],
  { inOrder, rowsFor }: { inOrder: boolean; rowsFor: (value: string) => RowSet },
): (value: string) => RowSet {
  if (inOrder) return cutLine(words, TEXT_LINE, rowsFor);
  const rows = new Map(words.map((word) => [word, rowsFor(word)]));
  const other = rowsFor(`${[...rows.keys()].join()}.`);
  return (value) => rows.get(value) ?? other;
}

function constantsIn(test: UnaryTest): readonly FactValue[] {
  if (test.is === 'one-of') return test.tests.flatMap(constantsIn);
  return test.is === 'not' ? constantsIn(test.test) : operandsOf(test).map(constantValue);
}

/** What cutting a line of values needs: their order, and values below, between and above. */
interface Line<T extends Ratio | number | string> {
  readonly order: (a: T, b: T) => number;
  readonly below: (cut: T) => T;
  readonly between: (a: T, b: T) => T;
  readonly above: (cut: T) => T;
  readonly anywhere: T;
}

const RATIO_LINE: Line<Ratio> = {
  order: compare,
  below: (cut) => subtract(cut, ONE),
  between: (a, b) => multiply(add(a, b), ratio(1n, 2n)),
  above: (cut) => add(cut, ONE),
  anywhere: ZERO,
};

/** Between two neighbouring days lies no day; the cell is then never asked for, whatever it holds. */
const DAY_LINE: Line<number> = {
  order: (a, b) => a - b,
  below: (cut) => cut - 1,
  between: (a, b) => Math.floor((a + b) / 2),
  above: (cut) => cut + 1,
  anywhere: 0,
};

/** The least text after another is the same with a NUL, which no stored text has: nothing is missed, and what lies nowhere is never asked for. */
const TEXT_LINE: Line<string> = {
  order: compareText,
  below: () => '',
  between: (a) => `${a}\0`,
  above: (cut) => `${cut}\0`,
  anywhere: '',
};

/** Cells of a line in order: below the first cut, at it, between it and the next, and so on; found by halving. */
function cutLine<T extends Ratio | number | string>(
  constants: readonly T[],
  line: Line<T>,
  rowsFor: (value: T) => RowSet,
): (value: T) => RowSet {
  const cuts = [...constants]
    .sort(line.order)
    .filter((cut, at, all) => at === 0 || line.order(all[at - 1] ?? cut, cut) !== 0);
  const gaps = Array.from({ length: cuts.length + 1 }, (_, at) => rowsFor(inGap(cuts, at, line)));
  const points = cuts.map(rowsFor);
  return (value) => {
    let [low, high] = [0, cuts.length];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const lies = line.order(value, cuts[middle] ?? line.anywhere);
      if (lies === 0) return points[middle] ?? gaps[0] ?? emptyRows(0);
      if (lies < 0) high = middle;
      else low = middle + 1;
    }
    return gaps[low] ?? emptyRows(0);
  };
}

function inGap<T extends Ratio | number | string>(cuts: readonly T[], at: number, line: Line<T>): T {
  const before: T | undefined = cuts[at - 1];
  const after: T | undefined = cuts[at];
  if (before !== undefined && after !== undefined) return line.between(before, after);
  if (after !== undefined) return line.below(after);
  return before === undefined ? line.anywhere : line.above(before);
}
