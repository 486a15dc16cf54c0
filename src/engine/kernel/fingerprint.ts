import { createHash } from 'node:crypto';

/** SHA-256 in hexadecimal: the name of content. Hashing is the one thing the engine takes from the platform; it is a pure function. */
export type Fingerprint = string;

/**
 * The fingerprint of plain data: objects by sorted key, lists in order, bigints as decimal text, `undefined` keys left out.
 * What must not decide pay (titles, sources) is left out by the caller, not here.
 */
export function fingerprintOf(value: unknown): Fingerprint {
  return createHash('sha256').update(canonical(value)).digest('hex');
}

/** The canonical text that `fingerprintOf` hashes. */
export function canonical(value: unknown): string {
  if (typeof value === 'bigint') return `${value}n`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const entries = value instanceof Map ? [...value.entries()] : Object.entries(value);
  const kept = entries
    .filter(([, item]) => item !== undefined)
    .map(([key, item]) => [String(key), item] as const);
  kept.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${kept.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
}
