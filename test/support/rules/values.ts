import { ratio, type Ratio } from '../../../src/engine/kernel/ratio.js';
import type { FactValue } from '../../../src/engine/model/facts.js';
import type { Table } from '../../../src/engine/rulebook/rulebook.js';
import type { Value, ValueTree, ValueType } from '../../../src/engine/rulebook/parts/value.js';
import { compileTree } from '../../../src/engine/values/compile-value.js';
import { NamedValues } from '../../../src/engine/values/named-values.js';
import { NAMES_READ, type NamesRead } from '../../../src/engine/values/names/names-read.js';
import { readValue } from '../../../src/engine/values/read-value.js';
import { day, number, operand } from '../sample-rules.js';

/** The tree of an operator as a document has it. */
export function tree(plain: unknown): ValueTree {
  const read = readValue(plain, 'value');
  if ('findings' in read) throw new Error(read.findings.map(({ message }) => message).join(' '));
  return read.tree;
}

/** A named value, exact and without a unit. */
export function value(id: string, is: ValueType, plain: unknown): Value {
  return { id, is, unit: null, tree: tree(plain), round: null };
}

/** What a text means as a fact: a number with its unit, a date, or a word. */
function fact(text: string): FactValue {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return day(text);
  return /^-?\d/.test(text) ? number(text) : text;
}

type Facts = Readonly<Record<string, string>>;

/** One thing that is read by names, and the lines of its booking where it has some. */
export function about(facts: Facts, lines?: readonly Facts[], on = '2026-02-01'): NamesRead {
  const of = (own: Facts): NamesRead => ({
    day: day(on),
    leaf: (name) => (own[name] === undefined ? undefined : fact(own[name])),
    ...(lines ? { lines: lines.map((line) => about({ ...facts, ...line }, undefined, on)) } : {}),
  });
  return of(facts);
}

/** What a tree comes to for facts, written as a decimal or a date. */
export function comesTo(plain: unknown, facts: Facts, lines?: readonly Facts[]): string {
  const nameOf = new NamedValues([], []).reader(NAMES_READ);
  return said(compileTree(tree(plain), { ...NAMES_READ, nameOf })(about(facts, lines)));
}

/** A value as a fraction in lowest terms, a date as its number of days after 2026-01-01, or `unknown`. */
export function said(found: FactValue): string {
  if (found === undefined) return 'unknown';
  if (typeof found === 'object') return fraction(found);
  return typeof found === 'number' ? `day ${found - day('2026-01-01')}` : found;
}

function fraction({ n, d }: Ratio): string {
  const least = ratio(n, d);
  return least.d === 1n ? String(least.n) : `${least.n}/${least.d}`;
}

/** A table of one input and one output, whose first row that matches answers. */
export function table(id: string, input: string, rows: readonly (readonly [string, string])[]): Table {
  return {
    id,
    effective: { from: day('2000-01-01'), until: null },
    fingerprint: `${id}-1`,
    inputs: [input],
    outputs: [{ id: 'gives', is: 'percent' }],
    hit: 'first',
    noMatch: 'nothing',
    rows: rows.map(([test, gives], index) => ({
      id: String(index),
      tests: [test === '-' ? { is: 'anything' } : { is: 'equal', to: operand(test) }],
      outputs: [operand(gives)],
    })),
  };
}
