import { isPlainMap, type Plain, type PlainMap } from '../yaml/plain-tree.js';
import { scalarText } from './scalar-text.js';

/** Columns in which a map is written on one line; a longer one is written over several. */
const WIDTH = 100;

/** Length up to which a list of maps stays in brackets. */
const SHORT_LIST = 60;

/** Maps in maps that are still read at a glance on one line. */
const GLANCE = 3;

const STEP = 2;

/** A document's data as text, in the style of `rules/`: one line for what is small, indented lines for the rest. */
export function documentText(tree: PlainMap): string {
  if (Object.keys(tree).length === 0) return '{}\n';
  return `${blockLines(tree, 0).join('\n')}\n`;
}

/** A value on one line, in brackets; it means the same in every place. */
export function inlineText(value: Plain): string {
  if (typeof value === 'string') return scalarText(value, 'flow');
  if (!isPlainMap(value)) return `[${value.map(inlineItem).join(', ')}]`;
  const entries = Object.entries(value).map(
    ([key, each]) => `${scalarText(key, 'flow')}: ${inlineText(each)}`,
  );
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

/** An item of a list in brackets. */
export function inlineItem(item: Plain): string {
  return typeof item === 'string' ? scalarText(item, 'item') : inlineText(item);
}

/** What stands after a key or dash on its own line, if the value is small enough for it from that column on. */
export function oneLine(value: Plain, column: number): string | undefined {
  if (typeof value === 'string') return scalarText(value, 'block');
  const text = inlineText(value);
  if (column + text.length > WIDTH || !isGlance(value, 0)) return isEmpty(value) ? text : undefined;
  return text;
}

function isGlance(value: Plain, depth: number): boolean {
  if (typeof value === 'string') return true;
  if (isPlainMap(value))
    return depth < GLANCE && Object.values(value).every((each) => isGlance(each, depth + 1));
  if (value.every((item) => typeof item === 'string')) return true;
  return inlineText(value).length <= SHORT_LIST && value.every((item) => isGlance(item, depth));
}

function isEmpty(value: Exclude<Plain, string>): boolean {
  return isPlainMap(value) ? Object.keys(value).length === 0 : value.length === 0;
}

/** The lines of a map or list that has entries, from a column on. */
export function blockLines(value: Exclude<Plain, string>, column: number): string[] {
  if (isPlainMap(value)) return Object.entries(value).flatMap(([key, each]) => entryLines(key, each, column));
  return value.flatMap((item) => itemLines(item, column));
}

/** The lines of `key: value`, with the key in that column. */
export function entryLines(key: string, value: Plain, column: number): string[] {
  const start = `${' '.repeat(column)}${scalarText(key, 'block')}:`;
  const inline = oneLine(value, start.length + 1);
  if (inline !== undefined || typeof value === 'string') return [`${start} ${inline ?? ''}`];
  return [start, ...blockLines(value, column + STEP)];
}

/** The lines of `- item`, with the dash in that column. */
export function itemLines(item: Plain, column: number): string[] {
  const start = `${' '.repeat(column)}- `;
  const inline = oneLine(item, start.length);
  if (inline !== undefined || typeof item === 'string') return [`${start}${inline ?? ''}`];
  const [first = '', ...rest] = blockLines(item, column + STEP);
  return [start + first.slice(start.length), ...rest];
}
