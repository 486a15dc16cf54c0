import { invariant } from '../../../../engine/kernel/invariant.js';
import { readDay } from '../../../../engine/kernel/day.js';
import { readConstant } from '../../../../engine/kernel/quantity.js';
import type { FactValue } from '../../../../engine/model/facts.js';
import type { NameTypes } from '../../../../engine/conditions/types/name-types.js';
import type { TestFact } from '../../documents/test-document.js';

/** A fact with its value in the type that the catalogue gives it. */
export interface TypedFact {
  readonly name: string;
  readonly value: FactValue;
  /** The currency an amount was written in. */
  readonly currency: string | null;
  /** The people it names, where it names people. */
  readonly people: readonly string[];
}

const QUANTITIES: ReadonlySet<string> = new Set(['money', 'percent', 'count', 'days']);

/** Reads a fact of a situation. The check has judged it before, so a value that does not fit its type is our bug. */
export function typedFact({ name, value }: TestFact, types: NameTypes): TypedFact {
  const is = types.get(name)?.is ?? 'text';
  if (is === 'person' || is === 'people') return { name, value, currency: null, people: peopleIn(value) };
  const plain = { name, currency: null, people: [] };
  if (is === 'date') return { ...plain, value: readDay(value) };
  if (!QUANTITIES.has(is)) return { ...plain, value };
  const read = readConstant(value);
  invariant('quantity' in read, `${name}: ${value} passed the check and is no number`);
  const { unit } = read.quantity;
  return { ...plain, value: read.quantity.value, currency: unit.kind === 'money' ? unit.currency : null };
}

/** `ben, cho` as two ids. */
export function peopleIn(text: string): readonly string[] {
  return text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
}
