import fc from 'fast-check';
import { nameOfItem } from '../../../src/modules/rules/documents/patching/align.js';
import type { DocumentEdit } from '../../../src/modules/rules/documents/editing/edit.js';
import {
  isPlainMap,
  type Plain,
  type PlainMap,
} from '../../../src/modules/rules/documents/yaml/plain-tree.js';
import { anyText, anyTree } from './trees.js';

type Steps = readonly (string | number)[];

/** An edit that can be made on the tree, and the path of the smallest value that holds everything it changes. */
export interface PossibleEdit {
  readonly edit: DocumentEdit;
  readonly within: Steps;
}

/** Raw material for an edit: which of the possible ones, and with what value. */
export function anyChoice(): fc.Arbitrary<Choice> {
  const value = fc.oneof(anyText(), anyTree(), fc.array(anyText(), { maxLength: 3 }));
  return fc.record({ at: fc.nat(), kind: fc.nat(), place: fc.nat(), value });
}

export interface Choice {
  readonly at: number;
  readonly kind: number;
  readonly place: number;
  readonly value: Plain;
}

/** The edit that a choice means for a tree. */
export function editOf(tree: PlainMap, { at, kind, place, value }: Choice): PossibleEdit {
  const places = placesIn(tree, []);
  const spot = places[at % places.length] ?? { path: [], value: tree };
  const { path } = spot;
  const edits: PossibleEdit[] = [];
  if (path.length > 0) {
    const another = nameOfItem(spot.value) !== undefined && nameOfItem(value) !== undefined;
    edits.push({ edit: { set: { path, value } }, within: another ? path.slice(0, -1) : path });
    edits.push({ edit: { remove: { path } }, within: path.slice(0, -1) });
    const last = path.at(-1);
    if (typeof last === 'number' && last > 0)
      edits.push({ edit: { move: { path, before: 0 } }, within: path.slice(0, -1) });
  }
  if (Array.isArray(spot.value)) {
    const where = spot.value.length === 0 ? {} : { before: place % spot.value.length };
    edits.push({ edit: { add: { path, value, ...where } }, within: path });
    edits.push({ edit: { add: { path, value } }, within: path });
  } else if (isPlainMap(spot.value))
    edits.push({ edit: { set: { path: [...path, `new-${place % 5}`], value } }, within: path });
  return edits[kind % Math.max(1, edits.length)] ?? { edit: { set: { path: ['new'], value } }, within: [] };
}

function placesIn(value: Plain, path: Steps): { path: Steps; value: Plain }[] {
  const here = { path, value };
  if (typeof value === 'string') return [here];
  const inside: [string | number, Plain][] = isPlainMap(value)
    ? Object.entries(value)
    : value.map((item, index) => [index, item]);
  return [here, ...inside.flatMap(([step, each]) => placesIn(each, [...path, step]))];
}
