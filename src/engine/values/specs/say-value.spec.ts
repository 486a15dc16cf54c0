import { about, table, value } from '../../../../test/support/rules/values.js';
import type { NameType } from '../../conditions/types/name-types.js';
import type { Value } from '../../rulebook/parts/value.js';
import { NamedValues } from '../named-values.js';
import { howOf } from '../say/say-value.js';

const TYPES = new Map<string, NameType>([
  ['attribute.oti', { is: 'money' }],
  ['attribute.arr-quota', { is: 'money' }],
  ['attribute.goal', { is: 'count', unit: 'logo' }],
  ['line.net', { is: 'money' }],
  ['line.rate', { is: 'percent' }],
  ['booking.date', { is: 'date' }],
]);
const FACTS = {
  'attribute.oti': '60,000 USD',
  'attribute.arr-quota': '300,000 USD',
  'line.net': '1,234.5 USD',
  'line.rate': '12.5%',
  'line.product': 'services',
  'booking.date': '2026-01-31',
};
const base = value('base-rate', 'percent', {
  divide: [{ multiply: ['attribute.oti', '60%'] }, 'attribute.arr-quota'],
  'if-zero': 'refuse',
});
const weights = table('weights', 'line.product', [['services', '50%']]);

function how(asked: Value, facts: Readonly<Record<string, string>> = FACTS, others: readonly Value[] = []) {
  const values = new NamedValues([asked, base, ...others], [weights], { types: TYPES, currency: 'USD' });
  return howOf(values, about(facts, [facts]))(`value.${asked.id}`);
}
const of = (plain: unknown, changes: Partial<Value> = {}): Value => ({
  ...value('x', 'money', plain),
  ...changes,
});

describe('how a value came about', () => {
  const cases: readonly [Value, string][] = [
    [base, '60,000 × 60% ÷ 300,000'],
    [of({ multiply: [{ add: ['line.net', '100 USD'] }, 'line.rate'] }), '(1,234.5 + 100) × 12.5%'],
    [of({ subtract: ['line.net', { subtract: ['line.net', '1 USD'] }] }), '1,234.5 − (1,234.5 − 1)'],
    [of({ subtract: [{ subtract: ['line.net', '5 USD'] }, '1 USD'] }), '1,234.5 − 5 − 1'],
    [
      of({ divide: ['line.net', { multiply: ['line.net', '2'] }], 'if-zero': '0%' }),
      '1,234.5 ÷ (1,234.5 × 2)',
    ],
    [of({ multiply: ['line.net', 'value.base-rate'] }), '1,234.5 × 12%'],
    [of({ multiply: ['line.net', 'table.weights.gives'] }), '1,234.5 × 50%'],
    [
      of({ least: ['line.net', '2 USD', { multiply: ['line.net', '2'] }] }),
      'the least of 1,234.5, 2 and 1,234.5 × 2',
    ],
    [of({ clamp: { of: 'line.rate', least: '5%', most: '12%' } }), '12.5%, at least 5% and at most 12%'],
    [of({ 'first-known': ['line.acv', { multiply: ['line.net', '50%'] }] }), '1,234.5 × 50%'],
    [of({ 'months-between': ['2025-01-31', 'booking.date'] }), 'whole months from 2025-01-31 to 2026-01-31'],
    [
      of({ later: ['2025-01-31', { add: ['booking.date', '30 days'] }] }),
      'the later of 2025-01-31 and 2026-01-31 + 30 days',
    ],
    [
      of({ divide: ['line.net', { subtract: ['line.net', 'line.net'] }], 'if-zero': '7%' }),
      '7%, as the divisor is 0',
    ],
    [
      of({ 'sum-of': { lines: 'booking.lines', number: 'line.net' } }),
      'the sum of line.net over the lines of the booking',
    ],
    [
      of({ 'count-of': { lines: 'booking.lines', when: { 'line.net': '> 0 USD' } } }),
      'counting the lines of the booking that count',
    ],
    [
      of({
        divide: ['line.net', { 'sum-of': { lines: 'booking.lines', number: 'line.net' } }],
        'if-zero': '0%',
      }),
      '1,234.5 ÷ 1,234.5',
    ],
    [
      of({ multiply: ['line.net', 'line.rate'] }, { round: { to: 'cents', half: 'away-from-zero' } }),
      '1,234.5 × 12.5%, rounded to cents',
    ],
  ];
  it.each(cases)('%j', (asked, wanted) => {
    expect(how(asked)).toBe(wanted);
  });

  it('says nothing of what is not computed', () => {
    expect(howOf(new NamedValues([], []), about({}))('line.net')).toBeUndefined();
  });
});

describe('why a value is unknown', () => {
  const zero = { ...FACTS, 'attribute.arr-quota': '0 USD' };
  const goal = of({ divide: ['attribute.oti', 'attribute.goal'], 'if-zero': 'refuse' });
  const cases: readonly [Value, Readonly<Record<string, string>>, string][] = [
    [base, zero, 'attribute.arr-quota is 0 USD'],
    [base, {}, 'attribute.oti is unknown'],
    [goal, { ...FACTS, 'attribute.goal': '0 logos' }, 'attribute.goal is 0 logos'],
    [of({ multiply: ['line.net', 'value.base-rate'] }), zero, 'attribute.arr-quota is 0 USD'],
    [
      of({ multiply: ['line.net', 'table.weights.gives'] }),
      { 'line.net': '5 USD' },
      'table.weights.gives gives nothing',
    ],
    [
      of({ divide: ['line.net', { subtract: ['line.net', 'line.net'] }], 'if-zero': 'refuse' }),
      FACTS,
      'what it is divided by is 0 USD',
    ],
    [of({ divide: ['line.net', '0.5'], 'if-zero': '5 USD' }), {}, 'line.net is unknown'],
    [of({ clamp: { of: 'line.net', most: 'line.acv' } }), FACTS, 'line.acv is unknown'],
    [of({ 'first-known': ['line.acv', 'line.tcv'] }), FACTS, 'line.acv is unknown'],
    [of({ add: ['booking.date', '9,999,999 days'] }), FACTS, 'the date lies before 1900 or after 9999'],
    [
      of({ 'sum-of': { lines: 'booking.lines', number: 'line.acv' } }),
      FACTS,
      'the sum of line.acv over the lines of the booking: line.acv of a line is unknown',
    ],
  ];
  it.each(cases)('%j of %j', (asked, facts, wanted) => {
    expect(how(asked, facts)).toBe(wanted);
  });
});
