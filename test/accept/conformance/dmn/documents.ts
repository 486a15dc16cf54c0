import { documentText } from '../../../../src/modules/rules/documents/writing/document-text.js';
import { DMN_HIT } from '../../../../src/modules/rules/tables/grid/labels.js';
import type { Plain, PlainMap } from '../../../../src/modules/rules/documents/yaml/plain-tree.js';
import { cellOf, nameOf, NULL_FACT, operandsIn } from './cells.js';
import type { DmnCase, DmnOperand, DmnOutput, DmnTable, DmnTest, DmnValue } from './dmn.js';
import { FALSE, kindOf, plainText, testText, TRUE, UNITS, type Kind } from './values.js';

/** The two documents that say what a DMN table says: a fact catalogue and the table. */
export interface TableDocuments {
  readonly facts: string;
  readonly table: string;
}

/** Writes a table as documents; an input is of the kind of its values in the cases, or else of the constants in its cells. */
export function documentsOf(table: DmnTable, cases: readonly DmnCase[]): TableDocuments {
  const kinds = kindsOf(table, cases);
  return { facts: documentText(catalogue(table, kinds)), table: documentText(tableTree(table, kinds)) };
}

function kindsOf({ inputs, rules }: DmnTable, cases: readonly DmnCase[]): ReadonlyMap<string, Kind> {
  const kinds = new Map<string, Kind>();
  const learn = (name: string, value: DmnValue | undefined): void => {
    const kind = value === undefined ? undefined : kindOf(value);
    if (kind && !kinds.has(name)) kinds.set(name, kind);
  };
  for (const { inputs: given } of cases)
    for (const [path, value] of Object.entries(given)) learn(nameOf(path), value);
  inputs.forEach(({ path }, at) => {
    for (const { when } of rules)
      for (const { lit } of operandsIn(when[at] ?? { any: true })) learn(nameOf(path), lit);
  });
  for (const { path } of inputs) if (!kinds.has(nameOf(path))) kinds.set(nameOf(path), 'text');
  const compared = inputs.find((_, at) => rules.some(({ when }) => hasNull(when[at])));
  if (compared) kinds.set(NULL_FACT, kinds.get(nameOf(compared.path)) ?? 'text');
  return kinds;
}

function hasNull(test: DmnTest | undefined): boolean {
  return test !== undefined && operandsIn(test).some(({ lit }) => lit === null);
}

function catalogue({ inputs }: DmnTable, kinds: ReadonlyMap<string, Kind>): PlainMap {
  const allowed = new Map(inputs.map((input) => [nameOf(input.path), wordsOf(input.allowed)]));
  return {
    kicker: '1',
    facts: 'dmn',
    'time-zone': 'UTC',
    units: ['unit', 'second', 'whole-month'],
    fields: [...kinds].map(([name, kind]) => ({
      name,
      ...typeOf(kind, allowed.get(name)),
      means: 'An input',
    })),
    calendars: [{ id: 'company', 'year-starts': '2026-01-01' }],
  };
}

/** The words that an input may have, where the table lists them. */
function wordsOf(allowed: DmnTest | null | undefined): readonly string[] | undefined {
  const literals = (allowed?.anyOf ?? []).flatMap((term) => (term.op === '=' ? [term.lit] : []));
  const words = literals.filter((each) => typeof each === 'string');
  return words.length > 0 && words.length === (allowed?.anyOf ?? []).length ? words : undefined;
}

function typeOf(kind: Kind, words: readonly string[] | undefined): PlainMap {
  if (kind === 'truth') return { is: 'one-of', values: [TRUE, FALSE] };
  if (kind === 'date') return { is: 'date' };
  if (kind === 'text') return words ? { is: 'one-of', values: words } : { is: 'text' };
  return { is: 'count', unit: (UNITS[kind] ?? '').replace(/s$/, '') };
}

function tableTree(table: DmnTable, kinds: ReadonlyMap<string, Kind>): PlainMap {
  const defaults = table.outputs.every((output) => output.default);
  return {
    kicker: '1',
    table: 'decision',
    from: '2026-01-01',
    inputs: table.inputs.map(({ path }) => nameOf(path)),
    outputs: table.outputs.map((output, at) => outputTree(table, { output, at }, kinds)),
    hit: DMN_HIT[table.hitPolicy] ?? table.hitPolicy,
    rows: table.rules.map(({ when, gives }) => [...when.map(cellOf), ...gives.map(valueText)]),
    'no-match': defaults ? 'default' : 'nothing',
  };
}

function outputTree(
  { rules }: DmnTable,
  { output, at }: { output: DmnOutput; at: number },
  kinds: ReadonlyMap<string, Kind>,
): PlainMap {
  const [first] = rules.flatMap(({ gives }) => gives[at] ?? []);
  const kind = first?.ref ? kinds.get(nameOf(first.ref)) : kindOf(first?.lit ?? null);
  const is: Plain = kind === 'date' ? 'date' : kind === 'text' || kind === 'truth' ? 'text' : 'count';
  return {
    id: `output-${at + 1}`,
    is,
    ...(output.orderedValues ? { values: output.orderedValues.map((value) => plainText(value)) } : {}),
    ...(output.default ? { default: valueText(output.default) } : {}),
  };
}

function valueText({ lit, lex, ref }: DmnOperand): string {
  if (ref) return nameOf(ref);
  // A text with a dot would be a name without its quotes.
  return typeof lit === 'string' && lit.includes('.') ? testText(lit) : plainText(lit ?? null, lex);
}
