import { operandsInCondition, operandsInTest } from '../conditions/fact-places.js';
import { currencyOf } from '../conditions/types/one-measure.js';
import { outputCells } from '../conditions/table/output-type.js';
import type { Operand, Table } from '../rulebook/rulebook.js';
import type { Value } from '../rulebook/parts/value.js';
import type { NamedValues } from './named-values.js';
import { conditionsIn, leavesOf } from './names/names-of-value.js';

/** Currencies, each with the name of the value or table output in which an amount of it is written. */
export type CurrenciesFound = ReadonlyMap<string, string>;

/** In which currencies amounts are written that a name comes to or is compared with, through values and tables. */
export class Currencies {
  private readonly known = new Map<string, Map<string, string>>();

  constructor(private readonly values: NamedValues) {}

  /** The currencies of a name; none for a fact, whose amounts are in the currency of the plan that reads it. */
  of(name: string): CurrenciesFound {
    const known = this.known.get(name);
    if (known) return known;
    const found = new Map<string, string>();
    this.known.set(name, found);
    const operands = this.operands(name);
    for (const currency of this.written(name)) found.set(currency, name);
    for (const each of namesOf(operands))
      for (const [currency, where] of this.of(each)) if (!found.has(currency)) found.set(currency, where);
    return found;
  }

  /** The currencies written in a value or table output itself. */
  written(name: string): ReadonlySet<string> {
    return new Set(this.operands(name).flatMap((operand) => currencyOf(operand) ?? []));
  }

  /** The names that a value or table output itself reads. */
  reads(name: string): readonly string[] {
    return namesOf(this.operands(name));
  }

  private operands(name: string): readonly Operand[] {
    const value = this.values.get(name);
    return value ? inValue(value) : this.values.versions(name).flatMap((table) => inOutput(name, table));
  }
}

function namesOf(operands: readonly Operand[]): readonly string[] {
  return [...new Set(operands.flatMap((operand) => ('name' in operand ? [operand.name] : [])))];
}

function inValue({ tree }: Value): readonly Operand[] {
  return [...leavesOf(tree), ...conditionsIn(tree).flatMap(operandsInCondition)];
}

/** What decides about one output of a table, and what it gives: other outputs do not matter. */
function inOutput(name: string, table: Table): readonly Operand[] {
  const column = table.outputs.findIndex(({ id }) => id === name.split('.')[2]);
  if (column < 0) return [];
  return [
    ...table.inputs.map((input) => ({ name: input })),
    ...table.rows.flatMap(({ tests }) => tests.flatMap(operandsInTest)),
    ...outputCells(table, column, () => '').map(({ operand }) => operand),
  ];
}
