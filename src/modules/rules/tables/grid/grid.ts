import type { Fault } from '../../../../engine/rulebook/finding.js';
import { Refusal } from '../../../../platform/refusal.js';
import { MAX_NODES } from '../../documents/yaml/limits.js';

/** A cell that holds no text, with what to write instead; `whole` is the number it shows where that is a whole one. */
export interface TypedCell {
  readonly fault: Fault;
  readonly whole?: string;
}

/** What a cell of a sheet holds, from CSV or XLSX alike. */
export type GridCell = string | TypedCell;

/** A row of a sheet: its number as spreadsheets count, and the line of the file on which it starts; both from 1. */
export interface GridRow {
  readonly row: number;
  readonly line: number;
  readonly cells: readonly GridCell[];
}

/** What a spreadsheet calls a cell: column 3 of row 7 is C7; both from 1. */
export function cellName(row: number, column: number): string {
  let letters = '';
  for (let left = column; left > 0; left = Math.floor((left - 1) / 26))
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  return `${letters}${row}`;
}

/** Whether nothing stands in a cell. */
export function isBlank(cell: GridCell | undefined): boolean {
  return cell === undefined || (typeof cell === 'string' && cell.trim() === '');
}

/** Columns of a sheet up to which it is read. */
export const MOST_COLUMNS = 200;

/** Rows of a sheet, empty ones too, up to which it is read. */
export const MOST_ROWS = 50_000;

/** Refuses a sheet in which more rows are filled than a document may have values, or that goes on too far, before the rest of it is read. */
export function refuseTooManyRows(filled: number, row: number): void {
  if (filled > MAX_NODES) throw tooManyCells(`more than ${MAX_NODES.toLocaleString('en-US')} rows`);
  if (row > MOST_ROWS) throw tooFar(`row ${row.toLocaleString('en-US')}`);
}

/** The refusal of a sheet that goes on too far. */
export function tooFar(where: string): Refusal {
  return new Refusal(
    'TABLE_FILE_LIMIT',
    `The sheet goes on to ${where}; it is read up to row ${MOST_ROWS.toLocaleString('en-US')} and column ${MOST_COLUMNS}.`,
    'Take away what stands far from the table, or copy the cells of the table into a new file.',
  );
}

/** The refusal of a table that no document can hold. */
export function tooManyCells(has: string): Refusal {
  return new Refusal(
    'TABLE_FILE_LIMIT',
    `The table has ${has}; a document has at most ${MAX_NODES.toLocaleString('en-US')} values.`,
    'Split it into several tables, or take columns away that no row asks.',
  );
}
