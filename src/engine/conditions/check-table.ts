import { errorAt, pathTo, type Fault, type Finding } from '../rulebook/finding.js';
import type { FactType, Table } from '../rulebook/rulebook.js';
import { checkOperand, checkTest, type ConditionScope } from './type-check.js';
import type { NameType } from './types/name-types.js';

const ADDED: readonly FactType[] = ['money', 'percent', 'count', 'days'];

/**
 * Judges a table: its inputs exist, each cell fits its column, and the hit policy can give one answer. Paths are `inputs.1`, `hit`, and
 * `rows.0.2` for the third cell of the first row, outputs counted after inputs. Gaps and overlaps are another check's question.
 */
export function checkTable(
  table: Table,
  outputs: readonly NameType[],
  scope: ConditionScope,
): readonly Finding[] {
  const unknown = table.inputs.flatMap((fact, at) =>
    checkTest({ fact, test: { is: 'anything' } }, pathTo('inputs', at), scope),
  );
  const policy = hitPolicyFault(table);
  return [
    ...unknown,
    ...(policy ? [errorAt('hit', policy)] : []),
    ...table.rows.flatMap((_, row) => checkRow(table, row, { outputs, scope })),
  ];
}

function checkRow(
  table: Table,
  at: number,
  by: { outputs: readonly NameType[]; scope: ConditionScope },
): readonly Finding[] {
  const row = table.rows[at];
  if (!row) return [];
  const path = pathTo('rows', at);
  const known = (name: string | undefined): name is string => name !== undefined && by.scope.names.has(name);
  const tests = row.tests.flatMap((test, column) => {
    const fact = table.inputs[column];
    return known(fact) ? checkTest({ fact, test }, pathTo(path, column), by.scope) : [];
  });
  const outputs = row.outputs.flatMap((operand, column) => {
    const type = by.outputs[column];
    const place = { name: table.outputs[column]?.id ?? '', path: pathTo(path, table.inputs.length + column) };
    return type ? checkOperand(operand, { ...place, type }, by.scope) : [];
  });
  return [...tests, ...outputs];
}

function hitPolicyFault({ hit, outputs }: Table): Fault | undefined {
  if (!hit.startsWith('collect')) return undefined;
  if (outputs.length !== 1) {
    return {
      code: 'HIT_POLICY',
      message: `${hit} makes one number, and the table has ${outputs.length} outputs.`,
      remedy: 'Write one table for each output.',
    };
  }
  const is = outputs[0]?.is ?? 'text';
  const takes = hit === 'collect-sum' ? ADDED : [...ADDED, 'date'];
  if (takes.includes(is)) return undefined;
  return {
    code: 'HIT_POLICY',
    message: `${hit} cannot be made of ${is}.`,
    remedy: `Write an output that is ${takes.join(', ')}, or another hit policy.`,
  };
}
