import fc from 'fast-check';
import { compareText } from './text-order.js';
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
