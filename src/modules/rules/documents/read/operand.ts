import { readCondition } from '../../../../engine/conditions/read-condition.js';
import { readOperand } from '../../../../engine/conditions/read-operand.js';
import { readConstant } from '../../../../engine/kernel/quantity.js';
import { readDay, type Day, type Period } from '../../../../engine/kernel/day.js';
import { invariant } from '../../../../engine/kernel/invariant.js';
import type { Condition, Operand, Settles } from '../../../../engine/rulebook/rulebook.js';

// The shape was checked before anything is read: what cannot be read here is our own fault.

/** Reads a constant or a name. */
export function operandOf(text: string): Operand {
  const read = readOperand(text);
  invariant(!('fault' in read), `the operand ${text} passed its form and cannot be read`);
  return read;
}

/** Reads a business date. */
export function dayOf(text: string): Day {
  const day = readDay(text);
  invariant(day !== undefined, `the date ${text} passed its form and cannot be read`);
  return day;
}

/** Reads by when something settles: a day, or days after; null where the document says none. */
export function settlesOf(text: string | undefined): Settles | null {
  if (text === undefined) return null;
  const read = readConstant(text);
  invariant('day' in read || 'quantity' in read, `${text} passed its form and cannot be read`);
  return 'day' in read ? { on: read.day } : { after: Number(read.quantity.value.n) };
}

/** Reads a condition; none where the document says none. */
export function conditionOf(plain: unknown): Condition | null {
  if (plain === undefined) return null;
  const read = readCondition(plain, '');
  invariant('condition' in read, 'a condition passed its form and cannot be read');
  return read.condition;
}

/** The effective period of a version. */
export function periodOf(head: { from: string; until?: string }): Period {
  return { from: dayOf(head.from), until: head.until === undefined ? null : dayOf(head.until) };
}

/** A number of whole days, as its form lets it through. */
export function daysOf(text: string): number {
  const read = readConstant(text);
  invariant('quantity' in read, `the length ${text} passed its form`);
  return Number(read.quantity.value.n);
}
