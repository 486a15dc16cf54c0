import { readConstant, type Quantity } from '../kernel/quantity.js';
import { compare } from '../kernel/ratio.js';
import type { FactField } from './rulebook.js';

const RANGED: ReadonlySet<string> = new Set(['percent', 'count', 'days']);

/** Whether a range may be said of a fact: of numbers that have one unit, and no money, whose currency is the row's. */
export function isRanged({ is }: FactField): boolean {
  return RANGED.has(is);
}

/** An end of the range of a fact, as a quantity; undefined where the text is none of the fact's unit. */
export function endOf({ is, unit = 'units' }: FactField, text: string): Quantity | undefined {
  const read = readConstant(text);
  if (!('quantity' in read)) return undefined;
  const { kind } = read.quantity.unit;
  if (is === 'percent') return kind === 'percent' ? read.quantity : undefined;
  if (is === 'days') return kind === 'duration' ? read.quantity : undefined;
  const of = read.quantity.unit.kind === 'count' ? read.quantity.unit.of : undefined;
  return of === unit || `${of}s` === unit || of === `${unit}s` ? read.quantity : undefined;
}

/** What is wrong with a value of a fact that lies outside its range, ends included; undefined where nothing is. */
export function outOfRange(field: FactField, text: string): string | undefined {
  const { atLeast, atMost } = field;
  const value = endOf(field, text);
  if (!value) return undefined;
  const [least, most] = [atLeast, atMost].map((end) => (end === undefined ? undefined : endOf(field, end)));
  if (least && compare(value.value, least.value) < 0) return saying('less than', atLeast, field);
  return most && compare(value.value, most.value) > 0 ? saying('more than', atMost, field) : undefined;
}

function saying(how: string, end: string | undefined, { name }: FactField): string {
  return `it is ${how} ${end ?? ''}, which ${name} may not be`;
}
