import { readDay } from '../../../engine/kernel/day.js';
import { readConstant } from '../../../engine/kernel/quantity.js';
import type { FactValue } from '../../../engine/model/facts.js';
import type { FactField } from '../../../engine/rulebook/rulebook.js';
import { Refusal } from '../../../platform/refusal.js';

/** Company-defined facts as stored: their texts by name. */
export type StoredFacts = Readonly<Record<string, string>>;

/**
 * The facts that the catalogue declares, typed by it; what it no longer declares is left out. Refused when a text does not fit its type:
 * the catalogue changed after the import, and nobody may guess what the old text means now.
 */
export function typedFacts(
  stored: StoredFacts,
  fields: ReadonlyMap<string, FactField>,
  whose: string,
): ReadonlyMap<string, FactValue> {
  const typed = new Map<string, FactValue>();
  for (const [name, text] of Object.entries(stored)) {
    const field = fields.get(name);
    if (!field) continue;
    const value = typedFact(text, field);
    if (value === undefined) throw mistyped(text, field, whose);
    typed.set(name, value);
  }
  return typed;
}

const UNITS: Readonly<Record<string, readonly string[]>> = {
  money: ['money'],
  percent: ['percent'],
  count: ['count', 'plain'],
  days: ['duration'],
};

function typedFact(text: string, field: FactField): FactValue {
  if (field.is === 'date') return readDay(text);
  if (field.is === 'one-of') return field.values?.includes(text) ? text : undefined;
  const units = UNITS[field.is];
  if (!units) return text;
  const constant = readConstant(text);
  return 'quantity' in constant && units.includes(constant.quantity.unit.kind)
    ? constant.quantity.value
    : undefined;
}

function mistyped(text: string, field: FactField, whose: string): Refusal {
  return new Refusal(
    'FACT_MISTYPED',
    `${whose} has ${field.name} "${text}", but the fact catalogue now says that it is ${field.is}.`,
    'Import the value again as the catalogue types it, or publish a catalogue that fits it.',
  );
}
