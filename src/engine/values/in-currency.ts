import { multiply, type Ratio } from '../kernel/ratio.js';
import type { ValueRounding } from '../rulebook/parts/value.js';
import { rounded } from './compile-value.js';

/** An amount in another currency: exact, unless the plan rounds what it converts. */
export function inCurrency(
  amount: Ratio,
  { rate, round }: { readonly rate: Ratio; readonly round: ValueRounding | null },
): Ratio {
  const exact = multiply(amount, rate);
  const found = round ? rounded(exact, round) : exact;
  return typeof found === 'object' ? found : exact;
}
