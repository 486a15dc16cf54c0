import { tree } from '../../../../test/support/rules/values.js';
import type { Finding } from '../../rulebook/finding.js';
import { kindOfTree, sayKind, type ValueKind } from '../type-of-value.js';

const KINDS: Readonly<Record<string, ValueKind>> = {
  'line.net': { is: 'money', currency: 'USD' },
  'line.eur': { is: 'money', currency: 'EUR' },
  'line.any': { is: 'money' },
  'line.rate': { is: 'percent' },
  'line.logos': { is: 'count', unit: 'logo' },
  'line.units': { is: 'count', unit: 'unit' },
  'value.per-logo': { is: 'money-per', currency: 'USD', unit: 'logo' },
  'line.term': { is: 'days' },
  'booking.date': { is: 'date' },
};

function kindOf(plain: unknown): string {
  const findings: Finding[] = [];
  const kind = kindOfTree(tree(plain), { typeOf: (name) => KINDS[name], path: 'v', findings });
  return kind && findings.length === 0
    ? sayKind(kind)
    : findings.map(({ code, path }) => `${code} ${path}`).join();
}

const lines = { lines: 'booking.lines' };

describe('the kind of a value', () => {
  const right: readonly [unknown, string][] = [
    [{ multiply: ['line.net', '60%'] }, 'money in USD'],
    [{ multiply: ['60%', 'line.net', '1.5x'] }, 'money in USD'],
    [{ multiply: ['line.rate', '2'] }, 'a percent'],
    [{ multiply: ['1.5x', '2'] }, 'a factor'],
    [{ multiply: ['value.per-logo', 'line.logos'] }, 'money in USD'],
    [{ multiply: ['line.logos', 'value.per-logo', '50%'] }, 'money in USD'],
    [{ multiply: ['line.term', '50%'] }, 'a number of days'],
    [{ divide: ['line.net', 'line.any'], 'if-zero': '0%' }, 'a percent'],
    [{ divide: ['line.net', 'line.logos'], 'if-zero': 'refuse' }, 'an amount for each logo'],
    [{ divide: ['line.net', 'value.per-logo'], 'if-zero': '0 logos' }, 'a count of logo'],
    [{ divide: ['line.net', '12'] }, 'money in USD'],
    [{ divide: ['line.net', 'line.rate'], 'if-zero': 'refuse' }, 'money in USD'],
    [{ divide: ['line.term', '30 days'] }, 'a percent'],
    [{ add: ['line.any', '5 USD'] }, 'money in USD'],
    [{ add: ['line.rate', '5%'] }, 'a percent'],
    [{ add: ['booking.date', '30 days', 'line.term'] }, 'a date'],
    [{ add: ['30 days', 'booking.date'] }, 'a date'],
    [{ subtract: ['booking.date', '30 days'] }, 'a date'],
    [{ subtract: ['line.net', 'line.any'] }, 'money in USD'],
    [{ 'days-between': ['booking.date', '2026-01-01'] }, 'a number of days'],
    [{ 'months-between': ['booking.date', '2026-01-01'] }, 'a count of month'],
    [{ least: [{ 'months-between': ['booking.date', '2026-01-01'] }, '12 months'] }, 'a count of month'],
    [{ earlier: ['booking.date', '2026-01-01'] }, 'a date'],
    [{ least: ['line.net', '0 USD', 'line.any'] }, 'money in USD'],
    [{ greatest: ['booking.date', '2026-01-01'] }, 'a date'],
    [{ clamp: { of: 'line.rate', least: '5%', most: '0.12x' } }, 'a percent'],
    [{ clamp: { of: 'line.rate', least: '5%', most: '5%' } }, 'a percent'],
    [{ clamp: { of: 'line.rate', least: '9%', most: 'line.rate' } }, 'a percent'],
    [{ divide: ['line.net', { add: ['6', '6'] }], 'if-zero': 'refuse' }, 'money in USD'],
    [{ 'first-known': ['line.logos', '1 logo'] }, 'a count of logo'],
    [{ 'sum-of': { ...lines, number: 'line.net' } }, 'money in USD'],
    [{ 'count-of': lines }, 'a count of line'],
    [{ 'largest-of': { ...lines, number: 'line.rate' } }, 'a percent'],
  ];
  it.each(right)('of %j is %s', (plain, kind) => {
    expect(kindOf(plain)).toBe(kind);
  });

  const wrong: readonly [unknown, string][] = [
    [{ multiply: ['line.net', 'line.net'] }, 'v.multiply'],
    [{ multiply: ['line.net', 'line.logos'] }, 'v.multiply'],
    [{ multiply: ['line.units', 'value.per-logo'] }, 'v.multiply'],
    [{ multiply: ['booking.date', '2'] }, 'v.multiply'],
    [{ multiply: ['50%', 'booking.date'] }, 'v.multiply'],
    [{ divide: ['booking.date', '2'] }, 'v.divide'],
    [{ divide: ['booking.date', '2026-01-01'] }, 'v.divide'],
    [{ divide: ['line.rate', 'line.net'], 'if-zero': '0%' }, 'v.divide'],
    [{ divide: ['line.net', 'line.eur'], 'if-zero': '0%' }, 'v.divide'],
    [{ divide: ['line.net', 'line.any'], 'if-zero': '0 USD' }, 'v.if-zero'],
    [{ add: ['line.net', 'line.eur'] }, 'v.add'],
    [{ add: ['line.net', '5%'] }, 'v.add'],
    [{ add: ['line.logos', 'line.units'] }, 'v.add'],
    [{ add: ['booking.date', 'booking.date'] }, 'v.add'],
    [{ add: ['booking.date', '5 USD'] }, 'v.add'],
    [{ subtract: ['30 days', 'booking.date'] }, 'v.subtract'],
    [{ subtract: ['booking.date', 'booking.date'] }, 'v.subtract'],
    [{ 'days-between': ['booking.date', '30 days'] }, 'v.days-between'],
    [{ later: ['booking.date', 'line.net'] }, 'v.later'],
    [{ least: ['line.net', '5%'] }, 'v.least'],
    [{ clamp: { of: 'line.net', most: '12%' } }, 'v.clamp'],
    [{ 'first-known': ['line.net', 'line.logos'] }, 'v.first-known'],
    [{ add: ['line.term', '1 business day'] }, 'v.add.1'],
    [{ add: ['line.net', { add: ['line.net', '5%'] }] }, 'v.add.1.add'],
    [{ 'sum-of': { ...lines, number: { add: ['line.net', '5%'] } } }, 'v.sum-of.number.add'],
  ];
  it.each(wrong)('of %j is none', (plain, path) => {
    expect(kindOf(plain)).toBe(`UNIT_MISMATCH ${path}`);
  });

  const odd: readonly [unknown, string][] = [
    [{ 'first-known': ['line.rate', '8'] }, 'BARE_NUMBER v.first-known'],
    [{ subtract: ['8%', '0.5'] }, 'BARE_NUMBER v.subtract'],
    [{ add: ['8%', { multiply: ['2', '4'] }] }, 'BARE_NUMBER v.add'],
    [{ add: ['1.5x', '2'] }, 'BARE_NUMBER v.add'],
    [{ clamp: { of: 'line.rate', most: '0.12' } }, 'BARE_NUMBER v.clamp'],
    [{ divide: ['line.net', 'line.any'], 'if-zero': '8' }, 'BARE_NUMBER v.if-zero'],
    [{ clamp: { of: 'line.rate', least: '9%', most: '5%' } }, 'LIMIT_ORDER v.clamp.least'],
    [{ clamp: { of: 'line.net', least: '9 USD', most: '5 USD' } }, 'LIMIT_ORDER v.clamp.least'],
    [{ clamp: { of: 'booking.date', least: '2026-03-01', most: '2026-02-01' } }, 'LIMIT_ORDER v.clamp.least'],
  ];
  it.each(odd)('of %j is asked back', (plain, found) => {
    expect(kindOf(plain)).toBe(found);
  });
});
