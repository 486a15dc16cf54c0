import { comesTo } from '../../../../test/support/rules/values.js';

const LINES = [
  { 'line.net': '100 USD', 'line.product': 'platform' },
  { 'line.net': '-30 USD', 'line.product': 'services' },
  { 'line.net': '50 USD', 'line.product': 'services' },
];
const over = { lines: 'booking.lines' };
const net = { ...over, number: 'line.net' };

describe('what goes over the lines of a booking', () => {
  const cases: readonly [unknown, string][] = [
    [{ 'sum-of': net }, '120'],
    [{ 'sum-of': { ...net, when: { 'line.product': 'services' } } }, '20'],
    [{ 'sum-of': { ...net, when: { 'line.product': 'analytics' } } }, '0'],
    [{ 'sum-of': { ...over, number: { multiply: ['line.net', '10%'] } } }, '12'],
    [{ 'count-of': over }, '3'],
    [{ 'count-of': { ...over, when: { 'line.net': '> 0 USD' } } }, '2'],
    [{ 'largest-of': net }, '100'],
    [{ 'largest-of': { ...net, when: { 'line.net': '< 0 USD' } } }, '-30'],
    [{ 'largest-of': { ...net, when: { 'line.product': 'analytics' } } }, 'unknown'],
    [{ 'sum-of': { ...over, number: 'line.acv' } }, 'unknown'],
    [{ 'sum-of': { ...over, number: 'line.acv', when: { 'line.acv': 'known' } } }, '0'],
    [{ divide: ['line.net', { 'sum-of': net }], 'if-zero': '0%' }, '5/6'],
  ];
  it.each(cases)('%j', (plain, wanted) => {
    expect(comesTo(plain, { 'line.net': '100 USD' }, LINES)).toBe(wanted);
  });

  it('is nothing of a booking without lines at hand, and zero of one without any', () => {
    expect(comesTo({ 'sum-of': net }, {})).toBe('unknown');
    expect(comesTo({ 'sum-of': net }, {}, [])).toBe('0');
    expect(comesTo({ 'largest-of': net }, {}, [])).toBe('unknown');
  });
});
