import { commaIn, isBlank, lineEnd, lineStart, nextLine } from './lines.js';
import type { Entry, PlacedGroup } from './placed-value.js';
import type { Splice } from './splices.js';

/** Takes away the entries that are not kept, of which there is at least one; comments on lines of their own stay. */
export function removedEntries(text: string, old: PlacedGroup, kept: ReadonlySet<Entry>): Splice[] {
  return old.entries.flatMap((entry, index) => {
    if (kept.has(entry)) return [];
    const around: Around = { entry, index, entries: old.entries, kept };
    return old.flow ? fromBrackets(text, around, old) : [fromLines(text, around)];
  });
}

interface Around {
  readonly entry: Entry;
  readonly index: number;
  readonly entries: readonly Entry[];
  readonly kept: ReadonlySet<Entry>;
}

function cut(from: number, to: number): Splice {
  return { from, to, text: '' };
}

/** Whole lines, each with the line break before it, so that something may still come in at its end; of an entry that starts on the line of its dash, what stands up to the entry that takes its place. */
function fromLines(text: string, around: Around): Splice {
  const { entry, index, entries, kept } = around;
  const start = lineStart(text, entry.start);
  if (!isBlank(text, start, entry.start)) {
    const next = entries.slice(index + 1).find((each) => kept.has(each));
    const between = entries.slice(index, next ? entries.indexOf(next) + 1 : index);
    const clean = between.every(
      (each, at) => at === 0 || isBlank(text, between[at - 1]?.end ?? 0, each.start),
    );
    return cut(entry.start, next && clean ? next.start : entry.end);
  }
  const end = lineEnd(text, entry.end);
  return start === 0 ? cut(0, nextLine(text, end)) : cut(endOfLineBefore(text, start), end);
}

function endOfLineBefore(text: string, start: number): number {
  return text.charAt(start - 2) === '\r' ? start - 2 : start - 1;
}

/** With the comma behind it where something follows, else with the one before it. */
function fromBrackets(text: string, { entry, index, entries, kept }: Around, old: PlacedGroup): Splice[] {
  const goesOn = entries.slice(index + 1).some((each) => kept.has(each));
  if (goesOn) {
    const comma = commaIn(text, entry.end, old.end) ?? entry.end;
    const gap = text.slice(entry.end, comma);
    const after = comma + 1 + (/^ *(?=[^ #])/.exec(text.slice(comma + 1))?.[0].length ?? 0);
    return gap.includes('#')
      ? [cut(entry.start, entry.end), cut(comma, comma + 1)]
      : [cut(entry.start, after)];
  }
  const before = entries[index - 1]?.end ?? entry.start;
  if (!text.slice(before, entry.start).includes('#')) return [cut(before, entry.end)];
  const comma = commaIn(text, before, entry.start) ?? before;
  return [cut(comma, comma + 1), cut(entry.start, entry.end)];
}
