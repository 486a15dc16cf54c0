import { add, ratio } from '../../kernel/ratio.js';
import type { FactValue } from '../../model/facts.js';
import type { HitPolicy, TableOutput } from '../../rulebook/rulebook.js';
import { constantValue, isSame, orderOf } from '../compare-values.js';

/** What a table answers; `rows` are the places of the rows that matched, from 0, in the order of the answers; none where a default answers. */
export type TableAnswer =
  | { readonly kind: 'found'; readonly outputs: readonly FactValue[]; readonly rows: readonly number[] }
  | { readonly kind: 'list'; readonly answers: readonly Outputs[]; readonly rows: readonly number[] }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'trouble'; readonly code: TableTrouble; readonly rows: readonly number[] };

/**
 * Why a table gives no answer: no row matched and the table refuses that; several matched where one may; the rows that matched under `any`
 * differ; or a row's output that must be added or compared is unknown.
 */
export type TableTrouble = 'NO_MATCH' | 'SEVERAL_MATCH' | 'OUTPUTS_DIFFER' | 'UNKNOWN_OUTPUT';

/** The values that one row gives. */
export type Outputs = readonly FactValue[];

/** Makes the answer of the rows that matched, of which there is at least one, in the order of the table. */
export type Decide = (rows: readonly number[], outputsOf: (row: number) => Outputs) => TableAnswer;

/** Whether the answer of a hit policy is a list: then no single number can be read from the table. */
export function givesList(hit: HitPolicy): boolean {
  return hit === 'rule-order' || hit === 'output-order' || hit === 'collect';
}

/** How a hit policy answers, with the table's own order of output values. */
export function decideBy(hit: HitPolicy, outputs: readonly TableOutput[]): Decide {
  if (hit === 'priority') return byPriority(rankBy(outputs));
  return hit === 'output-order' ? inOutputOrder(rankBy(outputs)) : DECIDE[hit];
}

const DECIDE: Readonly<Record<Exclude<HitPolicy, 'priority' | 'output-order'>, Decide>> = {
  first: (rows, outputsOf) => ({ kind: 'found', outputs: outputsOf(rows[0] ?? 0), rows: rows.slice(0, 1) }),
  unique: (rows, outputsOf) =>
    rows.length > 1
      ? { kind: 'trouble', code: 'SEVERAL_MATCH', rows }
      : { kind: 'found', outputs: outputsOf(rows[0] ?? 0), rows },
  any: (rows, outputsOf) => {
    const [first = [], ...others] = rows.map(outputsOf);
    return others.every((each) => isAlike(each, first))
      ? { kind: 'found', outputs: first, rows }
      : { kind: 'trouble', code: 'OUTPUTS_DIFFER', rows };
  },
  collect: listOf,
  'rule-order': listOf,
  'collect-count': (rows) => ({ kind: 'found', outputs: [ratio(BigInt(rows.length))], rows }),
  'collect-sum': join((a, b) => (typeof a === 'object' && typeof b === 'object' ? add(a, b) : undefined)),
  'collect-min': join((a, b) => pick(a, b, -1)),
  'collect-max': join((a, b) => pick(a, b, 1)),
};

/** Whether two rows say the same; two unknown values are the same here, because neither says anything else. */
function isAlike(a: Outputs, b: Outputs): boolean {
  return a.every((value, at) => isSame(value, b[at]) || value === b[at]);
}

function listOf(rows: readonly number[], outputsOf: (row: number) => Outputs): TableAnswer {
  return { kind: 'list', answers: rows.map(outputsOf), rows };
}

function join(two: (a: FactValue, b: FactValue) => FactValue): Decide {
  return (rows, outputsOf) => {
    const total = rows.map((row) => outputsOf(row)[0]).reduce(two);
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

/** Where a row's outputs stand in the order of values, for each output that has one; what is not listed comes last. */
type Rank = (outputs: Outputs) => readonly number[];

function rankBy(outputs: readonly TableOutput[]): Rank {
  const ordered = outputs.flatMap(({ values }, at) =>
    values ? [{ at, places: placesOfValues(values) }] : [],
  );
  return (of) => ordered.map(({ at, places }) => places.get(keyOf(of[at])) ?? places.size);
}

function placesOfValues(values: NonNullable<TableOutput['values']>): ReadonlyMap<string, number> {
  return new Map(values.map((value, place) => [keyOf(constantValue(value)), place]));
}

function keyOf(value: FactValue): string {
  return typeof value === 'object' ? `${value.n}/${value.d}` : `${typeof value} ${value ?? ''}`;
}

/** The row whose outputs come first in the order of values, from the left; the earliest of equals. */
function byPriority(rank: Rank): Decide {
  return (rows, outputsOf) => {
    const [best] = inOrder(rows, (row) => rank(outputsOf(row)));
    return { kind: 'found', outputs: outputsOf(best ?? 0), rows: best === undefined ? [] : [best] };
  };
}

function inOutputOrder(rank: Rank): Decide {
  return (rows, outputsOf) =>
    listOf(
      inOrder(rows, (row) => rank(outputsOf(row))),
      outputsOf,
    );
}

function inOrder(rows: readonly number[], rankOf: (row: number) => readonly number[]): readonly number[] {
  if (rows.length < 2) return rows;
  const ranked = rows.map((row) => ({ row, rank: rankOf(row) }));
  return ranked.sort((a, b) => compareRanks(a.rank, b.rank) || a.row - b.row).map(({ row }) => row);
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((place, index) => place !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
