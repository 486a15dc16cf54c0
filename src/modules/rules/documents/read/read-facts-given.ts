import { invariant } from '../../../../engine/kernel/invariant.js';
import { readConstant } from '../../../../engine/kernel/quantity.js';
import type { FactMapInput } from '../kinds/test-given.input.js';
import type { Amount, TestFact } from '../test-document.js';
import { dayOf } from './operand.js';

/** Facts of a situation, by name, as written. */
export function factsOf(facts: FactMapInput | undefined): TestFact[] {
  return Object.entries(facts ?? {}).map(([name, value]) => ({ name, value }));
}

/** A day, or none. */
export function optionalDay(text: string | undefined): ReturnType<typeof dayOf> | null {
  return text === undefined ? null : dayOf(text);
}

/** An amount of money, which has passed its form. */
export function amountOf(text: string): Amount {
  const read = readConstant(text);
  invariant('quantity' in read && read.quantity.unit.kind === 'money', `the amount ${text} passed its form`);
  return { value: read.quantity.value, currency: read.quantity.unit.currency };
}
