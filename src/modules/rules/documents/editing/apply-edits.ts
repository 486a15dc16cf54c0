import { suggest } from '../../../../engine/rulebook/nearest.js';
import { Refusal } from '../../../../platform/refusal.js';
import { kebab, partSpec } from '../shape/key.js';
import { emptyMap, isPlainMap, type Plain, type PlainMap } from '../yaml/plain-tree.js';
import { classAt, classOfTree, withKey } from './declared-part.js';
import { pathText, type DocumentEdit, type EditPath, type ListPlace } from './edit.js';
import { findPlace, nowhere, placeInList, type FoundPlace } from './find-place.js';
import { keepForms } from './written-forms.js';

/** What a document says after edits, each made on what the one before left. */
export function applyEdits(tree: PlainMap, edits: readonly DocumentEdit[]): PlainMap {
  return edits.reduce(applied, tree);
}

function applied(tree: PlainMap, edit: DocumentEdit): PlainMap {
  if ('replace' in edit) return replaced(tree, edit.replace.tree);
  if ('set' in edit) return setValue(tree, edit.set.path, edit.set.value);
  if ('remove' in edit) return removeValue(tree, edit.remove.path);
  if ('add' in edit) return addItem(tree, edit.add);
  return moveItem(tree, edit.move);
}

/** Another document of the same kind, in the forms of this one where they say the same. */
function replaced(tree: PlainMap, wanted: PlainMap): PlainMap {
  const [part, other] = [classOfTree(tree), classOfTree(wanted)];
  if (part && part === other) return keepForms(part, tree, wanted);
  const message = 'One kind of document cannot become another.';
  throw new Refusal('KIND_DIFFERS', message, 'Write it as a document of its own.', 'replace');
}

/** The tree with another value at a place; `undefined` takes the place away. */
function changedAt(
  value: Plain,
  steps: readonly (string | number)[],
  change: (old: Plain) => Plain | undefined,
): Plain | undefined {
  const [step, ...rest] = steps;
  if (step === undefined) return change(value);
  if (typeof step === 'number') {
    const list = value as readonly Plain[];
    const item = changedAt(list[step] ?? '', rest, change);
    return item === undefined ? list.toSpliced(step, 1) : list.with(step, item);
  }
  const entries = Object.entries(value as PlainMap).flatMap(([key, each]): [string, Plain][] => {
    const next = key === step ? changedAt(each, rest, change) : each;
    return next === undefined ? [] : [[key, next]];
  });
  return mapOf(entries);
}

function mapOf(entries: readonly (readonly [string, Plain])[]): PlainMap {
  const map = emptyMap();
  for (const [key, value] of entries) map[key] = value;
  return map;
}

function setValue(tree: PlainMap, path: EditPath, value: Plain): PlainMap {
  const found = findPlace(tree, path);
  if (found.rest.length === 0) {
    if (found.steps.length === 0) throw wholeDocument(path);
    return changedAt(tree, found.steps, () => value) as PlainMap;
  }
  const key = newKey(tree, path, found);
  const part = classAt(tree, found.steps);
  const grown = mapOf(withKey(found.value as PlainMap, [key, value], part));
  return changedAt(tree, found.steps, () => grown) as PlainMap;
}

/** The key that a path adds to the map where it ends: one that the map's class declares, or a dotted name where those may stand. */
function newKey(tree: PlainMap, path: EditPath, found: FoundPlace): string {
  if (!isPlainMap(found.value)) throw nowhere(path, found);
  const part = classAt(tree, found.steps);
  const key = found.rest.join('.');
  if (typeof path !== 'string' && found.rest.length > 1) throw nowhere(path, found);
  if (!part || typeof path !== 'string') return key;
  const { keys, later } = partSpec(part);
  const declared = [...keys.values()].filter((spec) => !spec.dotted).map((spec) => spec.key);
  const match = [key, kebab(key)].find((name) => declared.includes(name) || later.has(name));
  if (match !== undefined) return match;
  if ([...keys.values()].some((spec) => spec.dotted) && key.includes('.')) return key;
  const [next = ''] = found.rest;
  if (declared.includes(next)) throw nowhere(path, found);
  const there = found.steps.length === 0 ? 'a document of this kind' : `\`${found.steps.join('.')}\``;
  const message = `There is no key \`${next}\` in ${there}.`;
  throw new Refusal('PATH_UNKNOWN', message, suggest(next, declared), pathText(path));
}

function wholeDocument(path: EditPath): Refusal {
  const message = 'The path names the whole document.';
  return new Refusal('PATH_UNKNOWN', message, 'Name a key, or replace the document.', pathText(path));
}

function existing(tree: PlainMap, path: EditPath): FoundPlace {
  const found = findPlace(tree, path);
  if (found.rest.length > 0) throw nowhere(path, found);
  if (found.steps.length === 0) throw wholeDocument(path);
  return found;
}

function removeValue(tree: PlainMap, path: EditPath): PlainMap {
  return changedAt(tree, existing(tree, path).steps, () => undefined) as PlainMap;
}

/** One thing that stands for a list becomes a list of two; a list that is not there yet becomes a list of one. */
function addItem(
  tree: PlainMap,
  { path, value, ...place }: ListPlace & { path: EditPath; value: Plain },
): PlainMap {
  const found = findPlace(tree, path);
  if (found.rest.length > 0) return setValue(tree, path, [value]);
  if (found.steps.length === 0) throw wholeDocument(path);
  const list = Array.isArray(found.value) ? (found.value as readonly Plain[]) : [found.value];
  const grown = list.toSpliced(placeFor(list, place, path), 0, value);
  return changedAt(tree, found.steps, () => grown) as PlainMap;
}

function moveItem(tree: PlainMap, { path, ...place }: ListPlace & { path: EditPath }): PlainMap {
  const { steps, value } = existing(tree, path);
  const at = steps.at(-1);
  if (typeof at !== 'number') {
    const written = pathText(path);
    const hint = 'Name an item of a list; the order of keys means nothing.';
    throw new Refusal('PATH_NOT_IN_LIST', `\`${written}\` is no item of a list.`, hint, written);
  }
  return changedAt(tree, steps.slice(0, -1), (old) => {
    const without = (old as readonly Plain[]).toSpliced(at, 1);
    return without.toSpliced(placeFor(without, place, path), 0, value);
  }) as PlainMap;
}

function placeFor(list: readonly Plain[], { before, after }: ListPlace, path: EditPath): number {
  const beside = before ?? after;
  if (beside === undefined) return list.length;
  const at = placeInList(list, beside);
  if (at === undefined) throw nowhere(path, { steps: [pathText(path)], value: list, rest: [String(beside)] });
  return before === undefined ? at + 1 : at;
}
