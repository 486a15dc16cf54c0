import type { Fault } from '../../../../engine/rulebook/finding.js';
import { isBlank, type GridRow } from './grid.js';
import type { Columns } from './read-columns.js';
import type { SheetReading } from './sheet-reading.js';

/** Reads the rows under the columns, each to the cells of the document: the id if there are ids, the tests, the values. */
export function readRows(rows: readonly GridRow[], columns: Columns, reading: SheetReading): string[][] {
  return rows.map((row, index) => readRow(row, { index, columns }, reading));
}

function readRow(
  row: GridRow,
  { index, columns }: { index: number; columns: Columns },
  reading: SheetReading,
): string[] {
  const { inputs, outputs, startWith } = columns;
  const path = `rows.${index}`;
  reading.note(path, row, 0);
  tellBeside(row, columns, reading);
  const cell = (at: number, place: number, empty: Fault): string => {
    reading.note(`${path}.${place}`, row, at);
    const text = reading.text(row, at);
    if (text === '' && isBlank(row.cells[at])) reading.tell({ row, at }, empty, `${path}.${place}`);
    return text;
  };
  const test = (at: number, place: number): string => {
    const text = cell(at, place, NO_TEST);
    if (/^[\u2010-\u2015\u2212]$/.test(text)) reading.tell({ row, at }, OTHER_DASH, `${path}.${place}`);
    return text;
  };
  const named = startWith === 'id' ? [cell(0, 0, NO_ID)] : [];
  if (startWith === 'row') tellNoNumber(row, reading);
  return [
    ...named,
    ...inputs.map((at, place) => test(at, named.length + place)),
    ...outputs.map((at, place) => cell(at, named.length + inputs.length + place, NO_VALUE)),
  ];
}

/** A number in front of a row is for people: it may be any, or missing after a row was put between. */
function tellNoNumber(row: GridRow, reading: SheetReading): void {
  const text = reading.wholeOrText(row, 0);
  if (!/^\d*$/.test(text)) reading.tell({ row, at: 0 }, { ...NO_NUMBER, message: noNumber(text) });
}

function tellBeside(row: GridRow, { inputs, outputs }: Columns, reading: SheetReading): void {
  const last = Math.max(...inputs, ...outputs);
  row.cells.forEach((each, at) => {
    if (at > last && !isBlank(each)) reading.tell({ row, at }, BESIDE);
  });
}

const NO_TEST: Fault = {
  code: 'EMPTY_VALUE',
  message: 'The test is missing: any value, or forgotten?',
  remedy: 'Write - where any value will do, otherwise a test such as smb or > 15%.',
};
const NO_VALUE: Fault = {
  code: 'EMPTY_VALUE',
  message: 'The row gives no value for this output.',
  remedy: 'Write the value, such as 8%.',
};
const NO_ID: Fault = {
  code: 'EMPTY_VALUE',
  message: 'The row has no id, and the rows of this table have ids.',
  remedy: 'Write an id, or call the first column row instead of id if no row is to have one.',
};
const OTHER_DASH: Fault = {
  code: 'BAD_TEST',
  message: 'This is a long dash or a minus sign.',
  remedy: 'Write the short dash - for any value.',
};
const NO_NUMBER = {
  code: 'TABLE_SHAPE',
  remedy: 'Leave it empty or write a number; to give rows ids, call the first column id instead of row.',
} as const;
const BESIDE: Fault = {
  code: 'TABLE_SHAPE',
  message: 'This stands beside the last column of the table.',
  remedy:
    'Take it away, or say what the column is above it; in CSV a cell with a separator stands in double quotes.',
};

function noNumber(text: string): string {
  return `"${text.slice(0, 60)}" is no number, and the rows of this table have numbers.`;
}
