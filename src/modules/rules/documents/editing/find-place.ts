import { nearest, suggest } from '../../../../engine/rulebook/nearest.js';
import { Refusal } from '../../../../platform/refusal.js';
import { kebab } from '../shape/key.js';
import { isPlainMap, type Plain, type PlainMap } from '../yaml/plain-tree.js';
import { pathText, type EditPath } from './edit.js';

/** Parts that a dotted name has at most, and then one for the id of its document. */
const MOST_PARTS = 5;

/** A path as keys and places, with what is left of it when the rest stands nowhere. */
export interface FoundPlace {
  readonly steps: readonly (string | number)[];
  readonly value: Plain;
  readonly rest: readonly string[];
}

/** Goes down a path as far as there is something. */
export function findPlace(tree: PlainMap, path: EditPath): FoundPlace {
  const exact = typeof path !== 'string';
  let rest: readonly (string | number)[] = exact ? path : path.split('.');
  const steps: (string | number)[] = [];
  let value: Plain = tree;
  while (rest.length > 0) {
    const step: Step | undefined = exact
      ? exactStep(value, rest[0] ?? '')
      : nextStep(value, rest as readonly string[]);
    if (!step) break;
    if (step.at !== undefined) steps.push(step.at);
    value = step.value;
    rest = rest.slice(step.taken);
  }
  return { steps, value, rest: rest.map(String) };
}

interface Step {
  /** Missing where one thing stands for a list of one, and the path names it. */
  readonly at?: string | number;
  readonly value: Plain;
  readonly taken: number;
}

/** A name may hold dots, so that several parts may be one step; the shortest that leads somewhere is taken. */
function nextStep(value: Plain, rest: readonly string[]): Step | undefined {
  for (let taken = 1; taken <= Math.min(MOST_PARTS, rest.length); taken++) {
    const name = rest.slice(0, taken).join('.');
    const step = exactStep(value, name) ?? exactStep(value, kebab(name));
    if (step) return { ...step, taken };
    if (!Array.isArray(value) && (name === '0' || calledSo(value, name))) return { value, taken };
  }
  return undefined;
}

function exactStep(value: Plain, name: string | number): Step | undefined {
  if (Array.isArray(value)) {
    const list = value as readonly Plain[];
    const at = placeInList(list, name);
    return at === undefined ? undefined : { at, value: list[at] ?? '', taken: 1 };
  }
  if (!isPlainMap(value) || !Object.hasOwn(value, name)) return undefined;
  return { at: String(name), value: value[name] ?? '', taken: 1 };
}

/** The place of the item of that id, or of that number. */
export function placeInList(list: readonly Plain[], name: string | number): number | undefined {
  const at = typeof name === 'string' ? list.findIndex((item) => calledSo(item, name)) : -1;
  if (at >= 0) return at;
  return /^\d{1,6}$/.test(String(name)) && Number(name) < list.length ? Number(name) : undefined;
}

function calledSo(item: Plain, name: string): boolean {
  if (!isPlainMap(item)) return false;
  return [item['id'], item['name'], item['person']].find((each) => typeof each === 'string') === name;
}

/** The refusal of a path that leads nowhere: what there is where it ends, and what was probably meant. */
export function nowhere(path: EditPath, { steps, value, rest }: FoundPlace): Refusal {
  const written = pathText(path);
  const there = steps.length === 0 ? 'The document' : `\`${steps.join('.')}\``;
  const names = namesIn(value);
  const next = rest[0] ?? '';
  const message = `There is no \`${next}\` at \`${written}\`. ${there} ${has(value, names)}.`;
  const near = nearest(next, names);
  const hint = near ? `Did you mean ${near}?` : suggest('', names);
  return new Refusal(
    'PATH_UNKNOWN',
    message,
    names.length > 0 ? hint : 'Change the whole value instead.',
    written,
  );
}

function namesIn(value: Plain): string[] {
  if (typeof value === 'string') return [];
  if (isPlainMap(value)) return Object.keys(value);
  return value.map((item, index) => {
    const name = isPlainMap(item) ? (item['id'] ?? item['name'] ?? item['person']) : undefined;
    return typeof name === 'string' ? name : String(index);
  });
}

function has(value: Plain, names: readonly string[]): string {
  if (typeof value === 'string') return 'is a text';
  if (names.length === 0) return 'is empty';
  const shown = names.slice(0, 12).join(', ');
  return `has ${shown}${names.length > 12 ? ', …' : ''}`;
}
