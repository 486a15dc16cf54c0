import { ratio } from '../../kernel/ratio.js';
import type { Condition } from '../../rulebook/rulebook.js';
import { placesOf, type FactRow } from '../fact-places.js';
import { readCondition } from '../read-condition.js';
import { compileRules } from './compile-rules.js';
import { neededTests } from './needed-tests.js';

const NONE: ReadonlyMap<string, Condition> = new Map();

function condition(plain: unknown): Condition {
  const read = readCondition(plain, 'when');
  if ('findings' in read) throw new Error(read.findings.map(({ message }) => message).join(' '));
  return read.condition;
}

const places = placesOf(['booking.type', 'line.net', 'quota.acv']);
const row = (type: string, net: bigint, quota?: bigint): FactRow => [
  type,
  ratio(net),
  quota === undefined ? undefined : ratio(quota),
];

const RULES = [
  { 'booking.type': 'new' },
  { 'booking.type': 'renewal' },
  { 'booking.type': ['new', 'renewal'], 'line.net': '>= 100 USD' },
  { all: [{ 'line.net': '>= 50 USD' }, { 'line.net': '< 100 USD' }] },
  { any: [{ 'line.net': '< 10 USD' }, { 'line.net': '> 1,000 USD' }] },
  { 'line.net': '> quota.acv' },
  { not: { 'booking.type': 'new' } },
  { all: [{ condition: 'large' }, { any: [{ 'booking.type': 'new' }, { 'line.net': '2,000 USD' }] }] },
].map(condition);
const named = new Map([['large', condition({ 'line.net': '>= 500 USD' })]]);

describe('rules judged together', () => {
  const holding = compileRules(RULES, places, named);

  it.each([
    ['a small new booking', row('new', 5n), [0, 4]],
    ['between two bounds of one fact', row('new', 50n), [0, 3]],
    ['at the end that does not count', row('new', 100n), [0, 2]],
    ['above a quota', row('renewal', 60n, 59n), [1, 3, 5, 6]],
    ['at a quota', row('renewal', 60n, 60n), [1, 3, 6]],
    ['a named condition and one of two facts', row('expansion', 2_000n), [4, 6, 7]],
    ['a word no rule names', row('other', 200n), [6]],
    ['nothing known', [undefined, undefined, undefined] as FactRow, [6]],
  ])('%s', (_, facts, rules) => {
    expect(holding(facts)).toEqual(rules);
    expect(holding(facts, 1)).toEqual(rules.slice(0, 1));
  });

  it('answers a few rules, which need no index, alike', () => {
    const few = compileRules(RULES.slice(0, 3), places, named);
    expect([few(row('new', 100n)), few(row('new', 100n), 1), few(row('other', 1n))]).toEqual([
      [0, 2],
      [0],
      [],
    ]);
  });

  it('answers each row for itself, whatever it was asked before', () => {
    const rows = [row('new', 5n), row('renewal', 60n, 59n), row('new', 5n)];
    expect(rows.map((each) => holding(each))).toEqual([
      [0, 4],
      [1, 3, 5, 6],
      [0, 4],
    ]);
  });

  it('holds all over sixty rules apart', () => {
    const bands = Array.from({ length: 70 }, (_, at) =>
      condition({ 'line.net': `[${at * 10} USD..${at * 10 + 10} USD)` }),
    );
    const find = compileRules(bands, places);
    expect([0n, 309n, 310n, 319n, 320n, 699n, 700n].map((net) => find(row('new', net)))).toEqual([
      [0],
      [30],
      [31],
      [31],
      [32],
      [69],
      [],
    ]);
  });

  it('breaks loudly on a named condition that is missing or defined by itself', () => {
    const six = (each: Condition): Condition[] => [each, ...RULES.slice(0, 5)];
    expect(() => compileRules(six({ named: 'none' }), places)).toThrow('no named condition none');
    const circle = new Map([['a', condition({ all: [{ condition: 'a' }] })]]);
    expect(() => compileRules(six({ named: 'a' }), places, circle)).toThrow('defined by itself');
  });
});

describe('what a condition needs', () => {
  it('is every test against constants in its all, and any of one fact as one test', () => {
    const { tests, rest } = neededTests(
      condition({
        all: [
          { 'booking.type': 'new', 'line.net': '> quota.acv' },
          { any: [{ 'line.net': '< 1 USD' }, { 'line.net': 'unknown' }] },
        ],
      }),
      NONE,
    );
    expect(tests).toMatchObject([
      { fact: 'booking.type', test: { is: 'equal' } },
      { fact: 'line.net', test: { is: 'one-of', tests: [{ is: 'less' }, { is: 'unknown' }] } },
    ]);
    expect(rest).toMatchObject([{ fact: 'line.net', test: { is: 'greater' } }]);
  });

  it('leaves not, and any over several facts, to be asked', () => {
    const several = { any: [{ 'booking.type': 'new' }, { 'line.net': '1 USD' }] };
    const { tests, rest } = neededTests(
      condition({ all: [{ not: { 'line.net': '1 USD' } }, several] }),
      NONE,
    );
    expect([tests.length, rest.length]).toEqual([0, 2]);
  });
});
