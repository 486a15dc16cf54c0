/** Plain data as it is kept in a `jsonb` column: texts, lists and objects; numbers that decide pay are texts. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * The text PostgreSQL itself prints for a `jsonb` value: keys by length and then by bytes, a space after each comma and colon.
 * Written this way, the stored bytes are the hashed bytes.
 */
export function jsonText(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(jsonText).join(', ')}]`;
  const entries = Object.entries(value).map(([key, item]) => ({ key, bytes: Buffer.from(key), item }));
  entries.sort((a, b) => a.bytes.length - b.bytes.length || a.bytes.compare(b.bytes));
  return `{${entries.map(({ key, item }) => `${JSON.stringify(key)}: ${jsonText(item)}`).join(', ')}}`;
}

function isList(value: object): value is readonly Json[] {
  return Array.isArray(value);
}
