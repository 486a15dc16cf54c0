import { invariant } from './invariant.js';
import { greatestCommonDivisor, roundedQuotient, type Half } from './whole.js';

export type { Half };

/** An exact fraction with a positive denominator, in lowest terms unless whoever gives it says otherwise; compare with `compare`. Money, rates and attainments are ratios until pay is rounded. */
export interface Ratio {
  readonly n: bigint;
  readonly d: bigint;
}

/** Nothing, exactly. */
export const ZERO: Ratio = { n: 0n, d: 1n };
/** One, exactly: a multiplier that changes nothing. */
export const ONE: Ratio = { n: 1n, d: 1n };

/** n ÷ d in lowest terms; a zero denominator is our bug, never a value. */
export function ratio(n: bigint, d: bigint = 1n): Ratio {
  invariant(d !== 0n, 'a ratio with denominator zero');
  if (d === 1n) return { n, d };
  const common = greatestCommonDivisor(n, d);
  const sign = d < 0n ? -1n : 1n;
  return { n: (sign * n) / common, d: (sign * d) / common };
}

/** a + b, exact. */
export function add(a: Ratio, b: Ratio): Ratio {
  if (a.d === 1n && b.d === 1n) return { n: a.n + b.n, d: 1n };
  return a.d === b.d ? ratio(a.n + b.n, a.d) : ratio(a.n * b.d + b.n * a.d, a.d * b.d);
}

/** a − b, exact. */
export function subtract(a: Ratio, b: Ratio): Ratio {
  return add(a, { n: -b.n, d: b.d });
}

/** a × b, exact. */
export function multiply(a: Ratio, b: Ratio): Ratio {
  return ratio(a.n * b.n, a.d * b.d);
}

/** a ÷ b; the caller has decided what a zero divisor means before it calls. */
export function divide(a: Ratio, b: Ratio): Ratio {
  return ratio(a.n * b.d, a.d * b.n);
}

/** Negative, zero or positive as a is less than, equal to or greater than b. */
export function compare(a: Ratio, b: Ratio): -1 | 0 | 1 {
  const [left, right] = a.d === b.d ? [a.n, b.n] : [a.n * b.d, b.n * a.d];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Rounds to `decimals` places and returns the whole number of those places: 1.005 to 2 places, half away from zero, is 101. */
export function roundToUnits(value: Ratio, decimals: number, half: Half = 'away-from-zero'): bigint {
  return roundedQuotient(value.n * 10n ** BigInt(decimals), value.d, half);
}

/** Reads a plain decimal such as `-12.5`; `undefined` for anything else, exponents and separators included. */
export function readDecimal(text: string): Ratio | undefined {
  const match = /^(-?)(\d{1,30})(?:\.(\d{1,30}))?$/.exec(text);
  if (!match) return undefined;
  const places = match[3] ?? '';
  const n = BigInt(`${match[2]}${places}`);
  return ratio(match[1] === '-' ? -n : n, 10n ** BigInt(places.length));
}

/** Writes whole units of `decimals` places as a decimal: 12345 with 2 places is `123.45`. */
export function writeUnits(units: bigint, decimals: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const places = decimals === 0 ? '' : `.${digits.slice(digits.length - decimals)}`;
  return `${units < 0n ? '-' : ''}${whole}${places}`;
}

/** Writes a ratio as a decimal: exact where it ends within 12 places, otherwise rounded half away from zero to 12; never trailing zeros. */
export function writeDecimal(value: Ratio, atMost = 12): string {
  const text = writeUnits(roundToUnits(value, atMost), atMost);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
