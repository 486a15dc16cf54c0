import { sayCents } from '../explain/say-numbers.js';
import { sayDuring } from '../explain/say-window.js';
import type { NamedPeriod } from '../kernel/day.js';

/** What a booking contributed to a window of an incentive, and what it was worth there and in all, in cents. */
export interface Marginal {
  readonly booking: string;
  readonly incentive: string;
  readonly window: NamedPeriod;
  readonly currency: string;
  readonly contribution: bigint;
  readonly worth: bigint;
  readonly inAll: bigint;
}

/** Both answers in words, told apart: `B contributes 160.00 USD to commission in 2026-Q1. Without it commission would pay 3,130.00 USD less.` */
export function sayMarginal({ booking, incentive, window, currency, ...cents }: Marginal): string {
  const { contribution, worth, inAll } = cents;
  const part = `${booking} contributes ${sayCents(contribution)} ${currency} to ${incentive} ${sayDuring(window)}.`;
  const all = inAll === worth ? '' : `, and all pay together would be ${less(inAll, currency)}`;
  return `${part} Without it ${incentive} would pay ${less(worth, currency)}${all}.`;
}

function less(cents: bigint, currency: string): string {
  if (cents === 0n) return 'the same';
  return cents > 0n ? `${sayCents(cents)} ${currency} less` : `${sayCents(-cents)} ${currency} more`;
}
