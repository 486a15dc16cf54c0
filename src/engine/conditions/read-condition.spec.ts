import type { Condition } from '../rulebook/rulebook.js';
import { readCondition } from './read-condition.js';

const isNew: Condition = { fact: 'booking.type', test: { is: 'equal', to: { word: 'new' } } };
const isKnown: Condition = { fact: 'booking.salesperson', test: { is: 'known' } };

describe('reading a condition', () => {
  const cases: [string, unknown, Condition][] = [
    ['a fact map of one', { 'booking.type': 'new' }, isNew],
    [
      'a fact map of several, all of which must hold',
      { 'booking.type': 'new', 'booking.salesperson': 'known' },
      { all: [isNew, isKnown] },
    ],
    [
      'a list in a fact map',
      { 'booking.type': ['new', 'renewal'] },
      {
        fact: 'booking.type',
        test: {
          is: 'one-of',
          tests: [
            { is: 'equal', to: { word: 'new' } },
            { is: 'equal', to: { word: 'renewal' } },
          ],
        },
      },
    ],
    ['the long form', { fact: 'booking.type', operator: 'equal', value: 'new' }, isNew],
    [
      'all, any and not with both forms inside',
      { all: [{ any: [{ 'booking.type': 'new' }, isLong()] }, { not: { 'booking.salesperson': 'known' } }] },
      { all: [{ any: [isNew, isNew] }, { not: isKnown }] },
    ],
    ['one item instead of a list of one', { any: { 'booking.type': 'new' } }, { any: [isNew] }],
    ['a named condition', { condition: 'big-deal' }, { named: 'big-deal' }],
    [
      'a value that is another fact',
      { fact: 'measure.acv', operator: 'greaterThanInclusive', value: { fact: 'quota.acv' } },
      { fact: 'measure.acv', test: { is: 'greater-or-equal', than: { name: 'quota.acv' } } },
    ],
    [
      'notEqual',
      { fact: 'booking.type', operator: 'notEqual', value: 'new' },
      { fact: 'booking.type', test: { is: 'not', test: { is: 'equal', to: { word: 'new' } } } },
    ],
    [
      'notIn as not of a list',
      { fact: 'booking.type', operator: 'notIn', value: ['new', 'renewal'] },
      {
        fact: 'booking.type',
        test: {
          is: 'not',
          test: {
            is: 'one-of',
            tests: [
              { is: 'equal', to: { word: 'new' } },
              { is: 'equal', to: { word: 'renewal' } },
            ],
          },
        },
      },
    ],
    ['in with one value', { fact: 'booking.type', operator: 'in', value: 'new' }, isNew],
  ];
  it.each(cases)('reads %s', (_, plain, condition) =>
    expect(readCondition(plain, 'when')).toEqual({ condition }),
  );

  it('gives both forms the same tree', () => {
    const short = readCondition({ 'line.net': '< 5 USD' }, 'when');
    expect(readCondition({ fact: 'line.net', operator: 'lessThan', value: '5 USD' }, 'when')).toEqual(short);
  });

  const faults: [string, unknown, string, string, RegExp][] = [
    [
      'a misspelt operator',
      { any: [{ fact: 'line.net', operator: 'lessThen', value: '5 USD' }] },
      'when.any.0.operator',
      'UNKNOWN_WORD',
      /lessThan/,
    ],
    [
      'a key that is an object method',
      { fact: 'line.net', operator: 'toString', value: '5 USD' },
      'when.operator',
      'UNKNOWN_WORD',
      /Write one of/,
    ],
    ['a misspelt key', { al: [] }, 'when', 'UNKNOWN_KEY', /Did you mean all/],
    [
      'a fact beside all',
      { all: [{ 'a.b': 'c' }], 'booking.type': 'new' },
      'when',
      'BAD_TEST',
      /map of their own/,
    ],
    [
      'all beside any',
      { all: [{ 'a.b': 'c' }], any: [{ 'a.b': 'c' }] },
      'when',
      'ONE_OF_KEYS',
      /exactly one/,
    ],
    ['operator beside not', { not: { 'a.b': 'c' }, operator: 'in' }, 'when', 'ONE_OF_KEYS', /Take them away/],
    ['operator without a fact', { operator: 'in', value: 'a' }, 'when', 'ONE_OF_KEYS', /exactly one/],
    ['a missing value', { fact: 'a.b', operator: 'equal' }, 'when', 'MISSING_KEY', /operator and value/],
    ['an empty any', { any: [] }, 'when.any', 'BAD_TEST', /at least one/],
    ['an empty map', {}, 'when', 'BAD_TEST', /Write facts/],
    ['a text', 'booking.type', 'when', 'WRONG_SHAPE', /booking.type: new/],
    ['null', null, 'when', 'WRONG_SHAPE', /Write facts/],
    ['a bare number as test', { 'a.b': 5 }, 'when.a.b', 'WRONG_SHAPE', /Write it like/],
    [
      'a number as value',
      { fact: 'a.b', operator: 'equal', value: 5 },
      'when.value',
      'BAD_TEST',
      /5,000 USD/,
    ],
    [
      'a test as value',
      { fact: 'a.b', operator: 'equal', value: '> 5 USD' },
      'when.value',
      'BAD_TEST',
      /one value/,
    ],
    [
      'a reserved test as value',
      { fact: 'a.b', operator: 'equal', value: 'unknown' },
      'when.value',
      'BAD_TEST',
      /one value/,
    ],
    [
      'a test as limit',
      { fact: 'a.b', operator: 'lessThan', value: 'known' },
      'when.value',
      'BAD_TEST',
      /one value/,
    ],
    ['an empty list', { fact: 'a.b', operator: 'in', value: [] }, 'when.value', 'BAD_TEST', /list of values/],
    [
      'a fact list for in',
      { fact: 'a.b', operator: 'in', value: [{ fact: 'a.c', path: '$.x' }] },
      'when.value',
      'BAD_TEST',
      /list of values/,
    ],
    [
      'a fact without a dot',
      { fact: 'type', operator: 'equal', value: 'new' },
      'when.fact',
      'BAD_NAME',
      /line.net/,
    ],
    [
      'a fault in one test',
      { all: [{ 'a.b': 'c' }, { 'line.net': '>> 5' }] },
      'when.all.1.line.net',
      'BAD_TEST',
      /Write a test/,
    ],
    ['a condition that is no id', { condition: 'Big Deal' }, 'when.condition', 'BAD_ID', /big-deal/],
    ['a __proto__ key', JSON.parse('{"__proto__": {"a.b": "c"}}'), 'when', 'UNKNOWN_KEY', /./],
  ];
  it.each(faults)('refuses %s', (_, plain, path, code, remedy) => {
    expect(readCondition(plain, 'when')).toEqual({
      findings: [
        expect.objectContaining({ severity: 'error', path, code, remedy: expect.stringMatching(remedy) }),
      ],
    });
  });

  it.each(['path', 'params', 'priority', 'event', 'onSuccess', 'name'])(
    'refuses the key %s by name, because paths and code are no rules',
    (key) => {
      const payload = { fact: 'a.b', operator: 'equal', value: 'x', [key]: '$..[?(process.exit(1))]' };
      expect(readCondition(payload, 'when')).toEqual({
        findings: [
          expect.objectContaining({
            code: 'UNKNOWN_KEY',
            text: key,
            remedy: expect.stringMatching(/Name the fact itself|Take it away/),
          }),
        ],
      });
    },
  );

  it.each([
    ['not:equal', /notEqual or notIn/],
    ['not:not:lessThan', /under not/],
    ['swap:greaterThan', /other way round/],
    ['everyFact:in', /never a list/],
    ['not:someFact:equal', /never a list/],
    ['swap:someValue:equal', /never a list/],
    ['contains', /never a list/],
    ['doesNotContain', /never a list/],
    ['greterThan', /Did you mean greaterThan/],
    ['regex', /Write one of/],
  ])('refuses the operator %s and says how to write what it means', (operator, remedy) => {
    expect(readCondition({ fact: 'a.b', operator, value: '5 USD' }, 'when')).toEqual({
      findings: [
        expect.objectContaining({
          code: 'UNKNOWN_WORD',
          path: 'when.operator',
          remedy: expect.stringMatching(remedy),
        }),
      ],
    });
  });

  it('refuses a path inside a value that is another fact', () => {
    const payload = { fact: 'a.b', operator: 'equal', value: { fact: 'a.c', path: '$..[?(1)]' } };
    expect(readCondition(payload, 'when')).toEqual({
      findings: [expect.objectContaining({ path: 'when.value', message: expect.stringMatching(/not path/) })],
    });
  });

  it('finds everything that is wrong, not only the first', () => {
    const read = readCondition({ all: [{ 'a.b': '>> 1' }, { any: [] }, { foo: 'x' }] }, '');
    expect(read).toHaveProperty('findings.length', 3);
  });

  it('refuses nesting without end', () => {
    let plain: unknown = { 'a.b': 'c' };
    for (let level = 0; level < 5_000; level++) plain = { not: plain };
    expect(readCondition(plain, 'when')).toEqual({
      findings: [expect.objectContaining({ code: 'BAD_TEST', message: expect.stringMatching(/deeper/) })],
    });
  });
});

function isLong(): unknown {
  return { fact: 'booking.type', operator: 'equal', value: 'new' };
}
