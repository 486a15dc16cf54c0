import { readConstant } from '../kernel/quantity.js';
import type { Operand, UnaryTest } from '../rulebook/rulebook.js';
import { readUnaryTest, readUnaryTests } from './read-unary-test.js';

function constant(text: string): Operand {
  const read = readConstant(text);
  if ('fault' in read) throw new Error(read.fault);
  return read;
}
const equal = (text: string): UnaryTest => ({ is: 'equal', to: constant(text) });

describe('reading a unary test', () => {
  const ends = { from: constant('10%'), to: constant('20%') };
  const cases: [string, UnaryTest][] = [
    ['new', equal('new')],
    ['  mid market ', equal('mid market')],
    ['8%', equal('8%')],
    ['-5 USD', equal('-5 USD')],
    ['2026-03-31', equal('2026-03-31')],
    ['90 days', equal('90 days')],
    ['40 units', equal('40 units')],
    ['"acme.com"', { is: 'equal', to: { word: 'acme.com' } }],
    ['"3M"', { is: 'equal', to: { word: '3M' } }],
    ['"known"', { is: 'equal', to: { word: 'known' } }],
    ['quota.acv', { is: 'equal', to: { name: 'quota.acv' } }],
    ['table.line-rates.rate', { is: 'equal', to: { name: 'table.line-rates.rate' } }],
    ['known', { is: 'known' }],
    ['unknown', { is: 'unknown' }],
    ['-', { is: 'anything' }],
    ['> 5,000 USD', { is: 'greater', than: constant('5,000 USD') }],
    ['>= 5,000 USD', { is: 'greater-or-equal', than: constant('5,000 USD') }],
    ['<8%', { is: 'less', than: constant('8%') }],
    ['<= 2026-03-31', { is: 'less-or-equal', than: constant('2026-03-31') }],
    ['> -5 USD', { is: 'greater', than: constant('-5 USD') }],
    ['> quota.acv', { is: 'greater', than: { name: 'quota.acv' } }],
    ['(10%..20%]', { is: 'within', ...ends, includesFrom: false, includesTo: true }],
    ['[10% .. 20%)', { is: 'within', ...ends, includesFrom: true, includesTo: false }],
    [']10%..20%[', { is: 'within', ...ends, includesFrom: false, includesTo: false }],
    [' ] 10% .. 20% [ ', { is: 'within', ...ends, includesFrom: false, includesTo: false }],
    [']10%..20%]', { is: 'within', ...ends, includesFrom: false, includesTo: true }],
    ['[10%..20%[', { is: 'within', ...ends, includesFrom: true, includesTo: false }],
    ['(10%..20%[', { is: 'within', ...ends, includesFrom: false, includesTo: false }],
    [']10%..20%)', { is: 'within', ...ends, includesFrom: false, includesTo: false }],
    [
      ']1,000 USD..2,000 USD[',
      {
        is: 'within',
        from: constant('1,000 USD'),
        includesFrom: false,
        to: constant('2,000 USD'),
        includesTo: false,
      },
    ],
    [
      '[[10%..20%[, ] 10%..20%[, 8%, ]10%..20%], [10%..20%[, [10%..20%[]',
      {
        is: 'one-of',
        tests: [
          { is: 'within', ...ends, includesFrom: true, includesTo: false },
          { is: 'within', ...ends, includesFrom: false, includesTo: false },
          equal('8%'),
          { is: 'within', ...ends, includesFrom: false, includesTo: true },
          { is: 'within', ...ends, includesFrom: true, includesTo: false },
          { is: 'within', ...ends, includesFrom: true, includesTo: false },
        ],
      },
    ],
    [
      '[]10%..20%[, 8%]',
      {
        is: 'one-of',
        tests: [{ is: 'within', ...ends, includesFrom: false, includesTo: false }, equal('8%')],
      },
    ],
    ['[[10%..20%[]', { is: 'within', ...ends, includesFrom: true, includesTo: false }],
    [
      'not([10%..20%[, ]10%..20%], 8%)',
      {
        is: 'not',
        test: {
          is: 'one-of',
          tests: [
            { is: 'within', ...ends, includesFrom: true, includesTo: false },
            { is: 'within', ...ends, includesFrom: false, includesTo: true },
            equal('8%'),
          ],
        },
      },
    ],
    [
      '["[".."]"[',
      {
        is: 'within',
        from: { word: '[' },
        includesFrom: true,
        to: { word: ']' },
        includesTo: false,
      },
    ],
    ['[10%..10%]', { is: 'within', from: ends.from, to: ends.from, includesFrom: true, includesTo: true }],
    [
      '[quota.low..quota.high]',
      {
        is: 'within',
        from: { name: 'quota.low' },
        to: { name: 'quota.high' },
        includesFrom: true,
        includesTo: true,
      },
    ],
    ['not(renewal)', { is: 'not', test: equal('renewal') }],
    ['not( new , renewal )', { is: 'not', test: { is: 'one-of', tests: [equal('new'), equal('renewal')] } }],
    [
      'not(1,000 USD,2,000 USD)',
      { is: 'not', test: { is: 'one-of', tests: [equal('1,000 USD'), equal('2,000 USD')] } },
    ],
    [
      'not((10%..20%], "a, b")',
      {
        is: 'not',
        test: {
          is: 'one-of',
          tests: [
            { is: 'within', ...ends, includesFrom: false, includesTo: true },
            { is: 'equal', to: { word: 'a, b' } },
          ],
        },
      },
    ],
    ['[new, renewal]', { is: 'one-of', tests: [equal('new'), equal('renewal')] }],
    ['[1,000 USD, 2,000 USD]', { is: 'one-of', tests: [equal('1,000 USD'), equal('2,000 USD')] }],
    ['[new]', equal('new')],
    [
      '[(10%..20%], unknown]',
      {
        is: 'one-of',
        tests: [{ is: 'within', ...ends, includesFrom: false, includesTo: true }, { is: 'unknown' }],
      },
    ],
    ['not([new, renewal])', { is: 'not', test: { is: 'one-of', tests: [equal('new'), equal('renewal')] } }],
    ['> new', { is: 'greater', than: { word: 'new' } }],
    ['<= "b, c"', { is: 'less-or-equal', than: { word: 'b, c' } }],
    [
      '["a..b".."c)")',
      { is: 'within', from: { word: 'a..b' }, includesFrom: true, to: { word: 'c)' }, includesTo: false },
    ],
    ['["a..b"]', equal('a..b')],
    ['not(> 5 USD)', { is: 'not', test: { is: 'greater', than: constant('5 USD') } }],
  ];
  it.each(cases)('reads %s', (text, test) => expect(readUnaryTest(text)).toEqual(test));

  const faults: [string, RegExp][] = [
    ['', /nothing here/],
    ['new, renewal', /list such as/],
    ['> known', /test of its own/],
    ['[a..unknown]', /test of its own/],
    ['= 5 USD', /value alone/],
    ['!= new', /not\(/],
    ['≥ 5 USD', />=/],
    ['=> 5 USD', />=/],
    ['(30..60] days', /write \(30 days\.\.60 days\]\./],
    ['[5,000..20,000) USD', /write \[5,000 USD\.\.20,000 USD\)\./],
    ['(10..20]%', /write \(10%\.\.20%\]\./],
    ['(30 days..60 days', /write it like .*\(30 days\.\.60 days\]/],
    ['(10%..20%', /write it like \(10%\.\.20%\]/],
    [']10%..20%', /write it like \(10%\.\.20%\]/],
    ['10%..20%[', /double quotes|no unit/],
    [']20%..10%[', /starts above/],
    [']10%..10%[', /Nothing lies/],
    [']..20%[', /only one end/],
    [`${'[]'.repeat(9999)}a`, /double quotes|interval|too deep/],
    [`${']'.repeat(9999)}a..b[`, /interval|too deep|double quotes/],
    ['[..20%]', /only one end/],
    ['[b..a]', /starts above/],
    ['(b..b]', /Nothing lies/],
    ['["a".."b]', /write it like/],
    ['(20%..10%]', /starts above/],
    ['(10%..10%]', /Nothing lies/],
    ['[2026-02-02..2026-01-01]', /starts above/],
    ['not()', /nothing between/],
    ['not(a,,b)', /nothing between/],
    ['not(a', /does not end/],
    ['not(known)', /unknown instead/],
    ['not(a, unknown)', /never matches/],
    ['not(-)', /anything/],
    ['2026-02-30', /There is no day/],
    ['1e9 USD', /no unit|cannot read/],
    ['>= 1234567890123 USD', /12 digits/],
    ['1.1234567 USD', /12 digits/],
    ['""', /empty/],
    ['[]', /nothing here/],
    ['[new, -]', /cannot stand in a list/],
    [`${'['.repeat(9999)}a${']'.repeat(9999)}`, /too deep/],
    [`${'not('.repeat(9999)}a${')'.repeat(9999)}`, /too deep/],
    ['a {b}', /double quotes/],
  ];
  it.each(faults)('refuses %j', (text, message) => {
    expect(readUnaryTest(text)).toEqual({ fault: expect.stringMatching(message) });
  });

  it('takes a list as one of its tests', () => {
    expect(readUnaryTests(['new', '> 5 USD', 'unknown'])).toEqual({
      is: 'one-of',
      tests: [equal('new'), { is: 'greater', than: constant('5 USD') }, { is: 'unknown' }],
    });
  });
  it('takes a list of one as the test itself', () => expect(readUnaryTests(['new'])).toEqual(equal('new')));
  it('refuses an empty list and - in a list', () => {
    expect(readUnaryTests([])).toHaveProperty('fault');
    expect(readUnaryTests(['new', '-'])).toHaveProperty('fault');
  });
});
