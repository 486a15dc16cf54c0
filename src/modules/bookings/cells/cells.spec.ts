import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readConstant } from '../../../engine/kernel/quantity.js';
import { readDate } from './read-date.js';
import { readFactCell } from './read-fact.js';
import { readId } from './read-text.js';
import { millionths, PLAIN_WRITING, readNumber, type Writing } from './read-number.js';

const LIMITS = { whole: 12, decimals: 6 };
const units = fc.bigInt({ min: -999_999_999_999_999_999n, max: 999_999_999_999_999_999n });

/** Millionths written with all six decimals and these separators. */
function write(value: bigint, { decimal, thousands }: Writing): string {
  const digits = (value < 0n ? -value : value).toString().padStart(7, '0');
  const whole = digits.slice(0, -6).replaceAll(/\B(?=(\d{3})+$)/g, thousands);
  return `${value < 0n ? '-' : ''}${whole}${decimal}${digits.slice(-6)}`;
}

describe('a number', () => {
  it('is exact in every declared way of writing', () => {
    const writing = fc.constantFrom<Writing>(
      PLAIN_WRITING,
      { ...PLAIN_WRITING, thousands: ',' },
      { ...PLAIN_WRITING, decimal: ',', thousands: '.' },
      { ...PLAIN_WRITING, decimal: ',', thousands: ' ' },
      { ...PLAIN_WRITING, thousands: "'" },
    );
    fc.assert(
      fc.property(units, writing, (value, how) => {
        const read = readNumber(write(value, how), how, LIMITS);
        expect('text' in read && millionths(read.text)).toBe(value);
      }),
    );
  });

  it('is never read by chance: what is read is plain digits that mean the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789.,-+eExN '), maxLength: 12 }), (raw) => {
        const read = readNumber(raw, PLAIN_WRITING, LIMITS);
        expect('fault' in read || (/^-?\d+(\.\d+)?$/.test(raw) && Number(read.text) === Number(raw))).toBe(
          true,
        );
      }),
    );
  });

  it.each(['1.234.5', '12,34', '1,23,456', ',123', '1,2345', '1234,567'])(
    '%s is not grouped by thousands',
    (raw) => {
      expect(readNumber(raw, { ...PLAIN_WRITING, thousands: ',' }, LIMITS)).toHaveProperty('fault');
    },
  );
});

describe('a fact', () => {
  const how = { writing: PLAIN_WRITING };

  it('is written in the one form that documents read', () => {
    const cells = [
      [{ name: 'a.b', is: 'percent', means: '' }, '8.50%', '8.5%'],
      [{ name: 'a.b', is: 'money', means: '' }, '300000.00 USD', '300000 USD'],
      [{ name: 'a.b', is: 'count', unit: 'logo', means: '' }, '4 logos', '4 logo'],
      [{ name: 'a.b', is: 'days', means: '' }, '1 day', '1 days'],
    ] as const;
    for (const [field, raw, text] of cells) {
      expect(readFactCell(raw, field, how)).toEqual({ text });
      expect(readConstant(text)).toHaveProperty('quantity');
    }
  });

  it.each([
    ['0.08', '8%'],
    ['0.0125', '1.25%'],
    ['1', '100%'],
    ['0', '0%'],
    ['-0.005', '-0.5%'],
    ['12.5', '1250%'],
  ])('as a fraction %s is %s', (raw, text) => {
    expect(readFactCell(raw, { name: 'a.b', is: 'percent', means: '' }, { ...how, fraction: true })).toEqual({
      text,
    });
  });
});

describe('a date', () => {
  it.each([
    ['31.01.2026', 'DD.MM.YYYY', '2026-01-31'],
    ['1/2/2026', 'DD/MM/YYYY', '2026-02-01'],
    ['1/2/2026', 'MM/DD/YYYY', '2026-01-02'],
    ['20260131', 'YYYYMMDD', '2026-01-31'],
    ['2026/1/31', 'YYYY/MM/DD', '2026-01-31'],
  ] as const)('%s as %s is %s', (raw, writing, text) => {
    expect(readDate(raw, writing)).toEqual({ text });
  });

  it.each([
    ['29.02.2025', 'DD.MM.YYYY'],
    ['13/13/2026', 'MM/DD/YYYY'],
    ['2026-1-31', 'YYYY-MM-DD'],
    ['31.01.26', 'DD.MM.YYYY'],
  ] as const)('%s as %s is none', (raw, writing) => {
    expect(readDate(raw, writing)).toHaveProperty('fault');
  });
});

describe('an id', () => {
  it.each(['__proto__', 'constructor', 'prototype'])('is never %s', (raw) => {
    expect(readId(raw)).toEqual({ fault: 'it is a reserved word; give another id' });
    expect(readId(`${raw}-1`)).toEqual({ text: `${raw}-1` });
  });
});
