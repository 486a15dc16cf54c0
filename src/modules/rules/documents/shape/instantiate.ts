import { emptyMap, isPlainMap, type Plain, type PlainMap } from '../yaml/plain-tree.js';
import { partSpec, UNKNOWN, type KeySpec, type PartClass } from './key.js';

/** Unknown keys of one map that are told; nobody reads more. */
const MOST_UNKNOWN = 20;

/**
 * Fills a document class from data: keys become properties, one item a list of one, dotted keys their list. Keys that the class
 * does not declare are marked, so that none passes for a declared property and the validation finds them.
 */
export function instantiate(part: PartClass, plain: PlainMap): object {
  const { keys } = partSpec(part);
  const byKey = new Map([...keys.values()].map((spec) => [spec.key, spec]));
  const dotted = [...keys.values()].find((spec) => spec.dotted);
  const instance = new part() as Record<string, unknown>;
  let unknown = 0;
  for (const [name, value] of Object.entries(plain)) {
    const spec = byKey.get(name);
    if (spec && !spec.dotted) instance[spec.property] = valueOf(spec, value);
    else if (dotted && name.includes('.')) dottedKeys(instance, dotted)[name] = value;
    else if (unknown++ < MOST_UNKNOWN) instance[`${UNKNOWN}${name}`] = value;
  }
  return instance;
}

/** The map in which an instance collects its dotted keys. */
function dottedKeys(instance: Record<string, unknown>, { property }: KeySpec): Record<string, Plain> {
  return (instance[property] ??= emptyMap()) as Record<string, Plain>;
}

function valueOf(spec: KeySpec, value: Plain): unknown {
  const one = (item: Plain): unknown =>
    typeof spec.is === 'function' && isPlainMap(item) ? instantiate(spec.is(), item) : item;
  if (!spec.list) return one(value);
  return (Array.isArray(value) ? (value as readonly Plain[]) : [value as Plain]).map(one);
}
