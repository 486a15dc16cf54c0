import { blockLines, inlineItem, inlineText, oneLine } from '../writing/document-text.js';
import type { Standing } from '../writing/scalar-text.js';
import type { Plain } from '../yaml/plain-tree.js';
import { breakAt, columnOf, lineEnd } from './lines.js';
import type { Placed } from './placed-value.js';
import type { Splice } from './splices.js';

const STEP = 2;

/** Where a value stands: after which colon or dash, and in which column that key or dash is. */
export interface Holder {
  readonly under: 'key' | 'dash' | 'top';
  readonly anchor: number;
  readonly column: number;
  readonly standing: Standing;
}

/** Writes a value anew in the place of another. The comment on the line of its key stays. */
export function replacedValue(
  text: string,
  { old, holder }: { old: Placed; holder: Holder },
  value: Plain,
): Splice[] {
  const whole = { from: old.start, to: old.end };
  if (holder.standing !== 'block')
    return [{ ...whole, text: holder.standing === 'item' ? inlineItem(value) : inlineText(value) }];
  const onItsLine = holder.under === 'top' || !text.slice(holder.anchor, old.start).includes('\n');
  const column = columnOf(text, old.start);
  const inline = oneLine(value, onItsLine ? column : holder.column);
  if (inline !== undefined && onItsLine) return [{ ...whole, text: inline }];
  if (inline !== undefined) {
    const end = lineEnd(text, holder.anchor);
    return [
      { from: holder.anchor, to: holder.anchor, text: ` ${inline}` },
      { from: end, to: old.end, text: '' },
    ];
  }
  return [lines(text, { old, holder, onItsLine }, value as Exclude<Plain, string>)];
}

interface Spot {
  readonly old: Placed;
  readonly holder: Holder;
  readonly onItsLine: boolean;
}

function lines(text: string, { old, holder, onItsLine }: Spot, value: Exclude<Plain, string>): Splice {
  const ending = breakAt(text, old.start);
  const column = columnOf(text, old.start);
  const stays = holder.under === 'top' || (onItsLine ? holder.under === 'dash' : column > holder.column);
  if (stays)
    return { from: old.start, to: old.end, text: blockLines(value, column).join(ending).slice(column) };
  const below = blockLines(value, holder.column + STEP).join(ending);
  return { from: holder.anchor, to: old.end, text: ending + below };
}
