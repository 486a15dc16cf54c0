import { invariant } from '../kernel/invariant.js';
import { ZERO } from '../kernel/ratio.js';
import type { FactValue } from '../model/facts.js';
import type { HitPolicy, Operand, Table } from '../rulebook/rulebook.js';
import { constantValue } from './compare-values.js';
import { placeOf, type FactPlaces, type FactRow } from './fact-places.js';
import { decideBy, givesList, type Outputs, type TableAnswer } from './table/hit-policies.js';
import { allRows, emptyRows, keepCommon, rowsIn } from './table/row-set.js';
import { compileColumn } from './table/table-column.js';

/** A table's answer to a row of facts. */
export type ReadTable = (facts: FactRow) => TableAnswer;

const NOTHING: TableAnswer = { kind: 'nothing' };
const NO_MATCH: TableAnswer = { kind: 'trouble', code: 'NO_MATCH', rows: [] };

/** Hit policies that make one value of one output. */
const JOINS: ReadonlySet<HitPolicy> = new Set<HitPolicy>([
  'collect-sum',
  'collect-min',
  'collect-max',
  'collect-count',
]);

/**
 * Compiles a decision table with DMN's hit policies: `unique` one row may match, two are trouble even with equal outputs; `any` all rows that
 * match must say the same; `priority` the row whose outputs come first in the declared order of values; `first` the first row in order;
 * `rule-order`, `output-order` and `collect` a list of what all rows that match give; `collect-sum`, `-min`, `-max` and `-count` one value of
 * them. Outputs are exact, unrounded. Each column's admitted rows are a bit set; a row matches where all columns admit it.
 */
export function compileTable(table: Table, places: FactPlaces): ReadTable {
  invariant(
    !JOINS.has(table.hit) || table.outputs.length === 1,
    `the table ${table.id} makes one value of more than one output`,
  );
  const find = compileMatch(table, places);
  const outputs = table.rows.map((row) => row.outputs.map((operand) => readOutput(operand, places)));
  const decide = decideBy(table.hit, table.outputs);
  const otherwise = compileNoMatch(table, places);
  return (facts) => {
    const rows = find(facts);
    if (rows.length === 0) return otherwise(facts);
    return decide(rows, (row): Outputs => (outputs[row] ?? []).map((read) => read(facts)));
  };
}

/** What no match means. A count of no rows is 0, unless the table refuses. */
function compileNoMatch({ hit, noMatch, outputs }: Table, places: FactPlaces): ReadTable {
  if (noMatch === 'refuse') return () => NO_MATCH;
  if (noMatch === 'nothing')
    return hit === 'collect-count' ? () => ({ kind: 'found', outputs: [ZERO], rows: [] }) : () => NOTHING;
  const defaults = outputs.map((output) => (output.default ? readOutput(output.default, places) : undefined));
  return (facts) => {
    const values = defaults.map((read) => read?.(facts));
    return givesList(hit)
      ? { kind: 'list', answers: [values], rows: [] }
      : { kind: 'found', outputs: values, rows: [] };
  };
}

function readOutput(operand: Operand, places: FactPlaces): (facts: FactRow) => FactValue {
  if ('name' in operand) {
    const place = placeOf(operand.name, places);
    return (facts) => facts[place];
  }
  const constant = constantValue(operand);
  return () => constant;
}

function compileMatch(table: Table, places: FactPlaces): (facts: FactRow) => readonly number[] {
  const columns = table.inputs.map((input, at) => ({
    place: placeOf(input, places),
    admitted: compileColumn(
      table.rows.map((row) => row.tests[at] ?? { is: 'anything' }),
      places,
    ),
  }));
  const all = allRows(table.rows.length);
  const matched = emptyRows(table.rows.length);
  return (facts) => {
    matched.set(all);
    for (const { place, admitted } of columns)
      if (!keepCommon(matched, admitted(facts[place], facts))) return [];
    return rowsIn(matched);
  };
}
