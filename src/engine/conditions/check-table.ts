import { errorAt, pathTo, type Finding } from '../rulebook/finding.js';
import type { Operand, Table } from '../rulebook/rulebook.js';
import { checkHit } from './table/check-hit.js';
import { checkOperand, checkTest, type ConditionScope } from './type-check.js';
import type { NameTypes } from './types/name-types.js';
import { sayOperand } from './verdict/say-test.js';

/**
 * Judges a table: its inputs exist, each cell fits its column, and the hit policy can give one answer. Paths are `inputs.1`, `hit`,
 * `outputs.0.values.1`, and `rows.0.2` for the third cell of the first row as it is written: an id, inputs, outputs. Gaps and overlaps are
 * another check's question.
 */
export function checkTable(table: Table, scope: ConditionScope): readonly Finding[] {
  const unknown = table.inputs.flatMap((fact, at) =>
    checkTest({ fact, test: { is: 'anything' } }, pathTo('inputs', at), scope),
  );
  return [
    ...unknown,
    ...checkHit(table),
    ...table.outputs.flatMap((_, at) => checkOutput(table, at, scope)),
    ...table.rows.flatMap((_, row) => checkRow(table, row, scope)),
  ];
}

/** Where the cell of an input or, counted after them, of an output stands in a written row. */
export function cellPath(table: Table, row: number, column: number): string {
  return `rows.${row}.${column + (table.rowsStartWith === undefined ? 0 : 1)}`;
}

/** The values an output may have, and what it gives when no row matches. */
function checkOutput(table: Table, at: number, scope: ConditionScope): readonly Finding[] {
  const output = table.outputs[at];
  if (!output) return [];
  const place = { name: output.id, type: { is: output.is } };
  const path = pathTo('outputs', at);
  const values = (output.values ?? []).flatMap((value, index) => {
    const here = `${path}.values.${index}`;
    if ('name' in value) return [errorAt(here, NO_CONSTANT, value.name)];
    const before = output.values?.slice(0, index).some((each) => sayOperand(each) === sayOperand(value));
    return before
      ? [errorAt(here, twice(sayOperand(value)))]
      : checkOperand(value, { ...place, path: here }, scope);
  });
  if (!output.default) return values;
  // What a count of rows falls back on is a count, whatever is counted.
  const type = table.hit === 'collect-count' ? ({ is: 'count' } as const) : place.type;
  const here = `${path}.default`;
  return [
    ...values,
    ...checkOperand(output.default, { name: output.id, type, path: here }, scope),
    ...listed(table, at, { value: output.default, path: here }),
  ];
}

function checkRow(table: Table, at: number, scope: ConditionScope): readonly Finding[] {
  const row = table.rows[at];
  if (!row) return [];
  const known = (name: string | undefined): name is string => name !== undefined && scope.names.has(name);
  const tests = row.tests.flatMap((test, column) => {
    const fact = table.inputs[column];
    return known(fact) ? checkTest({ fact, test }, cellPath(table, at, column), scope) : [];
  });
  const outputs = row.outputs.flatMap((value, column) => {
    const output = table.outputs[column];
    const path = cellPath(table, at, table.inputs.length + column);
    if (!output) return [];
    const type = { is: output.is };
    return [
      ...checkOperand(value, { name: output.id, type, path }, scope),
      ...listed(table, column, { value, path }),
      ...ranked(table.hit, output, { value, path, names: scope.names }),
    ];
  });
  return [...tests, ...outputs];
}

/** A name that may be something which the order of values leaves out: it would come last, and nobody would see it. */
function ranked(
  hit: Table['hit'],
  { id, values }: Table['outputs'][number],
  { value, path, names }: { value: Operand; path: string; names: NameTypes },
): readonly Finding[] {
  if ((hit !== 'priority' && hit !== 'output-order') || !values || !('name' in value)) return [];
  const known = [...new Set(values.map(sayOperand))];
  const type = names.get(value.name);
  if (!type || (type.is === 'one-of' && type.values?.every((each) => known.includes(each)))) return [];
  const message = `${value.name} may be something else than the values of ${id}, and then has no place in their order.`;
  const remedy = `Write one of: ${known.join(', ')}; or a fact whose words are all among them.`;
  return [errorAt(path, { code: 'HIT_POLICY', message, remedy }, value.name)];
}

/** A value that is not among the values of its output. */
function listed(
  table: Table,
  column: number,
  { value, path }: { value: NonNullable<Table['outputs'][number]['default']>; path: string },
): readonly Finding[] {
  const { values, id } = table.outputs[column] ?? {};
  if (!values || 'name' in value) return [];
  const known = values.map(sayOperand);
  const said = sayOperand(value);
  if (known.includes(said)) return [];
  const message = `${said} is none of the values of ${id ?? 'the output'}.`;
  return [
    errorAt(
      path,
      { code: 'UNKNOWN_WORD', message, remedy: `Write one of: ${[...new Set(known)].join(', ')}.` },
      said,
    ),
  ];
}

const NO_CONSTANT = {
  code: 'UNIT_MISMATCH',
  message: 'The values of an output are constants; this is a name.',
  remedy: 'Write the values themselves, the most important first.',
} as const;

function twice(said: string): { code: 'DUPLICATE_ID'; message: string; remedy: string } {
  return {
    code: 'DUPLICATE_ID',
    message: `${said} stands twice among the values.`,
    remedy: 'Keep the first.',
  };
}
