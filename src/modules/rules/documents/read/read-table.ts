import { readUnaryTests } from '../../../../engine/conditions/read-unary-test.js';
import { readOperand } from '../../../../engine/conditions/read-operand.js';
import { fingerprintOf } from '../../../../engine/kernel/fingerprint.js';
import { errorAt, type Fault, type Finding } from '../../../../engine/rulebook/finding.js';
import type {
  FactType,
  HitPolicy,
  Operand,
  Table,
  TableOutput,
  UnaryTest,
} from '../../../../engine/rulebook/rulebook.js';
import type { TableInput, TableOutputInput } from '../kinds/table.input.js';
import { id as idForm } from '../shape/forms.js';
import { operandFault } from '../shape/operand-fault.js';
import { cutCell } from './cut-cell.js';
import { periodOf } from './operand.js';
import { textValue } from './text-value.js';

type Row = Table['rows'][number];

/** Reads a table version: each row has one test for each input, then one value for each output; an id before them where the table says so. */
export function readTable(input: TableInput, findings: Finding[]): Table {
  const decides = {
    id: input.table,
    effective: periodOf(input),
    inputs: input.inputs,
    outputs: input.outputs.map((output, index) => readOutput(output, `outputs.${index}`, findings)),
    hit: input.hit as HitPolicy,
    ...(input.rowsStartWith === undefined ? {} : { rowsStartWith: 'id' as const }),
    rows: input.rows.map((_, index) => readRow(input, index, findings)),
    noMatch: input.noMatch as Table['noMatch'],
  };
  return { ...decides, fingerprint: fingerprintOf({ table: decides }) };
}

function readOutput(output: TableOutputInput, path: string, findings: Finding[]): TableOutput {
  const text = output.is === 'text';
  const read = (cell: string, step: string): Operand =>
    readValue(cell, { path: `${path}.${step}`, text, findings });
  return {
    id: output.id,
    is: output.is as FactType,
    ...(output.values ? { values: output.values.map((each, at) => read(each, `values.${at}`)) } : {}),
    ...(output.default === undefined ? {} : { default: read(output.default, 'default') }),
  };
}

function readRow(input: TableInput, index: number, findings: Finding[]): Row {
  const cells = input.rows[index] ?? [];
  const path = `rows.${index}`;
  const named = input.rowsStartWith === undefined ? 0 : 1;
  const outputsFrom = named + input.inputs.length;
  if (cells.length !== outputsFrom + input.outputs.length) {
    findings.push(errorAt(path, wrongCount(input, cells)));
    return { id: String(index + 1), tests: [], outputs: [] };
  }
  const id = named ? readId(cells[0] ?? '', `${path}.0`, findings) : String(index + 1);
  const tests = cells
    .slice(named, outputsFrom)
    .map((cell, column) => readTest(cell, `${path}.${named + column}`, findings));
  const outputs = cells.slice(outputsFrom).map((cell, column) =>
    readValue(cell, {
      path: `${path}.${outputsFrom + column}`,
      text: input.outputs[column]?.is === 'text',
      findings,
    }),
  );
  return { id, tests, outputs };
}

function wrongCount(
  { inputs, outputs, rowsStartWith }: TableInput,
  cells: TableInput['rows'][number],
): Fault {
  const id = rowsStartWith === undefined ? '' : 'an id, ';
  const wanted = inputs.length + outputs.length + (rowsStartWith === undefined ? 0 : 1);
  const message = `The row has ${cells.length} cells; ${id}${inputs.length} inputs and ${outputs.length} outputs make ${wanted}.`;
  const cut = cells.length > wanted ? cutCell(cells) : undefined;
  const remedy =
    cut === undefined ? 'Write "-" where any value will do.' : `Quote what has a comma in it: '${cut}'.`;
  return { code: 'TABLE_SHAPE', message, remedy };
}

function readId(cell: string | readonly string[], path: string, findings: Finding[]): string {
  findings.push(...idForm.findings(cell, path));
  return String(cell);
}

function readTest(cell: string | readonly string[], path: string, findings: Finding[]): UnaryTest {
  const test = readUnaryTests(cell);
  if (!('fault' in test)) return test;
  const remedy =
    'Write a test such as smb, [smb, enterprise], "> 15%", "(10%..20%]", "(30 days..60 days]" or "-" for any.';
  findings.push(errorAt(path, { code: 'BAD_TEST', message: test.fault, remedy }));
  return { is: 'anything' };
}

function readValue(
  cell: string | readonly string[],
  at: { path: string; text: boolean; findings: Finding[] },
): Operand {
  if (typeof cell !== 'string') {
    const message = 'A row gives one value for each output, and this is a list.';
    const remedy = 'Write one value; for several write one row for each, with a hit policy that collects.';
    at.findings.push(errorAt(at.path, { code: 'TABLE_SHAPE', message, remedy }));
    return { word: cell.join(', ') };
  }
  if (STATES.includes(cell)) at.findings.push(errorAt(at.path, stateFault(cell)));
  if (at.text) return textValue(cell);
  const fault = operandFault(cell);
  const operand = fault ? undefined : readOperand(cell);
  if (fault) at.findings.push(errorAt(at.path, fault));
  return operand && !('fault' in operand) ? operand : { word: cell };
}

/** What a test says of a fact; as a value it would be the word itself, and no row can give that nothing is known. */
const STATES = ['known', 'unknown'];

function stateFault(cell: string): Fault {
  return {
    code: 'BAD_TEXT',
    message: `\`${cell}\` is a test of a fact, and here is a value.`,
    remedy: `Put the word itself in double quotes: '"${cell}"'. That nothing is known is said by \`no-match: nothing\` and no row.`,
  };
}
