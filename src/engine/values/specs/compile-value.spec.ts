import { comesTo, said, value } from '../../../../test/support/rules/values.js';
import { day } from '../../../../test/support/sample-rules.js';
import { ratio } from '../../kernel/ratio.js';
import type { RoundingStep } from '../../rulebook/parts/value.js';
import { compileValue, rounded } from '../compile-value.js';
import { monthsBetween } from '../operators.js';

const FACTS = {
  'line.net': '1,000 USD',
  'line.cost': '300 USD',
  'line.none': '0 USD',
  'line.rate': '12.5%',
  'line.logos': '3 logos',
  'booking.date': '2026-01-31',
  'booking.signed': '2026-02-02',
};

describe('a value', () => {
  const cases: readonly [unknown, string][] = [
    [{ add: ['line.net', 'line.cost', '1 USD'] }, '1301'],
    [{ subtract: ['line.cost', 'line.net'] }, '-700'],
    [{ multiply: ['line.net', 'line.rate', '2'] }, '250'],
    [{ divide: ['line.net', 'line.cost'], 'if-zero': '0%' }, '10/3'],
    [{ divide: ['line.net', 'line.logos'], 'if-zero': 'refuse' }, '1000/3'],
    [{ divide: ['line.net', 'line.none'], 'if-zero': '7%' }, '7/100'],
    [{ divide: ['line.net', 'line.none'], 'if-zero': 'refuse' }, 'unknown'],
    [{ divide: ['line.net', 'line.none'], 'if-zero': { multiply: ['line.rate', '2'] } }, '1/4'],
    [{ divide: ['line.what', 'line.none'], 'if-zero': '7%' }, 'unknown'],
    [{ divide: ['line.net', 'line.what'], 'if-zero': '7%' }, 'unknown'],
    [{ least: ['line.net', 'line.cost', '400 USD'] }, '300'],
    [{ greatest: ['line.net', 'line.cost', '400 USD'] }, '1000'],
    [{ clamp: { of: 'line.net', least: '1,200 USD', most: '1,500 USD' } }, '1200'],
    [{ clamp: { of: 'line.net', most: '900 USD' } }, '900'],
    [{ clamp: { of: 'line.net', least: '900 USD' } }, '1000'],
    [{ clamp: { of: 'line.net', least: 'line.what' } }, 'unknown'],
    [{ 'first-known': ['line.what', 'line.cost', 'line.net'] }, '300'],
    [{ 'first-known': ['line.what', 'line.else'] }, 'unknown'],
    [{ 'first-known': [{ divide: ['line.net', 'line.none'], 'if-zero': 'refuse' }, '5%'] }, '1/20'],
    [{ add: ['line.net', 'line.what'] }, 'unknown'],
    [{ add: ['line.what', 'line.net'] }, 'unknown'],
    [{ least: ['line.net', 'line.what'] }, 'unknown'],
    [{ add: ['booking.date', '1 day'] }, 'day 31'],
    [{ add: ['1 day', 'booking.date'] }, 'day 31'],
    [{ add: ['booking.date', { multiply: ['3 days', '50%'] }] }, 'day 31'],
    [{ subtract: ['booking.date', '30 days'] }, 'day 0'],
    [{ add: ['booking.date', '999,999,999 days'] }, 'unknown'],
    [{ subtract: ['booking.date', '999,999,999 days'] }, 'unknown'],
    [{ earlier: ['booking.signed', 'booking.date'] }, 'day 30'],
    [{ later: ['booking.date', 'booking.signed', '2026-02-01'] }, 'day 32'],
    [{ 'days-between': ['booking.date', 'booking.signed'] }, '2'],
    [{ 'days-between': ['booking.signed', 'booking.date'] }, '-2'],
    [{ 'months-between': ['booking.date', '2026-03-01'] }, '1'],
    [{ 'sum-of': { lines: 'booking.lines', number: 'line.net' } }, 'unknown'],
  ];
  it.each(cases)('of %j is %s', (plain, wanted) => {
    expect(comesTo(plain, FACTS)).toBe(wanted);
  });

  const months: readonly [string, string, number][] = [
    ['2026-01-31', '2026-02-27', 0],
    ['2026-01-31', '2026-02-28', 1],
    ['2026-01-31', '2026-03-30', 1],
    ['2026-01-31', '2026-03-31', 2],
    ['2024-02-29', '2025-02-28', 12],
    ['2026-01-15', '2026-02-14', 0],
    ['2026-01-15', '2026-02-15', 1],
    ['2025-11-30', '2026-02-28', 3],
    ['2026-02-28', '2026-01-31', -1],
    ['2026-02-27', '2026-01-31', 0],
    ['2026-05-05', '2026-05-05', 0],
  ];
  it.each(months)('counts whole months from %s to %s: %i', (from, to, wanted) => {
    expect(monthsBetween(day(from), day(to))).toBe(wanted);
  });

  const steps: readonly [RoundingStep, string, string, string][] = [
    ['whole', '3/2', '2', '2'],
    ['whole', '5/2', '3', '2'],
    ['whole', '-5/2', '-3', '-2'],
    ['cents', '1/8', '13/100', '3/25'],
    ['millionths', '1/3', '333333/1000000', '333333/1000000'],
    ['percent', '1/8', '13/100', '3/25'],
    ['tenth-percent', '12345/100000', '123/1000', '123/1000'],
    ['hundredth-percent', '5/100000', '1/10000', '0'],
  ];
  it.each(steps)('rounded to %s: %s is %s, or %s with half to even', (to, text, away, even) => {
    const [n = '', d = '1'] = text.split('/');
    const exact = ratio(BigInt(n), BigInt(d));
    const of = (half: 'away-from-zero' | 'to-even'): string => said(rounded(exact, { to, half }));
    expect([of('away-from-zero'), of('to-even')]).toEqual([away, even].map(lowest));
  });

  it('is rounded at its end alone, and where it is read by another', () => {
    const half = { to: 'cents', half: 'away-from-zero' } as const;
    const third = { ...value('third', 'money', { divide: ['line.net', '3'] }), round: half };
    expect(said(compileValue(third, { nameOf: () => () => ratio(100n) })(null))).toBe('3333/100');
  });
});

function lowest(text: string): string {
  const [n = '', d = '1'] = text.split('/');
  return said(ratio(BigInt(n), BigInt(d)));
}
