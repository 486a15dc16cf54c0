import fc from 'fast-check';
import { compareText, textBetween } from './text-order.js';
import { greatestCommonDivisor, leastCommonMultiple, roundedQuotient } from './whole.js';

describe('the order of texts', () => {
  it('is that of their UTF-8 bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
        expect(compareText(a, b)).toBe(Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))));
      }),
    );
  });

  it('puts a character beyond the basic plane last', () => {
    expect(compareText('\u{1F600}', '\uFFFD')).toBe(1);
    expect(compareText('a', 'ab')).toBe(-1);
  });
});

describe('a text between two', () => {
  it('is one that a person can read', () => {
    const between = [
      [undefined, 'b'],
      [undefined, 'Acme'],
      ['D', undefined],
      ['zoo', undefined],
      ['b', 'd'],
      ['Acme', 'Acmf'],
      ['EMEA', 'EMEA-north'],
    ] as const;
    expect(between.map(([low, high]) => textBetween(low, high))).toEqual([
      'a',
      'A',
      'E',
      'zoo0',
      'c',
      'Acme0',
      'EMEA!',
    ]);
  });

  it('lies between them, whatever they are', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 4 });
    const property = fc.property(text, text, (a, b) => {
      const [low, high] = compareText(a, b) < 0 ? [a, b] : [b, a];
      fc.pre(low !== high && high !== `${low}\0`);
      expect(compareText(low, textBetween(low, high))).toBe(-1);
      expect(compareText(textBetween(low, high), high)).toBe(-1);
      expect(compareText(textBetween(undefined, low), low)).toBe(-1);
      expect(compareText(high, textBetween(high, undefined))).toBe(-1);
    });
    fc.assert(property);
  });
});

describe('whole numbers', () => {
  it('round a half as they are told', () => {
    const halves = (['away-from-zero', 'to-even', 'up', 'down'] as const).map((half) => [
      roundedQuotient(5n, 2n, half),
      roundedQuotient(-5n, 2n, half),
      roundedQuotient(7n, 2n, half),
    ]);
    expect(halves).toEqual([
      [3n, -3n, 4n],
      [2n, -2n, 4n],
      [3n, -2n, 4n],
      [2n, -3n, 3n],
    ]);
  });

  it('find common divisors and multiples', () => {
    expect([
      greatestCommonDivisor(12n, -18n),
      greatestCommonDivisor(0n, 5n),
      leastCommonMultiple(6n, 4n),
      leastCommonMultiple(7n, 1n),
    ]).toEqual([6n, 5n, 12n, 7n]);
  });
});
