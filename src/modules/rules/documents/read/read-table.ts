import { readUnaryTest } from '../../../../engine/conditions/read-unary-test.js';
import { readOperand } from '../../../../engine/conditions/read-operand.js';
import { fingerprintOf } from '../../../../engine/kernel/fingerprint.js';
import { errorAt, type Finding } from '../../../../engine/rulebook/finding.js';
import type { FactType, HitPolicy, Operand, Table, UnaryTest } from '../../../../engine/rulebook/rulebook.js';
import type { TableInput } from '../kinds/table.input.js';
import { operandFault } from '../shape/operand-fault.js';
import { periodOf } from './operand.js';

type Row = Table['rows'][number];

/** Reads a table version: each row has one test for each input, then one value for each output. */
export function readTable(input: TableInput, findings: Finding[]): Table {
  const decides = {
    id: input.table,
    effective: periodOf(input),
    inputs: input.inputs,
    outputs: input.outputs.map(({ id, is }) => ({ id, is: is as FactType })),
    hit: input.hit as HitPolicy,
    rows: input.rows.map((_, index) => readRow(input, index, findings)),
    noMatch: input.noMatch as Table['noMatch'],
  };
  return { ...decides, fingerprint: fingerprintOf({ table: decides }) };
}

function readRow(input: TableInput, index: number, findings: Finding[]): Row {
  const cells = input.rows[index] ?? [];
  const path = `rows.${index}`;
  const [wanted, inputs] = [input.inputs.length + input.outputs.length, input.inputs.length];
  if (cells.length !== wanted) {
    const message = `The row has ${cells.length} cells; ${inputs} inputs and ${input.outputs.length} outputs make ${wanted}.`;
    findings.push(
      errorAt(path, { code: 'TABLE_SHAPE', message, remedy: 'Write "-" where any value will do.' }),
    );
    return { id: String(index + 1), tests: [], outputs: [] };
  }
  const tests = cells.slice(0, inputs).map((cell, column) => readTest(cell, `${path}.${column}`, findings));
  const text = (column: number): boolean => input.outputs[column]?.is === 'text';
  const outputs = cells
    .slice(inputs)
    .map((cell, column) =>
      readOutput(cell, { path: `${path}.${inputs + column}`, text: text(column), findings }),
    );
  return { id: String(index + 1), tests, outputs };
}

function readTest(cell: string, path: string, findings: Finding[]): UnaryTest {
  const test = readUnaryTest(cell);
  if (!('fault' in test)) return test;
  const remedy = 'Write a test such as smb, "> 15%", "(10%..20%]" or "-" for any.';
  findings.push(errorAt(path, { code: 'BAD_TEST', message: test.fault, remedy }));
  return { is: 'anything' };
}

function readOutput(cell: string, at: { path: string; text: boolean; findings: Finding[] }): Operand {
  if (at.text) return { word: cell };
  const fault = operandFault(cell);
  const operand = fault ? undefined : readOperand(cell);
  if (fault) at.findings.push(errorAt(at.path, fault));
  return operand && !('fault' in operand) ? operand : { word: cell };
}
