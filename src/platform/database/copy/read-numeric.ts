/** PostgreSQL's binary numeric: groups of four decimal digits, most significant first, and where the decimal point stands. */

const NEGATIVE = 0x4000;
const NOT_A_NUMBER = 0xc000;
const HEADER = 8;

/**
 * Reads a numeric as whole units of `decimals` places; digits beyond them must be zero. Throws on NaN and infinity, which no money
 * column admits.
 */
export function readNumeric(view: DataView, at: number, decimals: number): bigint {
  const count = view.getInt16(at);
  const weight = view.getInt16(at + 2);
  const sign = view.getUint16(at + 4);
  if (sign >= NOT_A_NUMBER) throw new RangeError('a number that is not finite came out of the database');
  if (count === 0) return 0n;
  const quick = decimals === 6 && weight <= 1 ? readMillionths(view, at, { count, weight }) : undefined;
  const units = quick === undefined ? readLong(view, at, decimals) : BigInt(quick);
  return sign === NEGATIVE ? -units : units;
}

const MILLIONTHS = [100_000_000_000_000, 10_000_000_000, 1_000_000, 100, 0.01] as const;

/** Below 10^8 with six decimals: fits a double's 53 bits exactly, so no bigint arithmetic is needed. */
function readMillionths(
  view: DataView,
  at: number,
  shape: { count: number; weight: number },
): number | undefined {
  let sum = 0;
  for (let i = 0; i < shape.count; i += 1) {
    const factor = MILLIONTHS[2 - (shape.weight - i)];
    if (factor === undefined) return undefined;
    const digits = view.getInt16(at + HEADER + 2 * i);
    if (factor === 0.01) {
      if (digits % 100 !== 0) throw new RangeError('a number has more than 6 decimals');
      sum += digits / 100;
    } else sum += digits * factor;
  }
  return sum;
}

function readLong(view: DataView, at: number, decimals: number): bigint {
  const count = view.getInt16(at);
  let units = 0n;
  for (let i = 0; i < count; i += 1) units = units * 10_000n + BigInt(view.getInt16(at + HEADER + 2 * i));
  const shift = (view.getInt16(at + 2) - count + 1) * 4 + decimals;
  if (shift >= 0) return units * 10n ** BigInt(shift);
  const divisor = 10n ** BigInt(-shift);
  if (units % divisor !== 0n) throw new RangeError(`a number has more than ${decimals} decimals`);
  return units / divisor;
}

/** How many decimals the numeric at this place is written with. */
export function scaleOfNumeric(view: DataView, at: number): number {
  return view.getInt16(at + 6);
}
