import { invariant } from '../../../engine/kernel/invariant.js';

/** Marks a whole number that JSON cannot hold exactly. */
const WHOLE = '#';

/** An answer as JSON that gives the very same value again: bigints are kept exact, what is undefined is left out. */
export function writeAnswer(value: unknown): string {
  return JSON.stringify(value === undefined ? null : plain(value));
}

/** The value that `writeAnswer` was given. */
export function readAnswer(stored: unknown): unknown {
  if (Array.isArray(stored)) return stored.map(readAnswer);
  if (typeof stored !== 'object' || stored === null) return stored;
  const entries = Object.entries(stored);
  const [first] = entries;
  if (entries.length === 1 && first?.[0] === WHOLE) return BigInt(String(first[1]));
  return Object.fromEntries(entries.map(([key, item]) => [key, readAnswer(item)]));
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return { [WHOLE]: value.toString() };
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const prototype: unknown = Object.getPrototypeOf(value);
  invariant(
    prototype === Object.prototype || prototype === null,
    'an answer that is no plain data cannot be kept',
  );
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(entries.map(([key, item]) => [key, plain(item)]));
}
