import type { NameType } from '../../../engine/conditions/types/name-types.js';
import { writeDay } from '../../../engine/kernel/day.js';
import type { Unit } from '../../../engine/kernel/quantity.js';
import { multiply, ratio, writeDecimal } from '../../../engine/kernel/ratio.js';
import type { FactValue } from '../../../engine/model/facts.js';

/** A value as a file would have it: `60%`, `5000 USD`, `2026-03-01`, `3 stages`; null where it is not known. Numbers to twelve decimals. */
export function writeValue(value: FactValue | null, unit: Unit | undefined): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return writeDay(value);
  if (unit?.kind === 'percent') return `${writeDecimal(multiply(value, ratio(100n)))}%`;
  const digits = writeDecimal(value);
  if (unit?.kind === 'money') return `${digits} ${unit.currency}`;
  if (unit?.kind === 'count') return `${digits} ${unit.of}`;
  return unit?.kind === 'duration' ? `${digits} ${unit.of}` : digits;
}

/** What a number of a type counts; an amount is in the currency that it was told in. */
export function unitOf(type: NameType | undefined, currency: string | undefined): Unit | undefined {
  if (type?.is === 'percent') return { kind: 'percent' };
  if (type?.is === 'money' && currency !== undefined) return { kind: 'money', currency };
  if (type?.is === 'count' && type.unit !== undefined) return { kind: 'count', of: type.unit };
  return type?.is === 'days' ? { kind: 'duration', of: 'days' } : undefined;
}
