/** An exact fraction, always with a positive denominator and not always in lowest terms. */
export interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}

export const NOTHING: Fraction = { n: 0n, d: 1n };
export const WHOLE: Fraction = { n: 1n, d: 1n };

export function fraction(n: bigint | number, d: bigint | number = 1): Fraction {
  let [a, b] = [whole(n), whole(d)];
  if (b === 0n) throw new Error('a fraction with denominator zero');
  if (b < 0n) [a, b] = [-a, -b];
  let [x, y] = [a < 0n ? -a : a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return { n: a / x, d: b / x };
}

function whole(number: bigint | number): bigint {
  return typeof number === 'bigint' ? number : BigInt(number);
}

export function plus(a: Fraction, b: Fraction): Fraction {
  return fraction(a.n * b.d + b.n * a.d, a.d * b.d);
}

export function minus(a: Fraction, b: Fraction): Fraction {
  return fraction(a.n * b.d - b.n * a.d, a.d * b.d);
}

export function times(a: Fraction, b: Fraction): Fraction {
  return fraction(a.n * b.n, a.d * b.d);
}

export function over(a: Fraction, b: Fraction): Fraction {
  return fraction(a.n * b.d, a.d * b.n);
}

/** Below zero, zero or above it, as `a` is less than, equal to or more than `b`. */
export function order(a: Fraction, b: Fraction): number {
  const [left, right] = [a.n * b.d, b.n * a.d];
  return left < right ? -1 : left > right ? 1 : 0;
}

export function least(a: Fraction, b: Fraction): Fraction {
  return order(a, b) <= 0 ? a : b;
}

export function most(a: Fraction, b: Fraction): Fraction {
  return order(a, b) >= 0 ? a : b;
}

export function sumOf(all: readonly Fraction[]): Fraction {
  return all.reduce(plus, NOTHING);
}

/** The sum of many numbers of which neighbours are mostly the same. */
export function sumOfRuns(numbers: readonly Fraction[]): Fraction {
  let sum = NOTHING;
  for (let at = 0; at < numbers.length;) {
    const value = numbers[at] ?? NOTHING;
    let end = at;
    while (numbers[end] && numbers[end]?.n === value.n && numbers[end]?.d === value.d) end += 1;
    sum = plus(sum, times(value, fraction(end - at)));
    at = end;
  }
  return sum;
}

/** The nearest whole number of hundredths; a half goes as said: away from zero, to the even one, up or down. */
export function toCents({ n, d }: Fraction, half: string): bigint {
  const hundredths = n * 100n;
  const below = hundredths >= 0n ? hundredths / d : -((-hundredths + d - 1n) / d);
  const twice = (hundredths - below * d) * 2n;
  if (twice !== d) return twice > d ? below + 1n : below;
  if (half === 'up') return below + 1n;
  if (half === 'down') return below;
  if (half === 'to-even') return below % 2n === 0n ? below : below + 1n;
  return n > 0n ? below + 1n : below;
}
