import { Refusal } from '../../../../platform/refusal.js';
import type { TypedInput } from '../../documents/typed/input-of-tree.js';
import { MAX_NODES } from '../../documents/yaml/limits.js';
import { isBlank, tooManyCells, type GridRow } from './grid.js';
import { COLUMN_LINES, labelOf, NAME_LINES } from './labels.js';
import { readColumns } from './read-columns.js';
import { readHeadLines } from './read-head-lines.js';
import { readRows } from './read-rows.js';
import type { SheetReading } from './sheet-reading.js';

/** The table that a sheet says, as a typed input; what is missing in it the check of documents tells. */
export function tableOfGrid(grid: readonly GridRow[], reading: SheetReading): TypedInput {
  const rows = grid.filter(({ cells }) => !cells.every(isBlank));
  const label = ({ cells }: GridRow): string =>
    typeof cells[0] === 'string' ? labelOf(cells[0].trim()) : '';
  const [first] = rows;
  if (!first || label(first) !== 'kicker') throw noTable();
  const from = rows.findIndex((row) => label(row) === COLUMN_LINES[0]);
  const names = rows.findIndex(
    (row, at) => at > from && (NAME_LINES as readonly string[]).includes(label(row)),
  );
  if (from < 0 || names < 0) throw noColumns(from < 0 ? COLUMN_LINES[0] : NAME_LINES.join(' or '));
  const head = readHeadLines(rows.slice(0, from), reading);
  const columns = readColumns(rows.slice(from, names + 1), reading);
  if (!columns) return { ...head };
  const below = rows.slice(names + 1);
  refuseTooMany(below.length, columns.inputs.length + columns.outputs.length);
  return {
    ...head,
    inputs: columns.inputs.map(columns.names),
    outputs: columns.outputFields,
    ...(columns.startWith === 'id' ? { rowsStartWith: 'id' } : {}),
    rows: readRows(below, columns, reading),
  };
}

function refuseTooMany(rows: number, columns: number): void {
  if (rows * columns > MAX_NODES)
    throw tooManyCells(`${rows.toLocaleString('en-US')} rows of ${columns} cells`);
}

const SHOW = 'Take out a table with kicker table export, and keep its lines.';

function noTable(): Refusal {
  return new Refusal(
    'TABLE_FILE',
    'The sheet does not start as a decision table does: its first cell must be kicker, the one beside it 1. In CSV a comma, a semicolon or a tab stands between.',
    SHOW,
  );
}

function noColumns(line: string): Refusal {
  return new Refusal('TABLE_FILE', `The sheet has no line that starts with ${line}.`, SHOW);
}
