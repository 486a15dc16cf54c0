import { DOCUMENT_CLASSES, isDocumentKind } from '../kinds/document-kinds.js';
import { partSpec, type KeySpec, type PartClass } from '../shape/key.js';
import type { Plain, PlainMap } from '../yaml/plain-tree.js';

/** Keys by which a thing is known; they come first wherever they are declared. */
const FIRST = ['kicker', ...Object.keys(DOCUMENT_CLASSES), 'id', 'name'];

/** The keys that a class declares, in the order in which they are written: what it is called, the others as declared, facts last. */
export function keysInOrder(part: PartClass): readonly KeySpec[] {
  const rank = (spec: KeySpec): number => {
    if (spec.dotted) return FIRST.length + 1;
    const at = FIRST.indexOf(spec.key);
    return at < 0 ? FIRST.length : at;
  };
  return [...partSpec(part).keys.values()].toSorted((a, b) => rank(a) - rank(b));
}

/** The class that declares the document that a tree is, if it is one of ours. */
export function classOfTree(tree: PlainMap): PartClass | undefined {
  const kind = Object.keys(tree).find((key) => isDocumentKind(key));
  return kind !== undefined && isDocumentKind(kind) ? DOCUMENT_CLASSES[kind] : undefined;
}

/** The class that declares the map at the end of a path; `undefined` inside conditions and where no class says what stands there. */
export function classAt(tree: PlainMap, steps: readonly (string | number)[]): PartClass | undefined {
  let part = classOfTree(tree);
  for (const step of steps) {
    if (typeof step === 'number' || part === undefined) continue;
    const spec: KeySpec | undefined = [...partSpec(part).keys.values()].find((each) => each.key === step);
    part = typeof spec?.is === 'function' ? spec.is() : undefined;
  }
  return part;
}

/** A map with one more key, in the place that its class gives it. */
export function withKey(
  map: PlainMap,
  [key, value]: readonly [string, Plain],
  part: PartClass | undefined,
): [string, Plain][] {
  const order = part ? keysInOrder(part).map((spec) => spec.key) : [];
  const rank = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length);
  const entries = Object.entries(map);
  const at = part ? entries.findIndex(([name]) => rank(name) > rank(key)) : -1;
  return entries.toSpliced(at < 0 ? entries.length : at, 0, [key, value]);
}
