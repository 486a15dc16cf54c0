import type { Condition, Plan, Rulebook, Table } from '../rulebook.js';
import { readCondition } from '../../conditions/read-condition.js';
import { readUnaryTest } from '../../conditions/read-unary-test.js';
import type { UnaryTest } from '../rulebook.js';
import { checkFilled, factsAsked } from './check-filled.js';

function when(plain: unknown): Condition {
  const read = readCondition(plain, 'when');
  if ('findings' in read) throw new Error(read.findings[0]?.message);
  return read.condition;
}

function cell(text: string): UnaryTest {
  const read = readUnaryTest(text);
  if ('fault' in read) throw new Error(read.fault);
  return read;
}

const facts = {
  fields: [
    { name: 'booking.type', is: 'one-of', values: ['new', 'renewal'], means: '' },
    { name: 'booking.product-line', is: 'text', means: '' },
    { name: 'line.net', is: 'money', means: '' },
    { name: 'line.acv', is: 'money', means: '' },
  ],
  attributes: [{ name: 'attribute.rate', is: 'percent', means: '' }],
  relations: [
    { name: 'account.owner', gives: 'person', means: '' },
    { name: 'territory.holders', gives: 'people', means: '' },
  ],
  values: [],
} as unknown as Rulebook['facts'];

function planWhen(condition: unknown, more: object = {}): Rulebook {
  const plan = {
    conditions: [],
    values: [],
    measures: [{ id: 'm', sum: 'line.net', quota: null, when: when(condition) }],
    incentives: [
      {
        when: null,
        formula: { kind: 'flat', base: 'measure.m', pays: { what: { name: 'table.t.rate' }, times: null } },
        modify: [],
      },
    ],
    ...more,
  } as unknown as Plan;
  return { facts, plans: [plan], policies: [], tables: [] };
}

const ALL = ['booking.type', 'booking.product-line', 'line.net', 'attribute.rate', 'account.owner'];
const TEXTS = new Map([
  ['booking.product-line', { occurring: new Set(['desktop', 'cloud']), notSearched: new Set(['far']) }],
]);

function found(rulebook: Rulebook, filled = ALL): string[] {
  const atHand = { filled: new Set(filled), texts: TEXTS };
  return checkFilled(rulebook, atHand).map(
    ({ severity, code, path, message, remedy }) => `${severity} ${code} ${path}: ${message} ${remedy}`,
  );
}

const UNFILLED = ALL.filter((name) => name !== 'booking.product-line');

describe('what documents ask for and the data never have', () => {
  it('is told of a fact that nothing has', () => {
    expect(found(planWhen({ 'booking.product-line': 'cloud' }), UNFILLED)).toEqual([
      'warning FACT_NEVER_FILLED plans.0.measures.0.when: No booking in the data at hand has booking.product-line, so this test never passes. Import booking.product-line, or read a fact that is filled.',
    ]);
  });

  it.each([
    { 'booking.product-line': 'unknown' },
    { 'booking.product-line': '-' },
    { 'booking.product-line': ['unknown', 'not(cloud)'] },
    { 'booking.type': 'new' },
  ])('is nothing where unknown will do, or the fact is there: %j', (condition) => {
    expect(found(planWhen(condition), UNFILLED)).toEqual([]);
  });

  it('is found wherever a condition stands, once for a place and a fact', () => {
    const conditions = [{ id: 'cloudy', when: when({ not: { 'booking.product-line': 'not(cloud)' } }) }];
    const rulebook = planWhen(
      { any: [{ 'booking.product-line': 'cloud' }, { 'booking.product-line': 'desktop' }] },
      { conditions },
    );
    expect(checkFilled(rulebook, { filled: new Set(UNFILLED), texts: new Map() })).toMatchObject([
      { path: 'plans.0.conditions.0.when', text: 'booking.product-line' },
      { path: 'plans.0.measures.0.when', text: 'booking.product-line' },
    ]);
  });

  it('is found of what is added up, paid by, compared with, or credited', () => {
    const incentives = [
      {
        when: when({ 'line.net': '> line.acv' }),
        formula: { kind: 'flat', base: 'measure.m', pays: { what: { name: 'attribute.rate' }, times: null } },
        modify: [],
      },
    ];
    const plans = planWhen({ 'booking.type': 'new' }, { incentives }).plans;
    const rule = { when: when({ 'line.net': '> 5 USD' }), credit: [{ to: 'account.owner', parts: 'equal' }] };
    const policies = [{ phases: [{ rules: [rule] }], rollup: [] }] as unknown as Rulebook['policies'];
    const rulebook = { facts, plans, policies, tables: [] };
    expect(found(rulebook, ['booking.type']).map((each) => each.replace(/ in the data.*, so/, ' …'))).toEqual(
      [
        expect.stringContaining('policies.0.decisions.0.phases.0.rules.0.when: No booking line … this test'),
        expect.stringContaining('rules.0.credit: No account … nobody is found by it'),
        expect.stringContaining('plans.0.measures.0.sum: No booking line … there is nothing'),
        expect.stringContaining(
          'plans.0.incentives.0.when: No booking line … this test never passes. Import line.net',
        ),
        expect.stringContaining(
          'plans.0.incentives.0.when: No booking line … this test never passes. Import line.acv',
        ),
        expect.stringContaining('plans.0.incentives.0: No assignment … there is nothing'),
      ],
    );
  });

  it('is told of a text that never occurs, with the nearest that does', () => {
    expect(found(planWhen({ 'booking.product-line': ['cluod', 'cloud', 'far', 'not(hardware)'] }))).toEqual([
      'warning TEXT_NEVER_OCCURS plans.0.measures.0.when: No booking in the data at hand has "cluod" as booking.product-line. Did you mean "cloud"?',
      'warning TEXT_NEVER_OCCURS plans.0.measures.0.when: No booking in the data at hand has "hardware" as booking.product-line. What occurs is such as "cloud", "desktop".',
    ]);
  });

  it('looks at every part of a condition', () => {
    const condition = { any: [{ 'booking.product-line': 'cloud' }, { 'booking.product-line': 'cluod' }] };
    expect(found(planWhen(condition))).toEqual([expect.stringContaining('"cluod"')]);
  });

  it('says nothing of the order of texts, of closed lists, or where nobody was asked', () => {
    expect(found(planWhen({ 'booking.product-line': '>= "d"', 'booking.type': 'renewal' }))).toEqual([]);
    const notAsked = { filled: new Set(ALL), texts: new Map() };
    expect(checkFilled(planWhen({ 'booking.product-line': 'cluod' }), notAsked)).toEqual([]);
  });

  it('is told of a column of a table once, with at most five of its texts', () => {
    const texts = ['cloud', 'a', 'b', 'c', 'd', 'e', 'f'];
    const row = (text: string): object => ({ id: text, tests: [cell(text), cell('-')], outputs: [] });
    const inputs = ['booking.product-line', 'line.acv'];
    const table = { inputs, outputs: [], rows: texts.map(row) } as unknown as Table;
    const rulebook = { facts, plans: [], policies: [], tables: [table] };
    expect(found(rulebook)).toHaveLength(5);
    expect(found(rulebook, UNFILLED)).toEqual([
      expect.stringContaining(
        'tables.0.inputs.0: No booking in the data at hand has booking.product-line, so only rows',
      ),
    ]);
  });

  it('asks the data for the facts that are read, and for texts of those that may be any', () => {
    const asked = factsAsked(planWhen({ 'booking.product-line': ['cloud', '> b'], 'booking.type': 'new' }));
    expect(asked).toEqual(
      new Map([
        ['line.net', new Set()],
        ['booking.product-line', new Set(['cloud'])],
        ['booking.type', new Set()],
      ]),
    );
  });
});
