import type { Place } from '../placed-finding.js';

/** A document's data: texts, lists, and maps without a prototype. Every scalar is still text. */
export type Plain = string | readonly Plain[] | PlainMap;
export interface PlainMap {
  readonly [key: string]: Plain;
}

/** One value of a document and where it stands; `key` is what it stands under in its map. */
export interface PlacedNode {
  readonly path: string;
  readonly key?: string;
  readonly keyPlace?: Place;
  readonly text?: string;
  readonly place: Place;
}

/** A map that inherits nothing, so that no key means more than it says. */
export function emptyMap(): Record<string, Plain> {
  return Object.create(null) as Record<string, Plain>;
}

/** Whether a value is a map. */
export function isPlainMap(value: unknown): value is PlainMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
