import type { Fault } from '../../../../engine/rulebook/finding.js';
import { isBlank, type GridRow } from './grid.js';
import { COLUMN_LINES, labelOf, NAME_LINES, nearLabel, type ColumnLine, type NameLine } from './labels.js';
import type { SheetReading } from './sheet-reading.js';
import { itemsOf } from './texts.js';

/** The columns of a table: in which cell of a row each stands, inputs first, and what the outputs are. */
export interface Columns {
  /** Cells of a row, from 0, in the order of the document. */
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  readonly startWith: NameLine;
  readonly names: (at: number) => string;
  readonly outputFields: readonly OutputFields[];
}

/** What the lines above a column say of an output; what is empty is left out. */
export interface OutputFields {
  readonly id: string;
  readonly is?: string;
  readonly values?: readonly string[];
  readonly default?: string;
}

type Lines = Map<ColumnLine | NameLine, GridRow>;

/** Reads the lines from `column` to the one with the names; nothing where they do not say what the columns are. */
export function readColumns(rows: readonly GridRow[], reading: SheetReading): Columns | undefined {
  const lines = linesOf(rows, reading);
  const kinds = lines.get('column');
  const names = lines.get('id') ?? lines.get('row');
  if (!kinds || !names) return undefined;
  const width = Math.max(...[...lines.values()].map(widthOf));
  const places = Array.from({ length: width - 1 }, (_, index) => index + 1);
  const kindOf = new Map(places.map((at) => [at, kindAt(kinds, at, reading)]));
  const [inputs, outputs] = ['input', 'output'].map((kind) => places.filter((at) => kindOf.get(at) === kind));
  inputs?.forEach((at, index) => reading.note(`inputs.${index}`, names, at));
  for (const at of inputs ?? []) tellOfInput(lines, at, reading);
  return {
    inputs: inputs ?? [],
    outputs: outputs ?? [],
    startWith: lines.has('id') ? 'id' : 'row',
    names: (at) => reading.text(names, at),
    outputFields: (outputs ?? []).map((at, index) => outputAt(lines, { at, index, names }, reading)),
  };
}

function widthOf(row: GridRow): number {
  return row.cells.findLastIndex((cell) => !isBlank(cell)) + 1;
}

function linesOf(rows: readonly GridRow[], reading: SheetReading): Lines {
  const known: readonly string[] = [...COLUMN_LINES, ...NAME_LINES];
  const lines: Lines = new Map();
  for (const row of rows) {
    const written = reading.text(row, 0);
    const label = labelOf(written) as ColumnLine | NameLine;
    if (!known.includes(label)) {
      const message = `Between "column" and the names of the columns there is no line "${written}".`;
      reading.tell({ row, at: 0 }, { code: 'UNKNOWN_KEY', message, remedy: nearLabel(written, known) });
    } else if (lines.has(label)) reading.tell({ row, at: 0 }, twice(label));
    else lines.set(label, row);
  }
  return lines;
}

function kindAt(row: GridRow, at: number, reading: SheetReading): string {
  const kind = reading.text(row, at).toLowerCase();
  if (kind === 'input' || kind === 'output') return kind;
  if (typeof row.cells[at] === 'object') return '';
  const message = kind === '' ? 'Nobody says what this column is.' : `A column is no "${kind}".`;
  const remedy =
    'Write input above a column of tests, output above one of values, and leave no column empty.';
  reading.tell({ row, at }, { code: 'UNKNOWN_WORD', message, remedy });
  return '';
}

function tellOfInput(lines: Lines, at: number, reading: SheetReading): void {
  for (const label of ['is', 'values', 'default'] as const) {
    const row = lines.get(label);
    if (row && !isBlank(row.cells[at])) reading.tell({ row, at }, OF_INPUT);
  }
}

function outputAt(
  lines: Lines,
  { at, index, names }: { at: number; index: number; names: GridRow },
  reading: SheetReading,
): OutputFields {
  const path = `outputs.${index}`;
  reading.note(path, names, at);
  const field = (label: 'is' | 'values' | 'default'): string => {
    const row = lines.get(label);
    if (!row) return '';
    reading.note(`${path}.${label}`, row, at);
    return reading.text(row, at);
  };
  const [is, values, otherwise] = [field('is'), field('values'), field('default')];
  return {
    id: reading.text(names, at),
    ...(is === '' ? {} : { is: is.toLowerCase() }),
    ...(values === '' ? {} : { values: itemsOf(values) }),
    ...(otherwise === '' ? {} : { default: otherwise }),
  };
}

const OF_INPUT: Fault = {
  code: 'TABLE_SHAPE',
  message: 'An input has no type, values or default here: the fact catalogue says its type.',
  remedy: 'Leave the cell empty.',
};

function twice(label: string): Fault {
  return {
    code: 'DUPLICATE_KEY',
    message: `The line "${label}" is there twice.`,
    remedy: 'Keep one of them.',
  };
}
