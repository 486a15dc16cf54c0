import { readDay } from '../kernel/day.js';
import { readConstant } from '../kernel/quantity.js';
import type { FactValue } from '../model/facts.js';
import type { FactType } from './rulebook.js';

/** Where a fact's text does not have the type that the catalogue gives it. */
export class Mistyped {
  constructor(
    readonly text: string,
    readonly type: FactType,
  ) {}
}

const UNITS: Readonly<Record<string, readonly string[]>> = {
  money: ['money', 'plain'],
  percent: ['percent'],
  count: ['count', 'plain'],
  days: ['duration', 'plain'],
};

/** A fact as a person wrote it (`8%`, `300,000 USD`, `2026-03-31`, `new`), as the value that its type in the catalogue says. */
export function readFactValue(text: string, type: FactType): FactValue | Mistyped {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  if (type === 'date') return readDay(trimmed) ?? new Mistyped(text, type);
  const units = UNITS[type];
  if (!units) return trimmed;
  const constant = readConstant(trimmed);
  if (!('quantity' in constant) || !units.includes(constant.quantity.unit.kind))
    return new Mistyped(text, type);
  return constant.quantity.value;
}
