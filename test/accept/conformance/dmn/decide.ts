import { compileTable, type ReadTable } from '../../../../src/engine/conditions/compile-table.js';
import { placesOf } from '../../../../src/engine/conditions/fact-places.js';
import type { TableAnswer } from '../../../../src/engine/conditions/table/hit-policies.js';
import type { FactValue } from '../../../../src/engine/model/facts.js';
import type { PlacedFinding } from '../../../../src/modules/rules/documents/placed-finding.js';
import { readDocument } from '../../../../src/modules/rules/documents/read-document.js';
import { readDocuments } from '../../../../src/modules/rules/documents/read-documents.js';
import type { TableDocuments } from './documents.js';
import { say } from './values.js';

/** A table after reading, checking and compiling. One that the check refuses can be published by nobody, so it is never asked. */
export interface ReadyTable {
  readonly errors: readonly PlacedFinding[];
  readonly findings: readonly PlacedFinding[];
  decide(facts: ReadonlyMap<string, FactValue>): TableAnswer;
}

/** Takes a table the way every document goes. */
export function prepare({ facts, table }: TableDocuments): ReadyTable {
  const { findings } = readDocuments([
    { path: 'facts.yaml', text: facts },
    { path: 'table.yaml', text: table },
  ]);
  const errors = findings.filter(({ severity }) => severity === 'error');
  const decide: ReadyTable['decide'] = (given) => {
    if (errors[0]) throw new Error(`A table was asked that the check refuses: ${errors[0].message}`);
    return compiled(facts, table)(given);
  };
  return { errors, findings, decide };
}

function compiled(facts: string, table: string): (given: ReadonlyMap<string, FactValue>) => TableAnswer {
  const [catalogue, decision] = [facts, table].map((text) => readDocument({ path: 'x.yaml', text }).content);
  if (catalogue?.kind !== 'facts' || decision?.kind !== 'table')
    throw new Error('The table cannot be read, and was asked.');
  const names = catalogue.facts.fields.map(({ name }) => name);
  const read: ReadTable = compileTable(decision.table, placesOf(names));
  return (given) => read(names.map((name) => given.get(name)));
}

/** An answer in words that two equal answers share; `any-order` for lists whose order means nothing. */
export function sayAnswer(answer: TableAnswer, order: 'in-order' | 'any-order'): string {
  if (answer.kind === 'nothing') return 'null';
  if (answer.kind === 'trouble') return `trouble ${answer.code}`;
  if (answer.kind === 'found') return sayRow(answer.outputs);
  return sayList(answer.answers.map(sayRow), order);
}

/** The outputs of one row. */
export function sayRow(outputs: readonly FactValue[]): string {
  return outputs.map(say).join(' and ');
}

/** Several answers. */
export function sayList(rows: readonly string[], order: 'in-order' | 'any-order'): string {
  return `[${(order === 'any-order' ? [...rows].sort() : rows).join(', ')}]`;
}
