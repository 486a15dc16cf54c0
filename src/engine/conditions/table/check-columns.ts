import { errorAt, type Finding } from '../../rulebook/finding.js';
import type { Table } from '../../rulebook/rulebook.js';
import { cellPath } from '../check-table.js';
import { operandsInTest } from '../fact-places.js';
import { currencyOf, firstOther, type Placed } from '../types/one-measure.js';
import type { NameTypes } from '../types/name-types.js';
import { outputCells } from './output-type.js';

/**
 * Judges that the counts of a column are of one unit and its amounts of one currency. Inputs have the same currency, and each output that of
 * the inputs: the facts of a booking are in one, which is that of the plan that reads the table.
 */
export function checkColumns(table: Table, names: NameTypes): readonly Finding[] {
  const inputs = table.inputs.map((_, column) => inputCells(table, column));
  const outputs = table.outputs.map((_, column) =>
    outputCells(table, column, (row) => cellPath(table, row, table.inputs.length + column)),
  );
  const within = [...inputs, ...outputs].flatMap((cells) => others(cells, names));
  if (within.length > 0) return within;
  const amounts = inputs.flat().filter(({ operand }) => currencyOf(operand) !== undefined);
  const among = others(amounts, names);
  if (among.length > 0) return among;
  return outputs.flatMap((cells) => others([...amounts.slice(0, 1), ...cells], names));
}

function inputCells(table: Table, column: number): readonly Placed[] {
  return table.rows.flatMap(({ tests }, row) => {
    const test = tests[column];
    const path = cellPath(table, row, column);
    return test ? operandsInTest(test).map((operand) => ({ operand, path })) : [];
  });
}

function others(cells: readonly Placed[], names: NameTypes): readonly Finding[] {
  const found = firstOther(cells, names);
  return found ? [errorAt(found.at.path, found.fault)] : [];
}
