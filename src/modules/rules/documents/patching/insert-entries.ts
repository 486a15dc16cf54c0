import { entryLines, inlineItem, inlineText, itemLines } from '../writing/document-text.js';
import { scalarText } from '../writing/scalar-text.js';
import type { Plain } from '../yaml/plain-tree.js';
import { breakAt, columnOf, lineEnd } from './lines.js';
import type { Entry, PlacedGroup } from './placed-value.js';
import type { Splice } from './splices.js';

/** Where something comes in: after an entry that stays, or before the first of those. */
export interface Opening {
  readonly old: PlacedGroup;
  readonly kept: ReadonlySet<Entry>;
  readonly after: Entry | undefined;
}

/** A key with its value, written into a map. */
export function insertedKey(text: string, opening: Opening, [key, value]: readonly [string, Plain]): Splice {
  if (opening.old.flow) return inBrackets(opening, `${scalarText(key, 'flow')}: ${inlineText(value)}`);
  return onLines(text, opening, (column) => entryLines(key, value, column));
}

/** An item, written into a list. */
export function insertedItem(text: string, opening: Opening, item: Plain): Splice {
  if (opening.old.flow) return inBrackets(opening, inlineItem(item));
  return onLines(text, opening, (column) => itemLines(item, column));
}

/** An item of the same list, as it was written. */
export function movedItem(text: string, opening: Opening, written: string): Splice {
  if (opening.old.flow) return inBrackets(opening, written);
  return onLines(text, opening, (column) => [' '.repeat(column) + written]);
}

function inBrackets({ old, kept, after }: Opening, written: string): Splice {
  if (after) return { from: after.end, to: after.end, text: `, ${written}` };
  const at = firstKept(old, kept).start;
  return { from: at, to: at, text: `${written}, ` };
}

function onLines(text: string, { old, kept, after }: Opening, write: (column: number) => string[]): Splice {
  const first = firstKept(old, kept);
  const column = columnOf(text, (old.entries[0] ?? first).start);
  const ending = breakAt(text, (after ?? first).start);
  const lines = write(column).join(ending);
  if (after) {
    const at = lineEnd(text, after.end);
    return { from: at, to: at, text: ending + lines };
  }
  return { from: first.start, to: first.start, text: lines.slice(column) + ending + ' '.repeat(column) };
}

function firstKept(old: PlacedGroup, kept: ReadonlySet<Entry>): Entry {
  return old.entries.find((entry) => kept.has(entry)) as Entry;
}
