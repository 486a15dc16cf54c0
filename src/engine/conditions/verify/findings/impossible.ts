import { ratio } from '../../../kernel/ratio.js';
import { errorAt, pathTo, type Finding } from '../../../rulebook/finding.js';
import { sayNumber, sayTest } from '../../verdict/say-test.js';
import { callRow } from '../say-place.js';
import type { TableSpace } from '../table-space.js';

/** Columns of which no value passes anything that their rows ask, each once; then the other rows that can never match. */
export function impossibleFindings(space: TableSpace): Finding[] {
  const columns = space.table.inputs.flatMap((_, at) => (isImpossible(space, at) ? [at] : []));
  const cells = space.boxes.flatMap(({ sides }, row) =>
    sides.flatMap((side, at) => (side.length === 0 && !columns.includes(at) ? [ofCell(space, row, at)] : [])),
  );
  return [...columns.map((at) => ofColumn(space, at)), ...cells];
}

/** Whether several rows ask for an input, and no value passes any of them. */
function isImpossible(space: TableSpace, at: number): boolean {
  const asking = askingRows(space, at);
  return asking.length > 1 && asking.every((row) => space.boxes[row]?.sides[at]?.length === 0);
}

function askingRows({ table }: TableSpace, at: number): readonly number[] {
  return table.rows.flatMap(({ tests }, row) => (tests[at]?.is === 'anything' ? [] : [row]));
}

function ofColumn(space: TableSpace, at: number): Finding {
  const rows = askingRows(space, at);
  const [row = 0] = rows;
  return errorAt(pathTo('inputs', at), {
    code: 'ROW_NEVER_ANSWERS',
    message: `${space.table.inputs[at] ?? ''} never has a value that passes what the rows ask, such as ${asked(space, row, at)} in ${callRow(space, row)}: ${sayNumber(ratio(BigInt(rows.length)), undefined)} rows never match.`,
    remedy: 'Write tests that some value passes, or take the column away.',
  });
}

function ofCell(space: TableSpace, row: number, at: number): Finding {
  const column = at + (space.table.rowsStartWith === undefined ? 0 : 1);
  return errorAt(`rows.${row}.${column}`, {
    code: 'ROW_NEVER_ANSWERS',
    message: `${space.table.inputs[at] ?? ''} never has a value that passes ${asked(space, row, at)}, so ${callRow(space, row)} never matches.`,
    remedy: 'Write a test that some value passes, or take the row away.',
  });
}

function asked({ table }: TableSpace, row: number, at: number): string {
  const test = table.rows[row]?.tests[at];
  return test ? sayTest(test) : 'this';
}
