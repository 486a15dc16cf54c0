import {
  Composer,
  isMap,
  isScalar,
  isSeq,
  Parser,
  type CST,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { invariant } from '../../../../engine/kernel/invariant.js';
import { emptyMap, type Plain } from '../yaml/plain-tree.js';

interface Stretch {
  /** Offset of its first character. */
  readonly start: number;
  /** Offset after its last character; comments and blanks after it are not part of it. */
  readonly end: number;
}

export interface PlacedText extends Stretch {
  readonly kind: 'text';
  readonly text: string;
}

/** A key with its value, or an item of a list. `start` is the key's, the dash's, or in brackets the item's. */
export interface Entry extends Stretch {
  /** Empty for an item of a list. */
  readonly key: string;
  /** Offset after the colon or dash; in a list in brackets the start of the item. */
  readonly anchor: number;
  readonly value: Placed;
}

export interface PlacedGroup extends Stretch {
  readonly kind: 'map' | 'list';
  /** In braces or brackets, rather than on lines of its own. */
  readonly flow: boolean;
  /** A single `key: value` inside brackets, which has no braces. */
  readonly bare: boolean;
  readonly entries: readonly Entry[];
}

/** A value of a document and the stretch of text that says it. */
export type Placed = PlacedText | PlacedGroup;

/** The values of a text and where they stand. The text has been read before, so it has none of what the language leaves out. */
export function placedValue(text: string): Placed {
  const composer = new Composer({
    schema: 'failsafe',
    merge: false,
    uniqueKeys: false,
    keepSourceTokens: true,
    logLevel: 'silent',
  });
  const [document] = composer.compose(new Parser().parse(text), true, text.length);
  return placed(document?.contents, text);
}

function placed(node: unknown, text: string): Placed {
  if (isMap(node))
    return group(
      node,
      node.items.map((pair) => entryOfPair(pair, text)),
      text,
    );
  if (isSeq(node))
    return group(
      node,
      node.items.map((item, index) => entryOfItem(node, { item, index }, text)),
      text,
    );
  invariant(isScalar(node) && node.range != null, 'a text that was read has a value in every place');
  return { kind: 'text', start: node.range[0], end: node.range[1], text: String(node.value) };
}

function group(node: YAMLMap | YAMLSeq, entries: Entry[], text: string): PlacedGroup {
  const flow = node.flow === true;
  const [first, last] = [entries[0], entries.at(-1)];
  const start = flow ? (node.range?.[0] ?? 0) : (first?.start ?? 0);
  const bare = flow && isMap(node) && text.charAt(start) !== '{';
  const end = flow && !bare ? (node.range?.[1] ?? 0) : (last?.end ?? 0);
  return { kind: isMap(node) ? 'map' : 'list', flow, bare, start, end, entries };
}

function entryOfPair(pair: Pair, text: string): Entry {
  const key = pair.key;
  invariant(isScalar(key) && key.range != null, 'a text that was read has a word for every key');
  const value = placed(pair.value, text);
  const anchor = endOfMark(pair.srcToken?.sep, 'map-value-ind');
  return { key: String(key.value), start: key.range[0], end: value.end, anchor, value };
}

function entryOfItem(list: YAMLSeq, at: { item: unknown; index: number }, text: string): Entry {
  const value = placed(at.item, text);
  if (list.flow === true) return { key: '', start: value.start, end: value.end, anchor: value.start, value };
  const token = list.srcToken as CST.BlockSequence;
  const anchor = endOfMark(token.items[at.index]?.start, 'seq-item-ind');
  return { key: '', start: anchor - 1, end: value.end, anchor, value };
}

function endOfMark(tokens: readonly CST.SourceToken[] | undefined, type: string): number {
  const mark = tokens?.find((token) => token.type === type);
  invariant(mark !== undefined, `a text that was read has its ${type}`);
  return mark.offset + 1;
}

/** What a placed value says. */
export function plainOf(value: Placed): Plain {
  if (value.kind === 'text') return value.text;
  if (value.kind === 'list') return value.entries.map((entry) => plainOf(entry.value));
  const map = emptyMap();
  for (const entry of value.entries) map[entry.key] = plainOf(entry.value);
  return map;
}
