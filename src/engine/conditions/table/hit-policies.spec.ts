import { ratio } from '../../kernel/ratio.js';
import type { HitPolicy, Table, TableOutput } from '../../rulebook/rulebook.js';
import { compileTable } from '../compile-table.js';
import { placesOf } from '../fact-places.js';
import type { TableAnswer } from './hit-policies.js';

const word = (text: string) => ({ word: text });
const WHO: TableOutput = { id: 'who', is: 'text', values: ['cfo', 'vp', 'manager'].map(word) };
const WHY: TableOutput = { id: 'why', is: 'text' };

function table(hit: HitPolicy, rows: string[][], others: Partial<Table> = {}): Table {
  return {
    id: 't',
    effective: { from: 0, until: null },
    fingerprint: '',
    inputs: ['line.category'],
    outputs: [WHO, WHY],
    hit,
    rows: rows.map((outputs, at) => ({
      id: String(at + 1),
      tests: [{ is: 'known' }],
      outputs: outputs.map(word),
    })),
    noMatch: 'nothing',
    ...others,
  };
}
const ask = (declared: Table, category: string | undefined = 'food'): TableAnswer =>
  compileTable(declared, placesOf(['line.category']))([category]);

const ROWS = [
  ['manager', 'small'],
  ['vp', 'late'],
  ['cfo', 'large'],
  ['vp', 'early'],
];

describe('a hit policy', () => {
  it('priority takes the outputs that come first in the order of values, the earliest of equals', () => {
    expect(ask(table('priority', ROWS))).toEqual({ kind: 'found', outputs: ['cfo', 'large'], rows: [2] });
    expect(
      ask(
        table(
          'priority',
          ROWS.filter(([who]) => who !== 'cfo'),
        ),
      ),
    ).toEqual({
      kind: 'found',
      outputs: ['vp', 'late'],
      rows: [1],
    });
  });

  it('priority compares outputs from the left', () => {
    const outputs = [WHO, { ...WHY, values: ['early', 'late'].map(word) }];
    expect(
      ask(
        table(
          'priority',
          ROWS.filter(([who]) => who === 'vp'),
          { outputs },
        ),
      ),
    ).toEqual({
      kind: 'found',
      outputs: ['vp', 'early'],
      rows: [1],
    });
  });

  it('output-order lists all in the order of values, rule-order in the order of rows', () => {
    const inOrder = [2, 1, 3, 0];
    expect(ask(table('output-order', ROWS))).toEqual({
      kind: 'list',
      answers: inOrder.map((row) => ROWS[row]),
      rows: inOrder,
    });
    expect(ask(table('rule-order', ROWS))).toEqual({ kind: 'list', answers: ROWS, rows: [0, 1, 2, 3] });
  });

  it('collect keeps what is said twice', () => {
    const twice = [...ROWS, ...ROWS];
    expect(ask(table('collect', twice))).toEqual(expect.objectContaining({ answers: twice }));
  });

  const count = { outputs: [WHY] };
  it('collect-count counts rows, equal ones too, and no rows as 0', () => {
    const rows = [['late'], ['late'], ['early']];
    const counted = (noMatch: Table['noMatch']): Table => table('collect-count', rows, { ...count, noMatch });
    expect(ask(counted('nothing'))).toEqual({ kind: 'found', outputs: [ratio(3n)], rows: [0, 1, 2] });
    expect(compileTable(counted('nothing'), placesOf(['line.category']))([undefined])).toEqual({
      kind: 'found',
      outputs: [ratio(0n)],
      rows: [],
    });
    expect(compileTable(counted('refuse'), placesOf(['line.category']))([undefined])).toEqual(
      expect.objectContaining({ code: 'NO_MATCH' }),
    );
  });

  it('answers with the defaults where no row matches: one answer, or a list of one', () => {
    const outputs = [
      { ...WHO, default: word('vp') },
      { ...WHY, default: word('nobody said') },
    ];
    const without = (hit: HitPolicy): TableAnswer =>
      compileTable(
        table(hit, ROWS, { outputs, noMatch: 'default' }),
        placesOf(['line.category']),
      )([undefined]);
    expect(without('first')).toEqual({ kind: 'found', outputs: ['vp', 'nobody said'], rows: [] });
    expect(without('collect')).toEqual({ kind: 'list', answers: [['vp', 'nobody said']], rows: [] });
  });
});
