import { namesInTest } from '../../conditions/fact-places.js';
import type { Table } from '../../rulebook/rulebook.js';

/** The names a table reads: its inputs, and what tests, outputs and defaults name. */
export function namesInTable(table: Table): readonly string[] {
  const tests = table.rows.flatMap((row) => row.tests.flatMap(namesInTest));
  const defaults = table.outputs.flatMap((output) => (output.default ? [output.default] : []));
  const outputs = [...table.rows.flatMap((row) => row.outputs), ...defaults].flatMap((operand) =>
    'name' in operand ? [operand.name] : [],
  );
  return [...table.inputs, ...tests, ...outputs];
}
