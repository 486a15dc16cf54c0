import fc from 'fast-check';
import { add, compare, ratio, type Ratio } from '../kernel/ratio.js';
import type { FactValue } from '../model/facts.js';
import type { HitPolicy, Operand, Table, UnaryTest } from '../rulebook/rulebook.js';
import { compileTable, type TableAnswer } from './compile-table.js';
import { placesOf } from './fact-places.js';
import { readOperand } from './read-operand.js';
import { readUnaryTest } from './read-unary-test.js';
import { runs } from '../../../test/support/properties/property-runs.js';

function read<T>(value: T | { readonly fault: string }): T {
  if (typeof value === 'object' && value !== null && 'fault' in value) throw new Error(value.fault);
  return value as T;
}
const operand = (text: string): Operand => read<Operand>(readOperand(text));
const test = (text: string): UnaryTest => read<UnaryTest>(readUnaryTest(text));

const head = { id: 't', effective: { from: 0, until: null }, fingerprint: '' };
const places = placesOf(['line.discount', 'line.category', 'line.base']);

function table(
  hit: HitPolicy,
  rows: readonly (readonly string[])[],
  noMatch: Table['noMatch'] = 'refuse',
): Table {
  return {
    ...head,
    inputs: ['line.discount', 'line.category'],
    outputs: [{ id: 'rate', is: 'percent' }],
    hit,
    rows: rows.map(([discount = '-', category = '-', rate = '-'], at) => ({
      id: String(at + 1),
      tests: [test(discount), test(category)],
      outputs: [operand(rate)],
    })),
    noMatch,
  };
}
const found = (rate: Ratio, ...rows: number[]): TableAnswer => ({ kind: 'found', outputs: [rate], rows });

// The reference looks at one row after another and at each cell as it is written, sharing nothing with the compiled form but exact numbers.
const CELLS = [
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
const WORD_CELLS = [
  '-',
  'known',
  'unknown',
  'food',
  'beverages',
  'not(food)',
  'not(food, beverages)',
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
const WORDS: readonly FactValue[] = [undefined, 'food', 'beverages', 'tools', 20_543, 20_544, 20_542, 0];
const HITS: readonly HitPolicy[] = ['unique', 'first', 'any', 'collect-sum', 'collect-min', 'collect-max'];

function order(a: FactValue, b: FactValue): number | undefined {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
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
  const rates = rows.map((at) => {
    const [rate] = declared.rows[at]?.outputs ?? [];
    return rate && 'quantity' in rate ? rate.quantity.value : ratio(0n);
  });
  const [rate] = rates;
  if (rate === undefined)
    return declared.noMatch === 'nothing' ? { kind: 'nothing' } : { kind: 'trouble', code: 'NO_MATCH', rows };
  const sorted = [...rates].sort(compare);
  if (declared.hit === 'first') return found(rate, rows[0] ?? -1);
  if (declared.hit === 'unique' && rows.length > 1) return { kind: 'trouble', code: 'SEVERAL_MATCH', rows };
  if (declared.hit === 'any' && rates.some((each) => compare(each, rate) !== 0))
    return { kind: 'trouble', code: 'OUTPUTS_DIFFER', rows };
  if (declared.hit === 'collect-sum') return found(rates.reduce(add), ...rows);
  if (declared.hit === 'collect-min') return found(sorted[0] ?? rate, ...rows);
  return found(declared.hit === 'collect-max' ? (sorted.at(-1) ?? rate) : rate, ...rows);
}

describe('a compiled table', () => {
  const row = fc.tuple(
    fc.constantFrom(...CELLS),
    fc.constantFrom(...WORD_CELLS),
    fc.constantFrom('1%', '2%', '33.333333%'),
  );
  const declared = fc
    .record({
      hit: fc.constantFrom(...HITS),
      rows: fc.array(row, { maxLength: 70, size: 'max' }),
      noMatch: fc.constantFrom('refuse' as const, 'nothing' as const),
    })
    .map(({ hit, rows, noMatch }) => table(hit, rows, noMatch));
  const asked = fc.array(
    fc.tuple(fc.constantFrom(...NUMBERS), fc.constantFrom(...WORDS), fc.constantFrom(...NUMBERS)),
    { minLength: 20, maxLength: 20 },
  );

  it('answers as reading one row after another does, seed 20260331', () => {
    const property = fc.property(declared, asked, (each, facts) => {
      const compiled = compileTable(each, places);
      for (const of of facts) expect(compiled(of)).toEqual(rowByRow(each, of));
    });
    fc.assert(property, runs(400, 20_260_331));
  });
});
