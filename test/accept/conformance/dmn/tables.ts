import { add, compare, ZERO, type Ratio } from '../../../../src/engine/kernel/ratio.js';
import type { SharedFolder } from '../../shared.js';
import type { Tally } from '../../tally.js';
import { nameOf } from './cells.js';
import { prepare, sayAnswer, sayList, sayRow, type ReadyTable } from './decide.js';
import { tableOf, type DmnCase, type DmnTable, type DmnValue, type WrittenTable } from './dmn.js';
import { documentsOf } from './documents.js';
import { compareApart, isToldAsCounts } from './told-as-counts.js';
import { factOf, say } from './values.js';

interface TableFile {
  readonly id: string;
  readonly table: WrittenTable | null;
  /** For a decision of several tables: its tables, and the sum that it makes of their answers. */
  readonly tables?: readonly WrittenTable[];
  readonly formula?: Formula;
  readonly constants?: Readonly<Record<string, { readonly lit: DmnValue; readonly lex?: string }>>;
  readonly cases: readonly DmnCase[];
}

type Formula =
  { readonly sum: readonly Formula[] } | { readonly max: readonly Formula[] } | { readonly value: string };

/** Every table of the DMN kit that index.json lists, with all of its cases. */
export function tableCases(shared: SharedFolder, tally: Tally): void {
  const index = shared.json<{ file: string; cases: number }[]>('conformance', 'dmn', 'index.json');
  for (const { file, cases } of index) {
    const given = shared.json<TableFile>('conformance', 'dmn', file);
    if (given.cases.length !== cases)
      throw new Error(`${file} has ${given.cases.length} cases, and the index says ${cases}.`);
    if (given.table) oneTable(given, tableOf(given.table), tally);
    else severalTables(given, tally);
  }
}

function oneTable({ id, cases }: TableFile, table: DmnTable, tally: Tally): void {
  const ready = accepted(table, cases);
  const fault = FAULTS[id];
  if (fault !== undefined) tally.same(`${id} as a whole`, fault, faultsOf(ready));
  const order = table.hitPolicy === 'C' ? 'any-order' : 'in-order';
  for (const each of cases)
    compareApart(tally, isToldAsCounts(table, each.inputs), () =>
      tally.same(
        `${id} ${each.id}`,
        sayExpected(table, each.expected),
        sayAnswer(ready.decide(factsOf(each)), order),
      ),
    );
}

/** What is known to be wrong in tables of the kit: one lost the score of 130, and its later edition has it again. */
const FAULTS: Readonly<Record<string, string>> = {
  'dmn-tck/cl3/0004-lending/Pre-bureauRiskCategoryTable': 'TABLE_GAP',
  'dmn-tck/cl3/0087-chapter-11-example/Pre-bureau risk category table': '',
};

function faultsOf({ findings }: ReadyTable): string {
  return findings.flatMap(({ code }) => (code === 'UNUSED' ? [] : [code])).join();
}

/** A table of the kit is right, so the check must not refuse it. */
function accepted(table: DmnTable, cases: readonly DmnCase[]): ReadyTable {
  const ready = prepare(documentsOf(table, cases));
  const [error] = ready.errors;
  if (error) throw new Error(`${table.name} is refused: ${error.file}:${error.line} ${error.message}`);
  return ready;
}

/** The inputs of a case as facts. */
export function factsOf({ inputs }: Pick<DmnCase, 'inputs'>): Map<string, ReturnType<typeof factOf>> {
  return new Map(Object.entries(inputs).map(([path, value]) => [nameOf(path), factOf(value)]));
}

/** What a case expects, in the words of `sayAnswer`. */
export function sayExpected({ outputs, hitPolicy }: DmnTable, expected: unknown): string {
  const row = (value: unknown): string =>
    sayRow(
      outputs.length === 1
        ? [factOf(value as DmnValue)]
        : outputs.map(({ name }) => factOf((value as Record<string, DmnValue>)[name ?? ''] ?? null)),
    );
  if (expected === null) return 'null';
  if (!Array.isArray(expected)) return row(expected);
  return sayList(expected.map(row), hitPolicy === 'C' ? 'any-order' : 'in-order');
}

/** The tables answer; only the sum that the decision makes of them is taken here. */
function severalTables({ id, tables = [], formula, constants = {}, cases }: TableFile, tally: Tally): void {
  if (!formula) throw new Error(`${id} has neither a table nor a formula.`);
  const ready = tables.map((table) => ({ name: table.name, table: accepted(tableOf(table), cases) }));
  for (const each of cases) {
    const valueOf = (name: string): Ratio => {
      const constant = constants[name];
      const answer = ready.find((one) => one.name === name)?.table.decide(factsOf(each));
      const value = constant
        ? factOf(constant.lit, constant.lex)
        : answer?.kind === 'found'
          ? answer.outputs[0]
          : undefined;
      if (typeof value !== 'object') throw new Error(`${id} ${each.id}: ${name} gives no number.`);
      return value;
    };
    tally.same(`${id} ${each.id}`, say(factOf(each.expected as DmnValue)), say(reckon(formula, valueOf)));
  }
}

function reckon(formula: Formula, valueOf: (name: string) => Ratio): Ratio {
  if ('value' in formula) return valueOf(formula.value);
  if ('sum' in formula) return formula.sum.map((each) => reckon(each, valueOf)).reduce(add, ZERO);
  const [first = ZERO, ...others] = formula.max.map((each) => reckon(each, valueOf));
  return others.reduce((most, each) => (compare(each, most) > 0 ? each : most), first);
}
