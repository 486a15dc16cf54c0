import type { TypedInput } from '../../documents/typed/input-of-tree.js';
import { listCell, textCell } from './texts.js';

interface GivenOutput {
  readonly id: string;
  readonly is: string;
  readonly values?: readonly string[];
  readonly default?: string;
}

/** A decision table as a typed input gives it; words are those of the document. */
interface GivenTable {
  readonly table: string;
  readonly title?: string;
  readonly source?: { readonly document: string; readonly signed?: string };
  readonly from: string;
  readonly until?: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly GivenOutput[];
  readonly hit: string;
  readonly rowsStartWith?: string;
  readonly rows: readonly (readonly string[])[];
  readonly noMatch: string;
}

/** The sheet of a table, row by row: head lines, a blank line, the columns, then a row for each of its rows. */
export function gridOfTable(input: TypedInput): string[][] {
  const given = input as unknown as GivenTable;
  return [...headLines(given), [], ...columnLines(given), ...tableRows(given)];
}

function headLines({ table, title, source, from, until, hit, noMatch }: GivenTable): string[][] {
  const lines: [string, string | undefined][] = [
    ['kicker', '1'],
    ['table', table],
    ['title', title],
    ['source', source?.document],
    ['signed', source?.signed],
    ['from', from],
    ['until', until],
    ['hit', hit],
    ['no-match', noMatch],
  ];
  return lines.flatMap(([label, value]) => (value === undefined ? [] : [[label, value]]));
}

function columnLines({ inputs, outputs, rowsStartWith }: GivenTable): string[][] {
  const line = (label: string, of: (output: GivenOutput) => string, input = ''): string[] => [
    label,
    ...inputs.map(() => input),
    ...outputs.map(of),
  ];
  const values = outputs.some((output) => output.values !== undefined);
  const defaults = outputs.some((output) => output.default !== undefined);
  return [
    line('column', () => 'output', 'input'),
    line('is', ({ is }) => is),
    ...(values ? [line('values', ({ values, is }) => (values ? listCell(values, is === 'text') : ''))] : []),
    ...(defaults ? [line('default', (output) => outputCell(output, output.default ?? ''))] : []),
    [rowsStartWith ?? 'row', ...inputs, ...outputs.map(({ id }) => id)],
  ];
}

function tableRows({ inputs, outputs, rowsStartWith, rows }: GivenTable): string[][] {
  const named = rowsStartWith === undefined ? 0 : 1;
  return rows.map((cells, index) => {
    const outputsFrom = named + inputs.length;
    const values = cells
      .slice(outputsFrom)
      .map((cell, at) => (outputs[at] ? outputCell(outputs[at], cell) : cell));
    return [
      named ? (cells[0] ?? '') : String(index + 1),
      ...cells.slice(named, outputsFrom).map((cell) => cell.trim()),
      ...values,
    ];
  });
}

function outputCell({ is }: GivenOutput, cell: string): string {
  return is === 'text' ? textCell(cell) : cell;
}
