import { table, value } from '../../../../../test/support/rules/values.js';
import { flat, incentive, measure, plan, policy, tiers } from '../../../../../test/support/sample-rules.js';
import { readCondition } from '../../../conditions/read-condition.js';
import { checkRulebook } from '../../check.js';
import type { Condition, FactField, Plan, Rulebook } from '../../rulebook.js';
import type { Value } from '../../parts/value.js';

const FIELDS: readonly FactField[] = [
  { name: 'line.net', is: 'money', means: 'Price' },
  { name: 'line.product', is: 'one-of', values: ['platform', 'services'], means: 'Product' },
  { name: 'booking.date', is: 'date', means: 'Day' },
  { name: 'booking.note', is: 'text', means: 'Note' },
  { name: 'participant.hired', is: 'date', means: 'First day' },
];
const ATTRIBUTES: readonly FactField[] = [
  { name: 'attribute.oti', is: 'money', means: 'Target' },
  { name: 'attribute.rate', is: 'percent', means: 'Rate' },
];

interface Given {
  readonly shared?: readonly Value[];
  readonly own?: readonly Value[];
  readonly plan?: Partial<Plan>;
  readonly tables?: Rulebook['tables'];
  readonly rule?: Condition;
}

function told({ shared = [], own = [], plan: changes = {}, tables = [], rule }: Given): readonly string[] {
  const rules = rule ? [{ id: 'r', when: rule, credit: 'house' as const, because: 'So' }] : [];
  const rulebook: Rulebook = {
    facts: {
      id: 'company',
      timeZone: 'UTC',
      units: ['logo'],
      fields: FIELDS,
      attributes: ATTRIBUTES,
      relations: [],
      events: [],
      absences: [],
      values: shared,
      calendars: [{ id: 'company', yearStarts: 20_454, quarters: [] }],
      fingerprint: 'facts',
    },
    tables,
    policies: rule ? [policy({ phases: [{ id: 'p', hit: 'first', rules }] })] : [],
    plans: [plan({ values: own, incentives: [incentive(flat('10%'), { source: '§1' })], ...changes })],
  };
  const found = checkRulebook(rulebook).filter(({ code }) => code !== 'ORDER_MATTERS');
  return found.map(({ code, path }) => `${code} ${path}`);
}

function when(plain: unknown): Condition {
  const read = readCondition(plain, 'when');
  if ('findings' in read) throw new Error(read.findings.map(({ message }) => message).join(' '));
  return read.condition;
}

const margin = value('margin', 'money', { multiply: ['line.net', '20%'] });
const rate = value('rate', 'percent', { least: ['attribute.rate', '10%'] });
const reached = value('reached', 'percent', { least: ['attainment.sold', '200%'] });
const both = value('both', 'percent', { multiply: ['attainment.sold', { divide: ['line.net', '5 USD'] }] });
const summing = (sum: string): Partial<Plan> => ({ measures: [measure({ sum })] });
const paying = (pays: string): Partial<Plan> => ({
  measures: [measure({ quota: 'attribute.oti' })],
  incentives: [incentive(tiers([['a', '0%', pays]]), { source: '§1' })],
});
const counting = (plain: unknown): Partial<Plan> => ({ measures: [measure({ when: when(plain) })] });

describe('values that may stand', () => {
  const cases: readonly [string, Given][] = [
    ['added up', { own: [margin], plan: summing('value.margin') }],
    ['added up, of the catalogue', { shared: [margin], plan: summing('value.margin') }],
    ['a rate of the person', { own: [rate], plan: paying('value.rate') }],
    ['a rate of the window', { own: [reached], plan: paying('value.reached') }],
    ['in what counts', { own: [margin], plan: counting({ 'value.margin': '> 5 USD' }) }],
    ['on the other side of a test', { own: [margin], plan: counting({ 'line.net': '> value.margin' }) }],
    [
      'a quota',
      {
        own: [value('quota', 'money', { divide: ['attribute.oti', '4'] })],
        plan: { ...paying('5%'), measures: [measure({ quota: 'value.quota' })] },
      },
    ],
    ['in a policy', { shared: [margin], rule: when({ 'value.margin': '> 5 USD' }) }],
    [
      'as the input of a table',
      {
        shared: [margin],
        tables: [table('t', 'value.margin', [['5 USD', '1%']])],
        own: [value('y', 'money', { multiply: ['line.net', 'table.t.gives'] })],
        plan: summing('value.y'),
      },
    ],
    [
      'a table of a line within a total',
      {
        tables: [table('t', 'line.product', [['services', '1%']])],
        own: [
          value('y', 'money', {
            'sum-of': { lines: 'booking.lines', number: { multiply: ['line.net', 'table.t.gives'] } },
          }),
        ],
        plan: summing('value.y'),
      },
    ],
  ];
  it.each(cases)('%s', (_, given) => {
    expect(told(given)).toEqual([]);
  });
});

describe('values that may not', () => {
  const unit = (is: Value['is'], of: string): Value => ({
    ...value('x', is, { 'months-between': ['participant.hired', 'booking.date'] }),
    unit: of,
  });
  const cases: readonly [string, Given, readonly string[]][] = [
    [
      'no such name',
      { own: [value('x', 'money', { least: ['line.nett', '5 USD'] })], plan: summing('value.x') },
      ['UNKNOWN_NAME plans.0.values.0.least.0'],
    ],
    ['no such value', { plan: summing('value.nothing') }, ['UNKNOWN_FACT plans.0.measures.0.sum']],
    [
      'a text',
      { own: [value('x', 'money', { least: ['booking.note', '5 USD'] })], plan: summing('value.x') },
      ['UNIT_MISMATCH plans.0.values.0.least.0'],
    ],
    [
      'another kind than it says',
      { own: [{ ...margin, is: 'percent' }] },
      ['UNIT_MISMATCH plans.0.values.0.is'],
    ],
    ['another unit than it says', { own: [unit('count', 'logo')] }, ['UNIT_MISMATCH plans.0.values.0.is']],
    [
      'a rounding of other kinds',
      { own: [{ ...margin, round: { to: 'percent', half: 'up' } }], plan: summing('value.margin') },
      ['UNIT_MISMATCH plans.0.values.0.round'],
    ],
    ['twice', { own: [margin, margin], plan: summing('value.margin') }, ['DUPLICATE_ID plans.0.values.1.id']],
    [
      'a bare number for a percent',
      { own: [value('x', 'percent', { 'first-known': ['attribute.rate', '8'] })], plan: paying('value.x') },
      ['BARE_NUMBER plans.0.values.0.first-known'],
    ],
    [
      'bare numbers alone for a percent',
      { own: [value('x', 'percent', { multiply: ['2', '4'] })], plan: paying('value.x') },
      ['BARE_NUMBER plans.0.values.0'],
    ],
    [
      'more than the whole',
      {
        own: [value('x', 'percent', { 'first-known': ['attribute.rate', '800%'] })],
        plan: paying('value.x'),
      },
      ['RATE_ABOVE_WHOLE plans.0.incentives.0.tiers.starts.0.pays'],
    ],
    [
      'more than the whole, of a table',
      { tables: [table('t', 'line.product', [['services', '800%']])], plan: paying('table.t.gives') },
      ['RATE_ABOVE_WHOLE plans.0.incentives.0.tiers.starts.0.pays'],
    ],
    [
      'in plan and catalogue',
      { own: [margin], shared: [margin], plan: summing('value.margin') },
      ['DUPLICATE_ID plans.0.values.0.id'],
    ],
    [
      'booking and window at once',
      { own: [both], plan: paying('value.both') },
      ['WRONG_SCOPE plans.0.values.0'],
    ],
    ['of nobody', { own: [margin] }, ['UNUSED plans.0.values.0.id']],
    [
      'a measure in the catalogue',
      { shared: [reached], plan: paying('value.reached') },
      ['UNKNOWN_NAME facts.values.0.least.0'],
    ],
    [
      'a window where credits are picked',
      {
        own: [reached],
        plan: {
          ...paying('5%'),
          measures: [measure({ quota: 'attribute.oti', when: when({ 'value.reached': '> 5%' }) })],
        },
      },
      ['WRONG_SCOPE plans.0.measures.0.when'],
    ],
    [
      'a rate where money is added',
      { own: [rate], plan: summing('value.rate') },
      ['UNIT_MISMATCH plans.0.measures.0.sum'],
    ],
    [
      'a window where money is added',
      { own: [value('x', 'money', { least: ['measure.sold', '5 USD'] })], plan: summing('value.x') },
      ['WRONG_SCOPE plans.0.measures.0.sum'],
    ],
    [
      'a date as a rate',
      {
        own: [value('last', 'date', { later: ['booking.date', 'participant.hired'] })],
        plan: paying('value.last'),
      },
      ['UNIT_MISMATCH plans.0.incentives.0.tiers.starts.0.pays'],
    ],
    [
      'a booking as quota',
      { own: [margin], plan: { ...paying('5%'), measures: [measure({ quota: 'value.margin' })] } },
      ['WRONG_SCOPE plans.0.measures.0.quota'],
    ],
    [
      'a person in a policy',
      { shared: [rate], rule: when({ 'value.rate': '> 5%' }) },
      ['WRONG_SCOPE policies.0.decisions.0.phases.0.rules.0.when'],
    ],
    [
      'a person in a total',
      {
        own: [
          value('x', 'money', { 'sum-of': { lines: 'booking.lines', number: 'value.y' } }),
          value('y', 'money', { multiply: ['line.net', 'attribute.rate'] }),
        ],
        plan: summing('value.x'),
      },
      ['WRONG_SCOPE plans.0.values.0.sum-of'],
    ],
    [
      'a person in what a total counts',
      {
        own: [
          value('x', 'money', {
            'sum-of': { lines: 'booking.lines', number: 'line.net', when: { 'attribute.rate': '> 5%' } },
          }),
        ],
        plan: summing('value.x'),
      },
      ['WRONG_SCOPE plans.0.values.0.sum-of.when'],
    ],
  ];
  it.each(cases)('%s', (_, given, wanted) => {
    expect(told(given)).toEqual(wanted);
  });
});

describe('values that are computed from themselves', () => {
  it('are found, directly and through each other', () => {
    const a = value('a', 'money', { add: ['value.b', '1 USD'] });
    const b = value('b', 'money', { add: ['value.a', 'line.net'] });
    const self = value('self', 'money', { add: ['value.self', '1 USD'] });
    const circles = told({ own: [a, b, self], plan: summing('value.a') }).filter((each) =>
      /CYCLE/.test(each),
    );
    expect(circles).toEqual(['CYCLE plans.0.values.0', 'CYCLE plans.0.values.2']);
  });

  it('are found through the table that they look up', () => {
    const looping = value('looping', 'percent', { 'first-known': ['table.t.gives', '5%'] });
    const tables = [table('t', 'value.looping', [['5%', '1%']])];
    const rule = when({ 'value.looping': '> 5%' });
    expect(told({ shared: [looping], tables, rule })).toEqual(
      expect.arrayContaining(['CYCLE facts.values.0']),
    );
  });

  it('are found in what a total counts', () => {
    const lines = { lines: 'booking.lines', number: 'line.net', when: { 'value.total': '> 5 USD' } };
    const looping = value('total', 'money', { 'sum-of': lines });
    expect(told({ shared: [looping], plan: summing('value.total') })).toEqual(
      expect.arrayContaining(['CYCLE facts.values.0']),
    );
  });
});
