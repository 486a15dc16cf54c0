import { value } from '../../../../../test/support/rules/values.js';
import { flat, incentive, measure, operand, plan } from '../../../../../test/support/sample-rules.js';
import { readUnaryTest } from '../../../conditions/read-unary-test.js';
import { checkRulebook } from '../../check.js';
import type { FactField, FactType, HitPolicy, Rulebook, Table, UnaryTest } from '../../rulebook.js';
import type { Value } from '../../parts/value.js';

const FIELDS: readonly FactField[] = [
  { name: 'line.net', is: 'money', means: 'Price' },
  { name: 'line.cost', is: 'money', means: 'Cost' },
  { name: 'line.seats', is: 'count', means: 'Seats', unit: 'seat' },
  { name: 'line.pieces', is: 'count', means: 'Pieces' },
];

interface Given {
  readonly shared?: readonly Value[];
  readonly own?: readonly Value[];
  readonly tables?: readonly Table[];
  readonly sum?: string;
  readonly currency?: string;
}

function told({ shared = [], own = [], tables = [], sum = 'value.y', currency = 'USD' }: Given): string[] {
  const rulebook: Rulebook = {
    facts: {
      id: 'company',
      timeZone: 'UTC',
      units: ['seat', 'logo'],
      fields: FIELDS,
      attributes: [],
      relations: [],
      events: [],
      absences: [],
      values: shared,
      calendars: [{ id: 'company', yearStarts: 20_454, quarters: [] }],
      fingerprint: 'facts',
    },
    tables,
    policies: [],
    plans: [
      plan({
        currency,
        values: own,
        measures: [measure({ sum })],
        incentives: [incentive(flat('10%'), { source: '§1' })],
      }),
    ],
  };
  return checkRulebook(rulebook)
    .filter(({ severity }) => severity === 'error')
    .map(({ code, path, text }) => [code, path, ...(text === undefined ? [] : [text])].join(' '));
}

function test(text: string): UnaryTest {
  const read = readUnaryTest(text);
  if ('fault' in read) throw new Error(read.fault);
  return read;
}

/** A table whose rows are tests of the inputs and then values of the outputs, all of one type. */
function table(
  inputs: readonly string[],
  rows: readonly (readonly string[])[],
  changes: { is?: FactType; hit?: HitPolicy; outputs?: readonly string[] } = {},
): Table {
  const { is = 'money', hit = 'first', outputs = ['amt'] } = changes;
  return {
    id: 't',
    effective: { from: 0, until: null },
    fingerprint: 't-1',
    inputs,
    outputs: outputs.map((id) => ({ id, is })),
    hit,
    noMatch: 'nothing',
    rows: rows.map((cells, index) => ({
      id: String(index),
      tests: cells.slice(0, inputs.length).map(test),
      outputs: cells.slice(inputs.length).map(operand),
    })),
  };
}

const read = value('y', 'money', { least: ['table.t.amt', 'line.net'] });
const share = value('share', 'percent', { divide: ['table.t.amt', 'line.net'], 'if-zero': '0%' });
const paid = value('y', 'money', { multiply: ['line.net', 'value.share'] });

describe('amounts of one currency', () => {
  const right: readonly [string, Given][] = [
    [
      'in the plan, the table and its tests',
      { own: [read], tables: [table(['line.net'], [['> 5 USD', '1 USD']])] },
    ],
    [
      'of two outputs, of which the plan reads one',
      {
        own: [read],
        tables: [table(['line.seats'], [['> 5 seats', '1 USD', '1 EUR']], { outputs: ['amt', 'eur'] })],
      },
    ],
    ['in a shared value', { shared: [value('y', 'money', { add: ['line.net', '5 EUR'] })], currency: 'EUR' }],
  ];
  it.each(right)('may stand %s', (_, given) => {
    expect(told(given)).toEqual([]);
  });

  const wrong: readonly [string, Given, readonly string[]][] = [
    [
      'in an interval',
      { own: [read], tables: [table(['line.net'], [['[10 EUR..20 JPY]', '1 EUR']])], currency: 'EUR' },
      ['UNIT_MISMATCH tables.0.rows.0.0 line.net', 'UNIT_MISMATCH plans.0.values.0 table.t.amt'],
    ],
    [
      'in a column of tests',
      {
        tables: [
          table(
            ['line.net'],
            [
              ['< 50 EUR', '1 EUR'],
              ['< 500 JPY', '1 EUR'],
            ],
          ),
        ],
        sum: 'line.net',
      },
      ['UNIT_MISMATCH tables.0.rows.1.0'],
    ],
    [
      'in two columns of tests',
      { tables: [table(['line.net', 'line.cost'], [['< 50 EUR', '> 5 USD', '1 EUR']])], sum: 'line.net' },
      ['UNIT_MISMATCH tables.0.rows.0.1'],
    ],
    [
      'in a column of outputs',
      {
        tables: [
          table(
            ['line.seats'],
            [
              ['1 seat', '5 EUR'],
              ['-', '7 CHF'],
            ],
          ),
        ],
        sum: 'line.net',
      },
      ['UNIT_MISMATCH tables.0.rows.1.1'],
    ],
    [
      'in tests and outputs',
      { tables: [table(['line.net'], [['< 50 EUR', '1 USD']])], sum: 'line.net' },
      ['UNIT_MISMATCH tables.0.rows.0.1'],
    ],
    [
      'in a table and the plan that reads it',
      { own: [read], tables: [table(['line.seats'], [['-', '5 EUR']])] },
      ['UNIT_MISMATCH plans.0.values.0 table.t.amt'],
    ],
    [
      'in the tests of a table and the plan that reads it',
      {
        own: [value('y', 'money', { multiply: ['line.net', 'table.t.amt'] })],
        tables: [table(['line.net'], [['> 5 EUR', '5%']], { is: 'percent' })],
      },
      ['UNIT_MISMATCH plans.0.values.0 table.t.amt'],
    ],
    [
      'in a table that a shared value reads, and the plan',
      { shared: [share], own: [paid], tables: [table(['line.seats'], [['-', '5 EUR']])] },
      ['UNIT_MISMATCH plans.0.values.0 value.share'],
    ],
    [
      'in a shared value and the plan',
      { shared: [value('y', 'money', { add: ['line.net', '5 EUR'] })] },
      ['UNIT_MISMATCH plans.0 value.y'],
    ],
    [
      'in shared values that are added up',
      {
        shared: [
          value('a', 'money', { add: ['line.net', '5 EUR'] }),
          value('b', 'money', { add: ['value.a', '5 USD'] }),
        ],
        sum: 'line.net',
      },
      ['UNIT_MISMATCH facts.values.1'],
    ],
    [
      'in the lines that are counted',
      {
        shared: [
          value('n', 'count', { 'count-of': { lines: 'booking.lines', when: { 'line.net': '> 0 EUR' } } }),
        ],
        own: [value('y', 'money', { multiply: ['line.net', { divide: ['value.n', '2 lines'] }] })],
      },
      ['UNIT_MISMATCH plans.0.values.0 value.n'],
    ],
    [
      'in a value of the plan',
      { own: [value('y', 'money', { add: ['1 EUR', '2 EUR'] })] },
      ['UNIT_MISMATCH plans.0.values.0'],
    ],
    [
      'in a value of the plan, told once',
      { own: [value('y', 'money', { add: ['line.net', '2 EUR'] })] },
      ['UNIT_MISMATCH plans.0.values.0.add'],
    ],
  ];
  it.each(wrong)('are asked for where another stands %s', (_, given, findings) => {
    expect(told(given)).toEqual(findings);
  });
});

describe('counts of one unit', () => {
  const counting = { is: 'count', hit: 'collect-sum' } as const;
  const part = (whole: string): Value =>
    value('y', 'money', { multiply: ['line.net', { divide: ['table.t.amt', whole] }] });

  it('are read from a table in their unit', () => {
    const tables = [
      table(
        ['line.net'],
        [
          ['-', '5 seats'],
          ['> 5 USD', 'line.seats'],
        ],
        counting,
      ),
    ];
    expect(told({ own: [part('100 seats')], tables })).toEqual([]);
    expect(told({ own: [part('100 logos')], tables })).toEqual([
      'UNIT_MISMATCH plans.0.values.0.multiply.1.divide',
    ]);
  });

  it('keep it through a value that says none', () => {
    const tables = [table(['line.net'], [['-', '5 seats']], counting)];
    const shared = [value('n', 'count', { least: ['table.t.amt', '7 seats'] })];
    const own = [value('y', 'money', { multiply: ['line.net', { divide: ['value.n', '100 logos'] }] })];
    expect(told({ shared, own, tables })).toEqual(['UNIT_MISMATCH plans.0.values.0.multiply.1.divide']);
  });

  it('are of one unit in all versions of a table', () => {
    const first = table(['line.net'], [['-', '5 seats']], counting);
    const later = table(['line.net'], [['-', '5 logos']], counting);
    const tables = [
      { ...first, effective: { from: 0, until: 30_000 } },
      { ...later, effective: { from: 30_000, until: null } },
    ];
    expect(told({ tables, sum: 'line.net' })).toEqual(['UNIT_MISMATCH tables.1.rows.0.1']);
  });

  const wrong: readonly [string, Table, string][] = [
    [
      'outputs',
      table(
        ['line.net'],
        [
          ['-', '5 seats'],
          ['> 5 USD', '5 logos'],
        ],
        counting,
      ),
      'tables.0.rows.1.1',
    ],
    [
      'outputs by name',
      table(
        ['line.net'],
        [
          ['-', '5 logos'],
          ['> 5 USD', 'line.seats'],
        ],
        counting,
      ),
      'tables.0.rows.1.1',
    ],
    [
      'tests',
      table(
        ['line.pieces'],
        [
          ['> 5 seats', '5%'],
          ['> 5 logos', '6%'],
        ],
        { is: 'percent' },
      ),
      'tables.0.rows.1.0',
    ],
  ];
  it.each(wrong)('are asked for in a column of %s', (_, declared, path) => {
    expect(told({ tables: [declared], sum: 'line.net' })).toEqual([`UNIT_MISMATCH ${path}`]);
  });
});
