import type { Json } from '../conformance/json-rules-engine/case.js';

/** Something of the inputs or answers, and where it stands in them. */
export interface Found {
  readonly path: string;
  readonly json: Json;
}

/** What names stand for while a binding is filled in: `inputs`, `expected`, and whatever a `for:` goes over. */
export type Names = ReadonlyMap<string, Found>;

const STEP = /\.([\w-]+)|\["([^"]+)"\]|\[([^\]"]+)\]/y;

/** Follows `expected.by_rep[rep.id][week-at]`: names after dots, quoted keys, and other references in brackets. */
export function find(reference: string, names: Names): Found {
  const [first = ''] = /^[\w-]+/.exec(reference) ?? [];
  let found = names.get(first);
  if (!found) throw new Error(`${reference}: there is no ${first}.`);
  for (let at = first.length; at < reference.length;) {
    STEP.lastIndex = at;
    const match = STEP.exec(reference);
    if (!match) throw new Error(`${reference} cannot be read from character ${at + 1} on.`);
    const key = match[1] ?? match[2] ?? textOf(find(match[3] ?? '', names));
    found = under(found, key, reference);
    at += match[0].length;
  }
  return found;
}

/** The entries of a list, or of a map as `key` and `value`. */
export function entriesOf({ path, json }: Found): readonly Found[] {
  if (typeof json !== 'object' || json === null) throw new Error(`${path} is neither a list nor a map.`);
  if (Array.isArray(json)) return json.map((each: Json, at) => ({ path: `${path}.${at}`, json: each }));
  return Object.entries(json).map(([key, value]) => ({ path: `${path}.${key}`, json: { key, value } }));
}

/** Every text and number below, by its place. */
export function leavesOf(json: Json, path: string): readonly string[] {
  if (typeof json !== 'object' || json === null) return [path];
  return Object.entries(json).flatMap(([key, value]) => leavesOf(value as Json, `${path}.${key}`));
}

export function textOf({ path, json }: Found): string {
  if (typeof json === 'object') throw new Error(`${path} is no text and no number.`);
  return String(json);
}

function under({ path, json }: Found, key: string, reference: string): Found {
  // Nothing comes before the first of a list.
  if (json === null) return { path, json };
  const map = (typeof json === 'object' && json !== null ? json : {}) as Readonly<Record<string, Json>>;
  const value = map[key];
  if (value === undefined) throw new Error(`${reference}: ${path} has no ${key}.`);
  // The value of a map's entry stands where the entry stands.
  const isEntry = key === 'value' && 'key' in map && Object.keys(map).length === 2;
  return { path: isEntry ? path : `${path}.${key}`, json: value };
}
