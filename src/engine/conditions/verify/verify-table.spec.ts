import type { HitPolicy, Operand, Table, UnaryTest } from '../../rulebook/rulebook.js';
import { readOperand } from '../read-operand.js';
import { readUnaryTests } from '../read-unary-test.js';
import type { NameType } from '../types/name-types.js';
import { verifyTable } from './verify-table.js';

const names = new Map<string, NameType>([
  ['line.discount', { is: 'percent' }],
  ['line.net', { is: 'money' }],
  ['line.list', { is: 'money' }],
  ['booking.date', { is: 'date' }],
  ['booking.type', { is: 'one-of', values: ['new', 'renewal', 'expansion'] }],
  ['account.name', { is: 'text' }],
]);

function read<T>(value: T | { readonly fault: string }): T {
  if (typeof value === 'object' && value !== null && 'fault' in value) throw new Error(value.fault);
  return value as T;
}

type Row = readonly (string | string[])[];

/** A table of `inputs`, whose last cell in each row is the output. */
function table(hit: HitPolicy, inputs: string[], rows: readonly Row[], others: Partial<Table> = {}): Table {
  return {
    id: 't',
    effective: { from: 0, until: null },
    fingerprint: '',
    inputs,
    outputs: [{ id: 'rate', is: 'percent' }],
    hit,
    rows: rows.map((cells, at) => ({
      id: String(at + 1),
      tests: cells.slice(0, -1).map((cell) => read<UnaryTest>(readUnaryTests(cell))),
      outputs: [read<Operand>(readOperand(String(cells.at(-1))))],
    })),
    noMatch: 'refuse',
    ...others,
  };
}

const said = (declared: Table): string[] =>
  verifyTable(declared, names).map(
    ({ code, severity, path, message, remedy }) => `${severity} ${code} ${path}: ${message} ${remedy}`,
  );

describe('the check of a whole table', () => {
  it('finds nothing where every value has one row', () => {
    const rows = [
      ['< 0%', '-', '1%'],
      ['[0%..20%)', 'new', '1%'],
      ['[0%..20%)', 'not(new)', '2%'],
      ['>= 20%', ['renewal', 'expansion'], '3%'],
      ['>= 20%', 'new', '4%'],
    ];
    expect(said(table('unique', ['line.discount', 'booking.type'], rows))).toEqual([]);
  });

  it('finds the hole between whole percents and says how to close it', () => {
    const rows = [
      ['< 11%', '1%'],
      ['[11%..20%]', '2%'],
      ['[21%..30%]', '3%'],
      ['> 30%', '4%'],
    ];
    expect(said(table('unique', ['line.discount'], rows))).toEqual([
      'error TABLE_GAP rows: Where line.discount is 20.5%, no row matches, and the table refuses that. ' +
        'line.discount ends at 20% in row 2: write (20%..30%] in row 3.',
    ]);
  });

  it('finds a gap of several inputs, and of unknown only where a column asks for it', () => {
    const inputs = ['booking.type', 'account.name'];
    const rows = [
      ['new', '-', '1%'],
      [['renewal', 'unknown'], 'known', '2%'],
      ['expansion', ['acme', 'initech'], '3%'],
    ];
    const found = said(table('first', inputs, rows)).map((each) => /Where (.*), no row/.exec(each)?.[1]);
    expect(found).toEqual([
      'booking.type is expansion and account.name is another text',
      'booking.type is renewal and account.name is unknown',
    ]);
  });

  it('takes what no match means for an answer', () => {
    const rows = [['> 5%', '1%']];
    expect(said(table('unique', ['line.discount'], rows, { noMatch: 'nothing' }))).toEqual([]);
  });

  const slivers: [string, Row[], HitPolicy, string | null][] = [
    [
      'a sliver between two bands that are added up',
      [
        ['[25,000 USD..59,000 USD]', '-', '20%'],
        ['[60,000 USD..99,000 USD]', '-', '25%'],
        ['-', 'new', '1%'],
      ],
      'collect-sum',
      'Where line.net is 59,500 USD, neither row 1 nor row 2 matches, and else they are alike. line.net ends at 59,000 USD in row 1: write (59,000 USD..99,000 USD] in row 2.',
    ],
    [
      'a single value between two bands',
      [
        ['< 130 USD', '-', '1%'],
        ['> 130 USD', '-', '2%'],
      ],
      'unique',
      'Where line.net is 130 USD, neither row 1 nor row 2 matches, and else they are alike. Write >= 130 USD in row 2.',
    ],
    [
      'nothing where another row fills it',
      [
        ['< 130 USD', '-', '1%'],
        ['> 130 USD', '-', '2%'],
        ['-', '-', '3%'],
      ],
      'first',
      null,
    ],
    [
      'nothing where the rest of the rows differs',
      [
        ['< 130 USD', 'new', '1%'],
        ['> 130 USD', 'renewal', '2%'],
      ],
      'unique',
      null,
    ],
    [
      'nothing where so much is left out that it was meant',
      [
        ['[0 USD..10 USD]', '-', '1%'],
        ['[20 USD..30 USD]', '-', '2%'],
      ],
      'unique',
      null,
    ],
  ];
  it.each(slivers)('whatever no match means, finds %s', (_, rows, hit, message) => {
    const found = said(table(hit, ['line.net', 'booking.type'], rows, { noMatch: 'nothing' }));
    const holes = found.filter((each) => !each.includes('UNUSED'));
    expect(holes).toEqual(message === null ? [] : [`warning TABLE_GAP rows.1: ${message}`]);
  });

  it('has no gap between one day and the next', () => {
    const rows = [
      ['<= 2026-01-31', '1%'],
      ['>= 2026-02-01', '2%'],
    ];
    expect(said(table('unique', ['booking.date'], rows))).toEqual([]);
  });

  it('finds two rows that match together under unique, and the end that they share', () => {
    const rows = [
      ['<= 10%', '1%'],
      ['[10%..20%]', '2%'],
      ['> 15%', '3%'],
    ];
    expect(said(table('unique', ['line.discount'], rows))).toEqual([
      'error TABLE_OVERLAP rows.1: Where line.discount is 10%, row 1 and row 2 match, and under unique only one row may. ' +
        'Narrow one of them, or write another hit policy, such as first.',
      'error TABLE_OVERLAP rows.2: Where line.discount is 17.5%, row 2 and row 3 match, and under unique only one row may. ' +
        'Narrow one of them, or write another hit policy, such as first.',
    ]);
    const touching = [
      ['[0%..10%]', '1%'],
      ['[10%..20%]', '2%'],
    ];
    expect(said(table('unique', ['line.discount'], touching, { noMatch: 'nothing' }))).toEqual([
      expect.stringContaining('Both include 10%: write [0%..10%) in row 1.'),
    ]);
  });

  it('lets rows match together under any as long as they say the same', () => {
    const rows = [
      ['new', '-', '1%'],
      ['-', '> 5 USD', '1%'],
      ['not(new)', '-', '2%'],
    ];
    expect(said(table('any', ['booking.type', 'line.net'], rows))).toEqual([
      'error TABLE_CONFLICT rows.2: Where booking.type is renewal and line.net is 6 USD, row 2 says 1% and row 3 says 2%; under any they must say the same. ' +
        'Row 2 or row 3 must be narrower, or say the same; or write another hit policy.',
    ]);
  });

  it('finds a row that earlier ones leave nothing to, alone or together', () => {
    const rows = [
      ['> 20%', '1%'],
      ['> 30%', '2%'],
      ['<= 20%', '3%'],
      ['known', '4%'],
      ['unknown', '5%'],
    ];
    expect(said(table('first', ['line.discount'], rows))).toEqual([
      'error ROW_NEVER_ANSWERS rows.1: Row 2 never answers: wherever it matches, row 1 matches too and stands before it. ' +
        'Move it up, narrow the rows before it, or take it away.',
      'error ROW_NEVER_ANSWERS rows.3: Row 4 never answers: wherever it matches, row 1, row 2, row 3 match too and stand before it. ' +
        'Move it up, narrow the rows before it, or take it away.',
    ]);
  });

  it('finds a row that never answers because its outputs come last', () => {
    const values = ['9%', '5%'].map((text) => read<Operand>(readOperand(text)));
    const rows = [
      ['> 20%', '5%'],
      ['> 10%', '9%'],
      ['-', '5%'],
    ];
    const outputs = [{ id: 'rate', is: 'percent' as const, values }];
    expect(said(table('priority', ['line.discount'], rows, { outputs }))).toEqual([
      expect.stringContaining(
        'error ROW_NEVER_ANSWERS rows.0: Row 1 never answers: wherever it matches, row 2',
      ),
    ]);
  });

  it('finds a test that no value passes', () => {
    const rows = [
      ['-', '(2026-01-01..2026-01-02)', '1%'],
      ['not(new, renewal, expansion)', '-', '1%'],
      ['-', '-', '2%'],
    ];
    const found = said(table('first', ['booking.type', 'booking.date'], rows));
    expect(found.map((each) => each.split(':')[0])).toEqual([
      'error ROW_NEVER_ANSWERS rows.0.1',
      'error ROW_NEVER_ANSWERS rows.1.0',
    ]);
  });

  it('finds a row written twice: an error where it decides nothing or too much, else a question', () => {
    const rows = [
      ['new', '1%'],
      ['new', '1%'],
      ['-', '2%'],
    ];
    const severity = (hit: HitPolicy): string[] =>
      said(table(hit, ['booking.type'], rows, { noMatch: 'nothing' })).filter((each) =>
        each.includes('DUPLICATE'),
      );
    expect(severity('first')).toEqual([
      'error DUPLICATE_ROW rows.1: Row 2 asks the same as row 1 and says the same. Take one of them away, or change what it asks.',
    ]);
    expect(severity('collect-sum')).toEqual([expect.stringMatching(/^warning DUPLICATE_ROW rows.1/)]);
  });

  it('finds a list of which both were meant, and a column nobody asks', () => {
    const rows = [
      [['>= 30%', '< 50%'], '-', '1%'],
      ['-', '-', '2%'],
    ];
    expect(said(table('first', ['line.discount', 'booking.type'], rows))).toEqual([
      'warning TABLE_SLIP rows.0.0: Every line.discount passes [>= 30%, < 50%] in row 1: of a list one is enough. Write [30%..50%) if both must hold.',
      'warning UNUSED inputs.1: No row asks for booking.type. Take the column away.',
    ]);
  });

  it('calls rows by their ids, and counts the id as a cell', () => {
    const rows = [
      [['>= 30%', '< 50%'], '1%'],
      ['known', '2%'],
    ];
    const declared = table('first', ['line.discount'], rows, { rowsStartWith: 'id', noMatch: 'nothing' });
    const named = {
      ...declared,
      rows: declared.rows.map((row, at) => ({ ...row, id: ['mid', 'rest'][at] ?? '' })),
    };
    expect(said(named)).toEqual([
      expect.stringContaining('TABLE_SLIP rows.0.1: Every line.discount passes [>= 30%, < 50%] in row mid'),
      expect.stringContaining('Row rest never answers: wherever it matches, row mid'),
    ]);
  });

  it('says of rows that compare with a name only what is certain', () => {
    const rows = [
      ['< line.list', '1%'],
      ['>= line.list', '2%'],
      ['unknown', '3%'],
    ];
    expect(said(table('unique', ['line.net'], rows))).toEqual([]);
    expect(said(table('first', ['line.net'], [...rows, ['> line.list', '4%'], ['-', '5%']]))).toEqual([]);
    const dead = said(
      table(
        'first',
        ['line.net'],
        [
          ['known', '1%'],
          ['> line.list', '2%'],
          ['unknown', '3%'],
        ],
      ),
    );
    expect(dead).toEqual([expect.stringContaining('Row 2 never answers')]);
  });
});
