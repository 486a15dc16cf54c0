import fc from 'fast-check';
import { add, compare, ratio, type Ratio } from '../kernel/ratio.js';
import type { FactValue } from '../model/facts.js';
import type { HitPolicy, Operand, Table, UnaryTest } from '../rulebook/rulebook.js';
import { compileTable, type TableAnswer } from './compile-table.js';
import { placesOf } from './fact-places.js';
import { readOperand } from './read-operand.js';
import { readUnaryTest } from './read-unary-test.js';

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
const ask = (declared: Table, ...facts: FactValue[]): TableAnswer => compileTable(declared, places)(facts);
const found = (rate: Ratio, ...rows: number[]): TableAnswer => ({ kind: 'found', outputs: [rate], rows });
const [deep, shallow] = [ratio(1n, 4n), ratio(1n, 10n)];

describe('a decision table', () => {
  const rates = [
    ['<= 15%', '-', '3%'],
    ['> 15%', '-', '2%'],
    ['-', 'beverages', '0.5%'],
  ];
  const cases: [string, TableAnswer, TableAnswer][] = [
    [
      'adds all rows that match',
      ask(table('collect-sum', rates), shallow, 'beverages'),
      found(ratio(35n, 1000n), 0, 2),
    ],
    ['takes the least', ask(table('collect-min', rates), deep, 'beverages'), found(ratio(5n, 1000n), 1, 2)],
    ['takes the most', ask(table('collect-max', rates), deep, 'beverages'), found(ratio(2n, 100n), 1, 2)],
    [
      'takes the first row in order',
      ask(table('first', rates), shallow, 'beverages'),
      found(ratio(3n, 100n), 0),
    ],
    [
      'takes the one row that matches',
      ask(table('unique', rates), shallow, 'food'),
      found(ratio(3n, 100n), 0),
    ],
    [
      'does not choose between two rows',
      ask(table('unique', rates), shallow, 'beverages'),
      { kind: 'trouble', code: 'SEVERAL_MATCH', rows: [0, 2] },
    ],
    [
      'forbids overlap under unique even where outputs are equal',
      ask(
        table('unique', [
          ['-', '-', '1%'],
          ['-', '-', '1%'],
        ]),
        deep,
        'a',
      ),
      { kind: 'trouble', code: 'SEVERAL_MATCH', rows: [0, 1] },
    ],
    [
      'allows it under any',
      ask(
        table('any', [
          ['-', '-', '1%'],
          ['-', '-', '1.00%'],
        ]),
        deep,
        'a',
      ),
      found(ratio(1n, 100n), 0, 1),
    ],
    [
      'refuses rows that differ under any',
      ask(table('any', rates), deep, 'beverages'),
      { kind: 'trouble', code: 'OUTPUTS_DIFFER', rows: [1, 2] },
    ],
    [
      'refuses no match',
      ask(table('first', [['> 50%', '-', '1%']]), deep, 'a'),
      { kind: 'trouble', code: 'NO_MATCH', rows: [] },
    ],
    [
      'gives nothing for no match where it says so',
      ask(table('collect-sum', [['> 50%', '-', '1%']], 'nothing'), deep, 'a'),
      { kind: 'nothing' },
    ],
    [
      'has no row for what is unknown',
      ask(
        table('first', [
          ['> 5%', '-', '1%'],
          ['not(5%)', '-', '2%'],
        ]),
        undefined,
        'a',
      ),
      { kind: 'trouble', code: 'NO_MATCH', rows: [] },
    ],
    [
      'has a row for unknown where it says so',
      ask(
        table('first', [
          ['> 5%', '-', '1%'],
          ['unknown', 'unknown', '2%'],
        ]),
      ),
      found(ratio(2n, 100n), 1),
    ],
    [
      'pays what a name says',
      ask(table('first', [['-', '-', 'line.base']]), deep, 'a', ratio(1n, 7n)),
      found(ratio(1n, 7n), 0),
    ],
    [
      'does not add what is unknown',
      ask(
        table('collect-sum', [
          ['-', '-', 'line.base'],
          ['-', '-', '1%'],
        ]),
        deep,
        'a',
      ),
      { kind: 'trouble', code: 'UNKNOWN_OUTPUT', rows: [0, 1] },
    ],
    [
      'compares a cell with a name',
      ask(
        table('unique', [
          ['> line.base', '-', '1%'],
          ['<= line.base', '-', '2%'],
        ]),
        deep,
        'a',
        deep,
      ),
      found(ratio(2n, 100n), 1),
    ],
    ['has no rows', ask(table('first', [], 'nothing'), deep, 'a'), { kind: 'nothing' }],
  ];
  it.each(cases)('%s', (_, answer, expected) => expect(answer).toEqual(expected));

  it('answers the same again: asking leaves nothing behind', () => {
    const asked = compileTable(table('collect-sum', rates), places);
    const first = asked([shallow, 'beverages', undefined]);
    asked([deep, 'food', undefined]);
    expect(asked([shallow, 'beverages', undefined])).toEqual(first);
  });

  it('does not collect two outputs', () => {
    const two = {
      ...table('collect-sum', []),
      outputs: [
        { id: 'a', is: 'percent' as const },
        { id: 'b', is: 'percent' as const },
      ],
    };
    expect(() => compileTable(two, places)).toThrow('collects more than one output');
  });
});

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

function passes(each: UnaryTest, value: FactValue, base: FactValue): boolean {
  const of = (side: Operand): FactValue =>
    'name' in side ? base : 'quantity' in side ? side.quantity.value : 'day' in side ? side.day : side.word;
  const lies = (side: Operand, holds: (order: number) => boolean): boolean => {
    const found = order(value, of(side));
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
      return typeof value === 'string' ? value === of(each.to) : lies(each.to, (o) => o === 0);
    case 'one-of':
      return each.tests.some((inner) => passes(inner, value, base));
    case 'not':
      return (
        value !== undefined &&
        !(JSON.stringify(each, big).includes('"name"') && base === undefined) &&
        !passes(each.test, value, base)
      );
    case 'within':
      return (
        lies(each.from, (o) => (each.includesFrom ? o >= 0 : o > 0)) &&
        lies(each.to, (o) => (each.includesTo ? o <= 0 : o < 0))
      );
    case 'less':
      return lies(each.than, (o) => o < 0);
    case 'less-or-equal':
      return lies(each.than, (o) => o <= 0);
    case 'greater':
      return lies(each.than, (o) => o > 0);
    case 'greater-or-equal':
      return lies(each.than, (o) => o >= 0);
  }
}
const big = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);

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
    fc.assert(property, { seed: 20_260_331, numRuns: 400 });
  });
});
