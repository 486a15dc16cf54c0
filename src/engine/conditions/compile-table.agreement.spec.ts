import fc from 'fast-check';
import { add, compare, ratio, type Ratio } from '../kernel/ratio.js';
import type { FactValue } from '../model/facts.js';
import type { HitPolicy, Operand, Table, UnaryTest } from '../rulebook/rulebook.js';
import { compileTable } from './compile-table.js';
import { placesOf } from './fact-places.js';
import { readOperand } from './read-operand.js';
import { readUnaryTests } from './read-unary-test.js';
import type { TableAnswer } from './table/hit-policies.js';
import { runs } from '../../../test/support/properties/property-runs.js';

function read<T>(value: T | { readonly fault: string }): T {
  if (typeof value === 'object' && value !== null && 'fault' in value) throw new Error(value.fault);
  return value as T;
}
const operand = (text: string): Operand => read<Operand>(readOperand(text));
const test = (text: string | string[]): UnaryTest => read<UnaryTest>(readUnaryTests(text));

const head = { id: 't', effective: { from: 0, until: null }, fingerprint: '' };
const places = placesOf(['line.discount', 'line.category', 'line.base']);

type Cell = string | string[];

interface Given {
  readonly hit: HitPolicy;
  readonly rows: readonly (readonly [Cell, Cell, string, string])[];
  readonly noMatch: Table['noMatch'];
  /** Which outputs say in which order their values come. */
  readonly ordered: readonly boolean[];
}

const RATES = ['3%', '1%', '33.333333%', '2%'];
const LABELS = ['high', 'low', 'middle'];
const JOINS = new Set<HitPolicy>(['collect-sum', 'collect-min', 'collect-max', 'collect-count']);

function table({ hit, rows, noMatch, ordered: [rateOrdered, labelOrdered] }: Given): Table {
  const rate = { id: 'rate', is: 'percent' as const, default: operand('9%') };
  const label = { id: 'label', is: 'text' as const, default: operand('none') };
  const outputs = [
    // The last value of each is left unlisted, so that it has to come last.
    rateOrdered ? { ...rate, values: RATES.slice(0, -1).map(operand) } : rate,
    labelOrdered ? { ...label, values: LABELS.slice(0, -1).map(operand) } : label,
  ].slice(0, JOINS.has(hit) ? 1 : 2);
  return {
    ...head,
    inputs: ['line.discount', 'line.category'],
    outputs,
    hit,
    rows: rows.map(([discount, category, ...values], at) => ({
      id: String(at + 1),
      tests: [test(discount), test(category)],
      outputs: values.slice(0, outputs.length).map(operand),
    })),
    noMatch,
  };
}

// The reference looks at one row after another and at each cell as it is written, sharing nothing with the compiled form but exact numbers.
const CELLS: Cell[] = [
  ['10%', '(20%..40%]'],
  ['< 0%', 'unknown', '> line.base'],
  '-',
  'known',
  'unknown',
  '10%',
  '< 10%',
  '>= 10%',
  '(10%..33.333333%]',
  '[33.333334%..50%)',
  'not(10%)',
  'not((10%..50%))',
  '> line.base',
  'not(line.base)',
];
const WORD_CELLS: Cell[] = [
  ['food', 'beverages'],
  ['unknown', 'not(food)'],
  '-',
  'known',
  'unknown',
  'food',
  'beverages',
  'not(food)',
  'not(food, beverages)',
  '< food',
  '>= "food"',
  '(beverages.."food"]',
  'not(["food "..tools))',
  ['> "\uFFFD"', 'beverages'],
  '2026-03-31',
  '>= 2026-04-01',
  '(2026-03-30..2026-04-01]',
];
const NUMBERS: readonly FactValue[] = [
  undefined,
  ratio(1n, 10n),
  ratio(1n, 3n),
  ratio(1n, 2n),
  ratio(49n, 99n),
  ratio(-1n, 7n),
  ratio(9n),
];
const WORDS: readonly FactValue[] = [
  undefined,
  'food',
  'food ',
  'beverages',
  'tools',
  'Food',
  '\u{1F600}',
  20_543,
  20_544,
  20_542,
  0,
];
const HITS: readonly HitPolicy[] = [
  'unique',
  'any',
  'priority',
  'first',
  'rule-order',
  'output-order',
  'collect',
  'collect-sum',
  'collect-min',
  'collect-max',
  'collect-count',
];

function order(a: FactValue, b: FactValue): number | undefined {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return typeof a === 'object' && typeof b === 'object' ? compare(a, b) : undefined;
}

type Compared = Extract<UnaryTest, { than: Operand }>['is'];
const ACCEPTS: Readonly<Record<Compared, (order: number) => boolean>> = {
  less: (o) => o < 0,
  'less-or-equal': (o) => o <= 0,
  greater: (o) => o > 0,
  'greater-or-equal': (o) => o >= 0,
};

function valueOf(side: Operand, base: FactValue): FactValue {
  if ('name' in side) return base;
  if ('quantity' in side) return side.quantity.value;
  return 'day' in side ? side.day : side.word;
}

function passes(each: UnaryTest, value: FactValue, base: FactValue): boolean {
  const lies = (side: Operand, holds: (order: number) => boolean): boolean => {
    const found = order(value, valueOf(side, base));
    return found !== undefined && holds(found);
  };
  switch (each.is) {
    case 'anything':
      return true;
    case 'known':
      return value !== undefined;
    case 'unknown':
      return value === undefined;
    case 'equal':
      return typeof value === 'string' ? value === valueOf(each.to, base) : lies(each.to, (o) => o === 0);
    case 'one-of':
      return each.tests.some((inner) => passes(inner, value, base));
    case 'not':
      return (
        value !== undefined && !(namesBase(each) && base === undefined) && !passes(each.test, value, base)
      );
    case 'within':
      return (
        lies(each.from, ACCEPTS[each.includesFrom ? 'greater-or-equal' : 'greater']) &&
        lies(each.to, ACCEPTS[each.includesTo ? 'less-or-equal' : 'less'])
      );
    default:
      return lies(each.than, ACCEPTS[each.is]);
  }
}

function namesBase(test: UnaryTest): boolean {
  return JSON.stringify(test, (_, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  ).includes('line.base');
}

function rowByRow(declared: Table, [discount, category, base]: readonly FactValue[]): TableAnswer {
  const rows = declared.rows.flatMap(({ tests: [a, b] }, at) =>
    a && b && passes(a, discount, base) && passes(b, category, base) ? [at] : [],
  );
  const said = (at: number): FactValue[] =>
    (declared.rows[at]?.outputs ?? []).map((each) => valueOf(each, base));
  return rows.length === 0 ? otherwise(declared) : ANSWERS[declared.hit](declared, rows, said);
}

function otherwise({ hit, noMatch, outputs }: Table): TableAnswer {
  if (noMatch === 'refuse') return { kind: 'trouble', code: 'NO_MATCH', rows: [] };
  const values = outputs.map((each) => each.default && valueOf(each.default, undefined));
  if (noMatch === 'default')
    return LISTS.has(hit)
      ? { kind: 'list', answers: [values], rows: [] }
      : { kind: 'found', outputs: values, rows: [] };
  return hit === 'collect-count' ? found(ratio(0n)) : { kind: 'nothing' };
}

const found = (rate: Ratio, ...rows: number[]): TableAnswer => ({ kind: 'found', outputs: [rate], rows });
const LISTS = new Set<HitPolicy>(['collect', 'rule-order', 'output-order']);
type Answer = (table: Table, rows: readonly number[], said: (row: number) => FactValue[]) => TableAnswer;

const list: Answer = (_, rows, said) => ({ kind: 'list', answers: rows.map(said), rows });
const one: Answer = (_, [row = -1], said) => ({ kind: 'found', outputs: said(row), rows: [row] });
const written = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? String(each) : each));

/** The rows in the order of values: picked out one after another, each time the best of what is left. */
function byValues({ outputs }: Table, rows: readonly number[], said: (row: number) => FactValue[]): number[] {
  const left = [...rows];
  const sorted: number[] = [];
  while (left.length > 0) {
    let best = left[0] ?? -1;
    for (const row of left) if (comesBefore(outputs, said(row), said(best))) best = row;
    sorted.push(best);
    left.splice(left.indexOf(best), 1);
  }
  return sorted;
}

function comesBefore(outputs: Table['outputs'], a: readonly FactValue[], b: readonly FactValue[]): boolean {
  for (const [at, { values }] of outputs.entries()) {
    if (!values) continue;
    const order = values.map((value) => written(valueOf(value, undefined)));
    const [here, there] = [a[at], b[at]].map((value) => {
      const place = order.indexOf(written(value));
      return place < 0 ? 99 : place;
    });
    if (here !== there) return (here ?? 0) < (there ?? 0);
  }
  return false;
}

const rates = (rows: readonly number[], said: (row: number) => FactValue[]): Ratio[] =>
  rows.map((row) => said(row)[0] as Ratio);

const ANSWERS: Readonly<Record<HitPolicy, Answer>> = {
  first: one,
  unique: (table, rows, said) =>
    rows.length > 1 ? { kind: 'trouble', code: 'SEVERAL_MATCH', rows } : one(table, rows, said),
  any: (_, rows, said) =>
    new Set(rows.map((row) => written(said(row)))).size > 1
      ? { kind: 'trouble', code: 'OUTPUTS_DIFFER', rows }
      : { kind: 'found', outputs: said(rows[0] ?? -1), rows },
  priority: (table, rows, said) => one(table, byValues(table, rows, said), said),
  'rule-order': list,
  collect: list,
  'output-order': (table, rows, said) => list(table, byValues(table, rows, said), said),
  'collect-sum': (_, rows, said) => found(rates(rows, said).reduce(add), ...rows),
  'collect-min': (_, rows, said) => found(rates(rows, said).sort(compare)[0] ?? ratio(0n), ...rows),
  'collect-max': (_, rows, said) => found(rates(rows, said).sort(compare).at(-1) ?? ratio(0n), ...rows),
  'collect-count': (_, rows) => found(ratio(BigInt(rows.length)), ...rows),
};

describe('a compiled table', () => {
  const row = fc.tuple(
    fc.constantFrom(...CELLS),
    fc.constantFrom(...WORD_CELLS),
    fc.constantFrom(...RATES),
    fc.constantFrom(...LABELS),
  );
  const asked = fc.array(
    fc.tuple(fc.constantFrom(...NUMBERS), fc.constantFrom(...WORDS), fc.constantFrom(...NUMBERS)),
    { minLength: 20, maxLength: 20 },
  );

  it.each(HITS)('answers by %s as reading one row after another does', (hit) => {
    const declared = fc
      .record({
        hit: fc.constant(hit),
        rows: fc.array(row, { maxLength: 70, size: 'max' }),
        noMatch: fc.constantFrom('refuse' as const, 'nothing' as const, 'default' as const),
        ordered: fc.tuple(fc.boolean(), fc.boolean()),
      })
      .map(table);
    const property = fc.property(declared, asked, (each, facts) => {
      const compiled = compileTable(each, places);
      for (const of of facts) expect(compiled(of)).toEqual(rowByRow(each, of));
    });
    fc.assert(property, runs(60, 20_260_331));
  });
});
