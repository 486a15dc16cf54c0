import { invariant } from '../../../engine/kernel/invariant.js';
import { readDecimal, ratio, writeDecimal, type Ratio } from '../../../engine/kernel/ratio.js';

const TEN_TO_12 = 10n ** 12n;

/** A number that must come back exactly: a decimal where it ends within 12 places, `1/3` otherwise. */
export function exactText(value: Ratio): string {
  const { n, d } = ratio(value.n, value.d);
  return TEN_TO_12 % d === 0n ? writeDecimal({ n, d }) : `${n}/${d}`;
}

/** Reads what `exactText` wrote. */
export function readExact(text: string): Ratio {
  const [n = '', d] = text.split('/');
  if (d !== undefined) return ratio(BigInt(n), BigInt(d));
  const value = readDecimal(n);
  invariant(value !== undefined, `a stored number that is none: ${text}`);
  return value;
}
