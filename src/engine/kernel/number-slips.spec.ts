import { describe, expect, it } from '@jest/globals';
import { numberMeant, unitMeant } from './number-slips.js';
import { readConstant } from './quantity.js';

describe('slips in numbers', () => {
  it.each([
    ['8,5%', '8.5%'],
    ['-0,25 %', '-0.25 %'],
    ['1,00 USD', '1.00 USD'],
    ['1234,5678 USD', '1234.5678 USD'],
    ['1.000,50 EUR', '1,000.50 EUR'],
    ['1.000.000,5 EUR', '1,000,000.5 EUR'],
    ['1_000 USD', '1,000 USD'],
    ['1 000 000 USD', '1,000,000 USD'],
    ["-1'000.50 CHF", '-1,000.50 CHF'],
    ['1\u202f000 EUR', '1,000 EUR'],
  ])('%s is asked back as %s, which can be read', (text, meant) => {
    expect(numberMeant(text)).toBe(meant);
    expect(readConstant(text)).toEqual({ fault: expect.stringContaining(`write ${meant}.`) });
    expect(readConstant(meant)).toHaveProperty('quantity');
  });

  it.each([
    '5,000 USD',
    '1,000,000.25 USD',
    '8.5%',
    '5 USD',
    '90 days',
    '1,00,000 USD',
    '1000,000 USD',
    'new',
  ])('nothing else is asked back: %s', (text) => {
    expect(numberMeant(text)).toBeUndefined();
  });

  it.each([
    ['usd', 'USD'],
    ['UDS', 'USD'],
    ['dollars', 'USD'],
    ['$', 'USD'],
    ['Euro', 'EUR'],
    ['percent', '%'],
    ['Days', 'days'],
    ['seats', undefined],
    ['toString', undefined],
  ])('the unit %s is meant as %s', (written, meant) => {
    expect(unitMeant(written)).toBe(meant);
  });

  it.each([
    ['5 Usd', 'did you mean 5 USD?'],
    ['5,000 $', 'did you mean 5,000 USD?'],
    ['8 Percent', 'did you mean 8%?'],
    ['90 Days', 'did you mean 90 days?'],
    ['5 §', 'a unit of the fact catalogue.'],
  ])('an unreadable unit is told with the nearest: %s', (text, said) => {
    expect(readConstant(text)).toEqual({ fault: expect.stringContaining(said) });
  });
});
