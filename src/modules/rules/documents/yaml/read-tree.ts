import {
  Composer,
  isMap,
  isScalar,
  isSeq,
  type CST,
  type Pair,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { invariant } from '../../../../engine/kernel/invariant.js';
import { pathTo, type Fault } from '../../../../engine/rulebook/finding.js';
import type { Place } from '../placed-finding.js';
import { MAX_NODES, tooMany } from './limits.js';
import { emptyMap, type PlacedNode, type Plain } from './plain-tree.js';
import { emptyFault, scalarFault, splitAmount } from './scalar-fault.js';
import type { TextLines } from './text-lines.js';
import { yamlFault, type FaultAt } from './yaml-fault.js';

/** What a text says: its data, every value's place in the order of the text, and what is wrong with the paper. */
export interface Tree {
  readonly plain: Plain;
  readonly nodes: readonly PlacedNode[];
  readonly faults: readonly FaultAt[];
}

const RESERVED_KEYS = new Set(['__proto__', 'constructor', 'prototype', '<<']);

/** Builds the data of one document; tokens and size were checked before. Never throws on any text. */
export function readTree(text: string, tokens: readonly CST.Token[], lines: TextLines): Tree {
  const composer = new Composer({
    schema: 'failsafe',
    merge: false,
    uniqueKeys: false,
    keepSourceTokens: true,
    logLevel: 'silent',
  });
  const [document] = composer.compose(tokens, true, text.length);
  invariant(document !== undefined, 'the reader of YAML makes a document of any text');
  if (document.errors.length > 0) {
    const faults = document.errors.slice(0, 1).map((error) => yamlFault(error.code, error.pos[0]));
    return { plain: '', nodes: [], faults };
  }
  const walk = new Walk(text, lines);
  const plain = walk.value(document.contents, { path: '', offset: 0 });
  return { plain, nodes: walk.nodes, faults: walk.faults };
}

interface Spot {
  readonly path: string;
  readonly offset: number;
  readonly key?: string;
  readonly keyPlace?: Place;
}

/** Goes through the nodes in the order of the text. */
class Walk {
  readonly nodes: PlacedNode[] = [];
  readonly faults: FaultAt[] = [];

  constructor(
    private readonly text: string,
    private readonly lines: TextLines,
  ) {}

  value(node: unknown, spot: Spot): Plain {
    if (this.nodes.length >= MAX_NODES) {
      if (this.nodes.length === MAX_NODES) this.faults.push(tooMany(spot.offset));
      return '';
    }
    if (isMap(node)) return this.map(node, spot);
    if (isSeq(node)) return this.list(node, spot);
    const text = isScalar(node) ? textOf(node) : '';
    const offset = (isScalar(node) && node.range?.[0]) || spot.offset;
    if (isScalar(node)) {
      const written = { source: this.sourceOf(node), key: spot.key };
      this.tell(scalarFault(node, text, written), { path: spot.path, offset });
    }
    this.note(spot, offset, text);
    return text;
  }

  private map(node: YAMLMap, spot: Spot): Plain {
    this.note(spot, node.range?.[0] ?? spot.offset);
    const map = emptyMap();
    const seen = new Set<string>();
    let before: string | undefined;
    for (const pair of node.items) {
      const key = isScalar(pair.key) ? textOf(pair.key) : '';
      const offset = offsetOf(pair.key) ?? spot.offset;
      if (!isScalar(pair.key)) this.tell(NO_KEY, { path: spot.path, offset });
      else if (seen.has(key)) this.tell(duplicate(key), { path: pathTo(spot.path, key), offset });
      else
        this.pair(pair, {
          map,
          key,
          offset,
          path: spot.path,
          before: node.flow ? (before ?? '') : undefined,
        });
      seen.add(key);
      before = isScalar(pair.value) ? textOf(pair.value) : key;
    }
    return map;
  }

  private pair(
    pair: Pair,
    at: { map: Record<string, Plain>; key: string; offset: number; path: string; before: string | undefined },
  ): void {
    const path = pathTo(at.path, at.key);
    const spot = { path, offset: at.offset };
    if (RESERVED_KEYS.has(at.key)) return this.tell(reservedKey(at.key), spot);
    const source = this.sourceOf(pair.key as Scalar);
    const keyFault = scalarFault(pair.key as Scalar, at.key, { source, key: undefined });
    if (keyFault) return this.tell(keyFault, spot);
    if (isEmpty(pair.value))
      return this.tell(emptyFault(at.key, at.before === '' ? undefined : at.before), spot);
    const keyPlace = this.lines.at(at.offset);
    at.map[at.key] = this.value(pair.value, { ...spot, key: at.key, keyPlace });
  }

  private list(node: YAMLSeq, spot: Spot): Plain {
    this.note(spot, node.range?.[0] ?? spot.offset);
    return node.items.map((item, index) => {
      const offset = offsetOf(item) ?? spot.offset;
      const itself = { path: pathTo(spot.path, index), offset };
      if (isEmpty(item)) this.tell(EMPTY_ITEM, itself);
      if (node.flow) this.tell(splitFault(node.items[index - 1], item), itself);
      return this.value(item, itself);
    });
  }

  private note(spot: Spot, offset: number, text?: string): void {
    const { path, key, keyPlace } = spot;
    const under = key === undefined || keyPlace === undefined ? {} : { key, keyPlace };
    this.nodes.push({
      path,
      ...under,
      ...(text === undefined ? {} : { text }),
      place: this.lines.at(offset),
    });
  }

  private tell(fault: Fault | undefined, at: { path: string; offset: number }): void {
    if (fault && this.faults.length < 20) this.faults.push({ ...fault, path: at.path, offset: at.offset });
  }

  private sourceOf(node: Scalar): string {
    return node.range ? this.text.slice(node.range[0], node.range[1]) : '';
  }
}

const NO_KEY: Fault = {
  code: 'YAML_SYNTAX',
  message: 'A key must be a word.',
  remedy: 'Write `key: value`.',
};
const EMPTY_ITEM: Fault = {
  code: 'EMPTY_VALUE',
  message: 'This item of the list is empty.',
  remedy: 'Write it, or take the dash or comma away.',
};

function duplicate(key: string): Fault {
  return { code: 'DUPLICATE_KEY', message: `\`${key}\` is written twice here.`, remedy: 'Keep one of them.' };
}

function reservedKey(key: string): Fault {
  if (key === '<<')
    return {
      code: 'YAML_FEATURE',
      message: 'Here is a merge (<<), which the language does not have.',
      remedy: 'Write the keys out.',
    };
  return {
    code: 'RESERVED_KEY',
    message: `\`${key}\` may not be used as a key.`,
    remedy: 'Choose another name.',
  };
}

function textOf(node: Scalar): string {
  return typeof node.value === 'string' ? node.value : '';
}

function offsetOf(node: unknown): number | undefined {
  return isScalar(node) || isMap(node) || isSeq(node) ? node.range?.[0] : undefined;
}

function isEmpty(node: unknown): boolean {
  return node === null || (isScalar(node) && node.type === 'PLAIN' && textOf(node) === '');
}

function splitFault(before: unknown, item: unknown): Fault | undefined {
  if (!isScalar(before) || !isScalar(item) || before.type !== 'PLAIN' || item.type !== 'PLAIN')
    return undefined;
  const [left, right] = [textOf(before), textOf(item)];
  return /^[^\s]*\d$/.test(left) && /\d{1,3}$/.test(left) && /^\d{3}(?:\D|$)/.test(right)
    ? splitAmount(left, right)
    : undefined;
}
