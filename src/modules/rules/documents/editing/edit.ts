import type { Plain, PlainMap } from '../yaml/plain-tree.js';

/**
 * Where something stands: keys, and in lists ids or places counted from 0, joined by dots (`incentives.arr-commission.tiers.starts.accelerator.pays`).
 * As a list every step is taken as it is: a text is a key or an id, a number a place.
 */
export type EditPath = string | readonly (string | number)[];

/** A path in words. */
export function pathText(path: EditPath): string {
  return typeof path === 'string' ? path : path.join('.');
}

/** Where in a list: before or after the item of that id or place; at the end where neither is said. */
export interface ListPlace {
  readonly before?: string | number;
  readonly after?: string | number;
}

/** One change of a document's data. */
export type DocumentEdit =
  | { readonly set: { readonly path: EditPath; readonly value: Plain } }
  | { readonly add: ListPlace & { readonly path: EditPath; readonly value: Plain } }
  | { readonly move: ListPlace & { readonly path: EditPath } }
  | { readonly remove: { readonly path: EditPath } }
  | { readonly replace: { readonly tree: PlainMap } };
