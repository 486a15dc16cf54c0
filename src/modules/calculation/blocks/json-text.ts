import { compareText } from '../../../engine/kernel/text-order.js';

/** Plain data as it is kept in a `jsonb` column: texts, lists and objects; numbers that decide pay are texts. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * The text PostgreSQL itself prints for a `jsonb` value: keys by length and then by bytes, a space after each comma and colon.
 * Written this way, the stored bytes are the hashed bytes.
 */
export function jsonText(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(jsonText).join(', ')}]`;
  const keys = inOrder(Object.keys(value));
  return `{${keys.map((key) => `${JSON.stringify(key)}: ${jsonText(value[key] ?? null)}`).join(', ')}}`;
}

/** What is written often names its keys in their order, and is not sorted again. */
function inOrder(keys: string[]): string[] {
  return keys.every((key, place) => place === 0 || compareKeys(keys[place - 1] ?? '', key) < 0)
    ? keys
    : keys.sort(compareKeys);
}

function compareKeys(a: string, b: string): number {
  return Buffer.byteLength(a) - Buffer.byteLength(b) || compareText(a, b);
}

function isList(value: object): value is readonly Json[] {
  return Array.isArray(value);
}
