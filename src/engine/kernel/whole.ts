/** How a half is rounded. Pay rounds half away from zero unless the plan says otherwise (`design.md` §2). */
export type Half = 'away-from-zero' | 'to-even' | 'up' | 'down';

/** Greatest common divisor of two whole numbers, never negative. */
export function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** Least common multiple of two positive whole numbers: the smallest unit in which both fractions are whole. */
export function leastCommonMultiple(a: bigint, b: bigint): bigint {
  if (a === b || b === 1n) return a;
  return (a / greatestCommonDivisor(a, b)) * b;
}

/** n ÷ d as a whole number; `half` says what becomes of exactly a half. `d` is positive. */
export function roundedQuotient(n: bigint, d: bigint, half: Half): bigint {
  const floor = n / d;
  const rest = n - floor * d;
  if (rest === 0n) return floor;
  const twice = (rest < 0n ? -rest : rest) * 2n;
  if (twice < d) return floor;
  const away = n < 0n ? floor - 1n : floor + 1n;
  if (twice > d || half === 'away-from-zero') return away;
  if (half === 'to-even') return floor % 2n === 0n ? floor : away;
  return (half === 'up') === n > 0n ? away : floor;
}
