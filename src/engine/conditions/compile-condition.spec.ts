import { ratio } from '../kernel/ratio.js';
import type { FactValue } from '../model/facts.js';
import type { Condition } from '../rulebook/rulebook.js';
import { compileCondition } from './compile-condition.js';
import { namesIn, placesOf } from './fact-places.js';
import { readCondition } from './read-condition.js';

function condition(plain: unknown): Condition {
  const read = readCondition(plain, 'when');
  if ('findings' in read) throw new Error(read.findings.map(({ message }) => message).join(' '));
  return read.condition;
}
function holds(plain: unknown, facts: Record<string, FactValue>): boolean {
  const tree = condition(plain);
  const names = namesIn(tree);
  return compileCondition(tree, placesOf(names))(names.map((name) => facts[name]));
}
const percent = (n: bigint, d = 100n): FactValue => ratio(n, d);

describe('a compiled condition', () => {
  const cases: [string, unknown, FactValue, boolean][] = [
    ['the open end of an interval', '(10%..20%]', percent(10n), false],
    ['just above the open end', '(10%..20%]', percent(10_000_001n, 100_000_000n), true],
    ['the closed end', '(10%..20%]', percent(20n), true],
    ['just above the closed end', '(10%..20%]', percent(20_000_001n, 100_000_000n), false],
    ['the closed start', '[10%..20%)', percent(10n), true],
    ['the open upper end', '[10%..20%)', percent(20n), false],
    ['a third against its decimals', '> 33.333333%', percent(1n, 3n), true],
    ['a third against the next decimals', '< 33.333334%', percent(1n, 3n), true],
    ['equal whatever the writing', '12.50%', percent(1n, 8n), true],
    ['a negative', '< 0%', percent(-1n, 7n), true],
    ['a list with a comparison', ['5%', '>= 50%'], percent(50n), true],
    ['not', 'not(5%, >= 50%)', percent(6n), true],
    ['not of what matches', 'not(5%, >= 50%)', percent(50n), false],
    ['anything', '-', percent(1n), true],
    ['known', 'known', percent(0n), true],
    ['unknown', 'unknown', percent(0n), false],
    ['a value of another kind', '> 5%', 'text', false],
    ['a date for a number', '> 5%', 20_543, false],
  ];
  it.each(cases)('judges %s', (_, test, value, expected) => {
    expect(holds({ 'line.discount': test }, { 'line.discount': value })).toBe(expected);
  });

  it.each(['5%', '> 5%', '<= 5%', '(1%..2%]', 'not(5%)', 'not(> line.other)', 'known'])(
    'never lets what is unknown match %s',
    (test) => {
      expect(holds({ 'line.discount': test }, { 'line.other': ratio(1n) })).toBe(false);
    },
  );
  it.each(['unknown', '-', ['5%', 'unknown']])('lets what is unknown match %j', (test) => {
    expect(holds({ 'line.discount': test }, {})).toBe(true);
  });
  it.each(['quota.acv', '> quota.acv', 'not(quota.acv)', '[quota.acv..100%]'])(
    'never matches %s while the quota is unknown',
    (test) => {
      expect(holds({ 'measure.acv': test }, { 'measure.acv': ratio(1n, 2n) })).toBe(false);
    },
  );
  it('takes not: around a condition as plain logic', () => {
    expect(holds({ not: { 'booking.type': 'renewal' } }, {})).toBe(true);
  });
  it('compares with another name', () => {
    const facts = { 'measure.acv': ratio(100n, 3n), 'quota.acv': ratio(100n, 3n) };
    expect(holds({ 'measure.acv': '>= quota.acv' }, facts)).toBe(true);
    expect(holds({ 'measure.acv': '> quota.acv' }, facts)).toBe(false);
    expect(holds({ 'measure.acv': 'quota.acv' }, facts)).toBe(true);
  });
  it('compares dates by day', () => {
    expect(holds({ 'booking.date': '[2026-01-01..2026-04-01)' }, { 'booking.date': 20_543 })).toBe(true);
    expect(holds({ 'booking.date': '[2026-01-01..2026-03-31)' }, { 'booking.date': 20_543 })).toBe(false);
  });
  it('names every fact it reads, named conditions included', () => {
    const named = new Map([['big', condition({ 'line.net': '> quota.acv' })]]);
    expect(namesIn({ all: [{ named: 'big' }, condition({ 'booking.type': 'new' })] }, named)).toEqual([
      'booking.type',
      'line.net',
      'quota.acv',
    ]);
  });
  it('breaks on a name without a place and on a named condition that is missing or defined by itself', () => {
    expect(() => compileCondition(condition({ 'a.b': 'c' }), new Map())).toThrow('no place for the fact a.b');
    expect(() => compileCondition({ named: 'a' }, new Map())).toThrow('no named condition a');
    const circular = new Map<string, Condition>([
      ['a', { named: 'b' }],
      ['b', { not: { named: 'a' } }],
    ]);
    expect(() => compileCondition({ named: 'a' }, new Map(), circular)).toThrow(
      'the condition a is defined by itself',
    );
  });
});
