import { compare } from '../kernel/ratio.js';
import { compareText } from '../kernel/text-order.js';
import type { Operand } from '../rulebook/rulebook.js';
import type { FactValue } from '../model/facts.js';

/**
 * How two values lie to each other: negative, zero or positive, or `undefined` where they have no order: something unknown, or two kinds.
 * Exact: ratios by cross-multiplication, dates by day, texts by code point. That words of a closed list have no order is the check's matter.
 */
export function orderOf(a: FactValue, b: FactValue): number | undefined {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  return typeof a === 'object' && typeof b === 'object' ? compare(a, b) : undefined;
}

/** Whether two known values are the same; nothing is the same as what is unknown, not even another unknown. */
export function isSame(a: FactValue, b: FactValue): boolean {
  if (typeof a === 'object') return typeof b === 'object' && a.n === b.n && a.d === b.d;
  return a !== undefined && a === b;
}

/** The value of a constant in its natural unit (8% is 2/25, a date its day), or `undefined` when the operand is a name. */
export function constantValue(operand: Operand): FactValue {
  if ('quantity' in operand) return operand.quantity.value;
  if ('day' in operand) return operand.day;
  return 'word' in operand ? operand.word : undefined;
}
