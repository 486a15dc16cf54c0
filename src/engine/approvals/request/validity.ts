import type { Setting } from './commands.js';
import { daysAfter } from './due-at.js';
import type { Instant } from './state.js';

/** When an approval of steps runs out that is given now: so many days after it, and no later than any earlier decision that it relies on; null for never. */
export function validityOf(
  steps: readonly { readonly holdsUntil?: Instant | null }[],
  { asking, at, clock }: Pick<Setting, 'asking' | 'at' | 'clock'>,
): Instant | null {
  const { valid } = asking.matrix.terms;
  if (valid === null) return null;
  return Math.min(daysAfter(at, valid, clock), ...steps.flatMap(({ holdsUntil }) => holdsUntil ?? []));
}
