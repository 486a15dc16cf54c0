import { ratio, type Ratio } from '../kernel/ratio.js';
import type { FactValue } from '../model/facts.js';
import type { HitPolicy, Operand, Table, UnaryTest } from '../rulebook/rulebook.js';
import { compileTable } from './compile-table.js';
import { placesOf } from './fact-places.js';
import { readOperand } from './read-operand.js';
import { readUnaryTest } from './read-unary-test.js';
import type { TableAnswer } from './table/hit-policies.js';

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
    expect(() => compileTable(two, places)).toThrow('makes one value of more than one output');
  });
});
