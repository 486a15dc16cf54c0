import { outputType } from '../conditions/table/output-type.js';
import { compileTable } from '../conditions/compile-table.js';
import { placesOf } from '../conditions/fact-places.js';
import type { NameTypes } from '../conditions/types/name-types.js';
import { isWithin, type Day } from '../kernel/day.js';
import type { FactValue } from '../model/facts.js';
import type { Table } from '../rulebook/rulebook.js';
import type { Value, ValueTree } from '../rulebook/parts/value.js';
import { namesInTable } from './names/names-in-table.js';
import { compileValue, type Gives, type ValueReading } from './compile-value.js';
import { namesInValue, roundsOf } from './names/names-of-value.js';
import { kindOfType, type ValueKind } from './type-of-value.js';
import { compileWindow, namesInWindow, type VersionedWindow } from './windows/window-state.js';

/** How a kind of context reads what is neither a value nor a table, and which day it is there. */
export interface Context<C> extends Pick<ValueReading<C>, 'overLines'> {
  readonly leaf: (name: string) => Gives<C>;
  readonly day: (about: C) => Day;
}

/** What a name of a document depends on, through values and tables. */
export interface Dependence {
  /** Names of facts, attributes and measures, each once. */
  readonly leaves: readonly string[];
  /** All of them, with the values and tables on the way and the name itself. */
  readonly reached: readonly string[];
  /** How often the lines of the booking are gone over one after another: a total of what itself needs a total takes two rounds. */
  readonly rounds: number;
}

/** The types of facts and measures, by which numbers are said in their unit; the currency of all amounts, where they have one; windows of policies. */
export interface Knowing {
  readonly windows?: readonly VersionedWindow[];
  readonly types?: NameTypes;
  readonly currency?: string;
}

/** The values a document may read: its own, and those of the fact catalogue; with the tables that they may look up. */
export class NamedValues {
  private readonly byName: ReadonlyMap<string, Value>;
  private readonly known = new Map<string, Dependence>();

  constructor(
    values: readonly Value[],
    private readonly tables: readonly Table[],
    private readonly knowing: Knowing = {},
  ) {
    this.byName = new Map(values.map((value) => [`value.${value.id}`, value]));
  }

  /** The value of a name such as `value.margin`. */
  get(name: string): Value | undefined {
    return this.byName.get(name);
  }

  /** Whether a name is worked out of others when it is read: a value, or a window of a policy. */
  isWorkedOut(name: string): boolean {
    return this.byName.has(name) || this.windows(name).length > 0;
  }

  /** The versions of the window of a name. */
  windows(name: string): readonly VersionedWindow[] {
    if (!name.startsWith('window.')) return [];
    return (this.knowing.windows ?? []).filter(({ window: { id } }) => name === `window.${id}`);
  }

  /** What a name comes to, as far as its type is known. */
  kindOf(name: string): ValueKind | undefined {
    const { types, currency } = this.knowing;
    const value = this.byName.get(name);
    if (value) return { is: value.is, unit: value.unit ?? undefined, currency };
    const type = types?.get(name) ?? outputType(name, this.versions(name), types);
    return (
      type && kindOfType({ ...type, ...(type.is === 'money' && currency !== undefined ? { currency } : {}) })
    );
  }

  /** Everything a name depends on; a name that is neither value nor table depends on itself. A circle ends where it closes. */
  dependence(name: string): Dependence {
    const known = this.known.get(name);
    if (known) return known;
    this.known.set(name, { leaves: [], reached: [], rounds: 0 });
    const found = this.find(name);
    this.known.set(name, found);
    return found;
  }

  /** The names that a value or a table itself reads. */
  reads(name: string): readonly string[] {
    const value = this.byName.get(name);
    if (value) return namesInValue(value.tree);
    return [
      ...this.versions(name).flatMap(namesInTable),
      ...this.windows(name).flatMap(({ window }) => namesInWindow(window)),
    ];
  }

  /** How often the lines of the booking are gone over for a tree. */
  rounds(tree: ValueTree): number {
    return roundsOf(tree, (name) => this.dependence(name).rounds);
  }

  /** The days on which another version of a table that names reach comes into force, or none is any longer. */
  tableDays(names: readonly string[]): readonly Day[] {
    const tables = this.reached(names).flatMap((name) => this.versions(name));
    return tables.flatMap(({ effective: { from, until } }) => (until === null ? [from] : [from, until]));
  }

  /** The leaves of several names, each once. */
  leaves(names: readonly string[]): readonly string[] {
    return [...new Set(names.flatMap((name) => this.dependence(name).leaves))];
  }

  /** Everything that several names reach, themselves included, each once. */
  reached(names: readonly string[]): readonly string[] {
    return [...new Set(names.flatMap((name) => this.dependence(name).reached))];
  }

  /** A way to read names in a context, values and tables worked out; each is compiled once. */
  reader<C>(context: Context<C>): (name: string) => Gives<C> {
    const compiled = new Map<string, Gives<C>>();
    const nameOf = (name: string): Gives<C> => {
      const known = compiled.get(name);
      if (known) return known;
      const gives = this.compile(name, nameOf, context);
      compiled.set(name, gives);
      return gives;
    };
    return nameOf;
  }

  private find(name: string): Dependence {
    const value = this.byName.get(name);
    const isLeaf = !value && this.versions(name).length === 0 && this.windows(name).length === 0;
    if (isLeaf) return { leaves: [name], reached: [name], rounds: 0 };
    const names = this.reads(name);
    const parts = names.map((each) => this.dependence(each));
    return {
      leaves: [...new Set(parts.flatMap(({ leaves }) => leaves))],
      reached: [...new Set([name, ...parts.flatMap(({ reached }) => reached)])],
      rounds: value ? this.rounds(value.tree) : Math.max(0, ...parts.map(({ rounds }) => rounds)),
    };
  }

  /** The versions of the table of a name. */
  versions(name: string): readonly Table[] {
    if (!name.startsWith('table.')) return [];
    const id = name.split('.')[1];
    return this.tables.filter((table) => table.id === id);
  }

  private compile<C>(name: string, nameOf: (name: string) => Gives<C>, context: Context<C>): Gives<C> {
    const value = this.byName.get(name);
    if (value) return compileValue(value, { ...context, nameOf });
    const windows = this.windows(name);
    if (windows.length > 0) {
      const stands = compileWindow(windows, { nameOf, day: context.day });
      return (about) => stands(about).state;
    }
    const tables = this.versions(name);
    return tables.length === 0 ? context.leaf(name) : lookUp(name, tables, { ...context, nameOf });
  }
}

/** What a table gives for its inputs as they stand in the context, by its version in force on the day; nothing known where it gives no one value. */
function lookUp<C>(
  name: string,
  tables: readonly Table[],
  context: Context<C> & Pick<ValueReading<C>, 'nameOf'>,
): Gives<C> {
  const output = name.split('.')[2];
  const versions = tables.map((table) => {
    const names = [...new Set(namesInTable(table))];
    const read = compileTable(table, placesOf(names));
    const inputs = names.map((each) => context.nameOf(each));
    const at = table.outputs.findIndex(({ id }) => id === output);
    return {
      effective: table.effective,
      gives: (about: C): FactValue => {
        const answer = read(inputs.map((input) => input(about)));
        return answer.kind === 'found' ? answer.outputs[at] : undefined;
      },
    };
  });
  return (about) => {
    const day = context.day(about);
    return versions.find(({ effective }) => isWithin(day, effective))?.gives(about);
  };
}
