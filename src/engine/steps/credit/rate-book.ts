import { compileTable, type ReadTable } from '../../conditions/compile-table.js';
import type { FactPlaces, FactRow } from '../../conditions/fact-places.js';
import { isWithin, type Day } from '../../kernel/day.js';
import { ZERO, type Ratio } from '../../kernel/ratio.js';
import type { FactValue } from '../../model/facts.js';
import type { Table } from '../../rulebook/rulebook.js';
import { namesInTable } from '../../values/names/names-in-table.js';

/** Number of a rate that could not be found: no row of the table matched though one must, or the fact is unknown. */
export const NO_RATE = 0;

interface ReadyTable {
  readonly table: Table;
  readonly read: ReadTable;
}

/** Rates that depend on the line, and texts and dates of which the different ones are counted: found when the line comes, kept once each, named by number. */
export class RateBook {
  private readonly found: FactValue[] = [undefined];
  private readonly numbers = new Map<string, number>();
  private readonly tables: readonly ReadyTable[];

  constructor(tables: readonly Table[], places: FactPlaces) {
    const readable = tables.filter((table) => namesInTable(table).every((name) => places.has(name)));
    this.tables = readable.map((table) => ({ table, read: compileTable(table, places) }));
  }

  /** The rate of a number. */
  rate(number: number): Ratio | undefined {
    const value = this.found[number];
    return typeof value === 'object' ? value : undefined;
  }

  /** The value of a number: also a text or a date. */
  value(number: number): FactValue {
    return this.found[number];
  }

  /** The number of what a name (`table.line-rates.rate`, `line.rate`, `value.rate`) gives for a row of facts on a day. A table that may say nothing then pays nothing. */
  find(name: string, facts: FactRow, at: { date: Day; places: FactPlaces }): number {
    const { date, places } = at;
    const place = places.get(name);
    if (place !== undefined) return this.number(facts[place]);
    const [, id = '', output = ''] = name.split('.');
    const ready = this.tables.find(({ table }) => table.id === id && isWithin(date, table.effective));
    const answer = ready?.read(facts);
    if (!ready || !answer || answer.kind === 'trouble') return NO_RATE;
    if (answer.kind === 'nothing') return this.number(ZERO);
    if (answer.kind === 'list') return NO_RATE;
    return this.number(answer.outputs[ready.table.outputs.findIndex((each) => each.id === output)]);
  }

  private number(value: FactValue): number {
    if (value === undefined) return NO_RATE;
    const key = typeof value === 'object' ? `${value.n}/${value.d}` : `${typeof value} ${value}`;
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.numbers.set(key, this.found.length);
    return this.found.push(value) - 1;
  }
}
