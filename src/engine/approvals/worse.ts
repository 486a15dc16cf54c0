import { constantValue, isSame, orderOf } from '../conditions/compare-values.js';
import { add, subtract } from '../kernel/ratio.js';
import type { FactValue } from '../model/facts.js';
import type { JudgedTerm } from '../rulebook/parts/approvals.js';

/**
 * Whether a judged term is worse for the company than when somebody decided, by its declared direction. The tolerance counts from that decision,
 * never from a later value that it let through, so that small steps cannot add up. What was known and is not any more, and what has no order, is worse
 * when it differs.
 */
export function isWorse({ worse, tolerance }: JudgedTerm, now: FactValue, then: FactValue): boolean {
  if (isSame(now, then) || (now === undefined && then === undefined)) return false;
  if (worse === 'any-change') return true;
  const bound = boundOf(then, { worse, tolerance });
  const lies = orderOf(now, bound);
  if (lies === undefined) return true;
  return worse === 'higher' ? lies > 0 : lies < 0;
}

/** The worst value that is still as good as the one decided on. */
export function boundOf(
  then: FactValue,
  { worse, tolerance }: Pick<JudgedTerm, 'worse' | 'tolerance'>,
): FactValue {
  const by = tolerance === null ? undefined : constantValue(tolerance);
  if (typeof by !== 'object') return then;
  if (typeof then === 'object') return worse === 'higher' ? add(then, by) : subtract(then, by);
  if (typeof then !== 'number' || by.d !== 1n) return then;
  return worse === 'higher' ? then + Number(by.n) : then - Number(by.n);
}
