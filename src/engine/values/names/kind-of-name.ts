import type { NameType } from '../../conditions/types/name-types.js';
import type { NamedValues } from '../named-values.js';
import { kindOfTree, kindOfType, type ValueKind } from '../type-of-value.js';

/** The values at hand, and the types of all other names. */
export interface KnownNames {
  readonly values: NamedValues;
  readonly typeOf: (name: string) => NameType | undefined;
}

/** What a name comes to; a value that says no unit has that of what it is computed of. */
export function kindOfNamed(
  name: string,
  known: KnownNames,
  found = new Map<string, ValueKind | undefined>(),
): ValueKind | undefined {
  if (found.has(name)) return found.get(name);
  const value = known.values.get(name);
  if (!value) {
    const type = known.typeOf(name);
    return type && kindOfType(type);
  }
  const said: ValueKind = { is: value.is, unit: value.unit ?? undefined };
  // A circle ends here; it is told by itself.
  found.set(name, said);
  if (value.unit !== null || (value.is !== 'count' && value.is !== 'money-per')) return said;
  const typeOf = (each: string): ValueKind | undefined => kindOfNamed(each, known, found);
  const kind = kindOfTree(value.tree, { typeOf, path: '', findings: [] });
  const full = kind?.is === value.is ? { ...said, unit: kind.unit } : said;
  found.set(name, full);
  return full;
}
