import { invariant } from '../../engine/kernel/invariant.js';
import { readDecimal, roundToUnits, writeUnits } from '../../engine/kernel/ratio.js';

/** Decimals of pay: cents. */
export const CENTS = 2;
/** Decimals to which exact pay is stored and compared. */
export const EXACT = 12;

/** Reads a stored amount as whole cents. */
export function readCents(text: string): bigint {
  const value = readDecimal(text);
  invariant(value !== undefined, `${text} is no amount`);
  const cents = roundToUnits(value, CENTS);
  invariant(cents * value.d === value.n * 100n, `${text} is not a whole number of cents`);
  return cents;
}

/** Writes whole cents as a decimal: 12345 is `123.45`. */
export function writeCents(cents: bigint): string {
  return writeUnits(cents, CENTS);
}
