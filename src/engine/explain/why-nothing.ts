import type { Earning } from '../model/result.js';
import { sayExact, sayMoney } from './say-numbers.js';

/** Why an earning is nothing, in words; `null` when it is something. */
export function whyNothing(earning: Earning): string | null {
  const { working, measure, currency, window } = earning;
  if (earning.amount !== 0n) return null;
  if (earning.reason !== null) return earning.reason;
  const closed = working.modifiers.find(({ applied, times }) => applied && times.n === 0n);
  if (closed) return `it is multiplied by 0, because ${closed.because.replaceAll('\n', ' ')}`;
  if (measure.n < 0n) return 'below zero nothing is paid.';
  if (measure.n === 0n) return `nothing was credited in ${window.name}, or what was credited was taken back.`;
  if (working.exact.n === 0n && working.earlier.n !== 0n) {
    return `earlier pay periods of ${window.name} already earned the whole ${sayExact(working.earlier)} ${currency}.`;
  }
  if (working.tiers.length === 0) return `${sayMoney(measure)} ${currency} does not reach the first tier.`;
  if (working.tiers.every(({ rate }) => rate.n === 0n)) return 'the rate is 0%.';
  return 'it is less than half a cent.';
}
