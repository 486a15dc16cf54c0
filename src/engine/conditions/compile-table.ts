import { invariant } from '../kernel/invariant.js';
import { add } from '../kernel/ratio.js';
import type { FactValue } from '../model/facts.js';
import type { HitPolicy, Operand, Table } from '../rulebook/rulebook.js';
import { constantValue, isSame, orderOf } from './compare-values.js';
import { placeOf, type FactPlaces, type FactRow } from './fact-places.js';
import { allRows, emptyRows, keepCommon, rowsIn } from './table/row-set.js';
import { compileColumn } from './table/table-column.js';

/** What a table answers; `rows` are the places of the rows that matched, from 0, in the order of the table. */
export type TableAnswer =
  | { readonly kind: 'found'; readonly outputs: readonly FactValue[]; readonly rows: readonly number[] }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'trouble'; readonly code: TableTrouble; readonly rows: readonly number[] };

/**
 * Why a table gives no answer: no row matched and the table refuses that; several matched where one may; the rows that matched under `any`
 * differ; or a row's output that must be added or compared is unknown.
 */
export type TableTrouble = 'NO_MATCH' | 'SEVERAL_MATCH' | 'OUTPUTS_DIFFER' | 'UNKNOWN_OUTPUT';

/** A table's answer to a row of facts. */
export type ReadTable = (facts: FactRow) => TableAnswer;

const NOTHING: TableAnswer = { kind: 'nothing' };

/**
 * Compiles a decision table with DMN's hit policies: `unique` one row may match, two are trouble even with equal outputs; `first` the first
 * row in order; `any` all rows that match must say the same; `collect-sum`, `-min`, `-max` one output, over all rows that match. Outputs
 * are exact, unrounded. Each column's admitted rows are a bit set; a row matches where all columns admit it.
 */
export function compileTable(table: Table, places: FactPlaces): ReadTable {
  invariant(
    !table.hit.startsWith('collect') || table.outputs.length === 1,
    `the table ${table.id} collects more than one output`,
  );
  const find = compileMatch(table, places);
  const outputs = table.rows.map((row) => row.outputs.map((operand) => readOutput(operand, places)));
  const valuesOf = (row: number, facts: FactRow): readonly FactValue[] =>
    (outputs[row] ?? []).map((read) => read(facts));
  const decide = DECIDE[table.hit];
  return (facts) => {
    const rows = find(facts);
    if (rows.length === 0)
      return table.noMatch === 'nothing' ? NOTHING : { kind: 'trouble', code: 'NO_MATCH', rows };
    return decide(rows, (row) => valuesOf(row, facts));
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

type Decide = (rows: readonly number[], outputsOf: (row: number) => readonly FactValue[]) => TableAnswer;

const DECIDE: Readonly<Record<HitPolicy, Decide>> = {
  first: (rows, outputsOf) => ({ kind: 'found', outputs: outputsOf(rows[0] ?? 0), rows: rows.slice(0, 1) }),
  unique: (rows, outputsOf) =>
    rows.length > 1
      ? { kind: 'trouble', code: 'SEVERAL_MATCH', rows }
      : { kind: 'found', outputs: outputsOf(rows[0] ?? 0), rows },
  any: (rows, outputsOf) => {
    const [first = [], ...others] = rows.map(outputsOf);
    const alike = others.every((outputs) =>
      outputs.every((output, at) => isSame(output, first[at]) || output === first[at]),
    );
    return alike
      ? { kind: 'found', outputs: first, rows }
      : { kind: 'trouble', code: 'OUTPUTS_DIFFER', rows };
  },
  'collect-sum': collect((a, b) => (typeof a === 'object' && typeof b === 'object' ? add(a, b) : undefined)),
  'collect-min': collect((a, b) => pick(a, b, -1)),
  'collect-max': collect((a, b) => pick(a, b, 1)),
};

function collect(join: (a: FactValue, b: FactValue) => FactValue): Decide {
  return (rows, outputsOf) => {
    const total = rows.map((row) => outputsOf(row)[0]).reduce(join);
    return total === undefined
      ? { kind: 'trouble', code: 'UNKNOWN_OUTPUT', rows }
      : { kind: 'found', outputs: [total], rows };
  };
}

function pick(a: FactValue, b: FactValue, side: -1 | 1): FactValue {
  const lies = orderOf(a, b);
  if (lies === undefined) return undefined;
  return lies * side >= 0 ? a : b;
}
