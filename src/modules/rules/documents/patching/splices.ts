/** Replaces a stretch of a text; with an empty stretch it inserts. */
export interface Splice {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/**
 * The part of a text from one offset to another, with splices done in the order of the text; those at one place in the order given. Where
 * two take away the same characters they go once.
 */
export function spliced(
  text: string,
  splices: readonly Splice[],
  part = { from: 0, to: text.length },
): string {
  const ordered = splices.toSorted((a, b) => a.from - b.from || a.to - a.from - (b.to - b.from));
  let [result, at] = ['', part.from];
  for (const { from, to, text: insert } of ordered) {
    result += text.slice(at, Math.max(at, from)) + insert;
    at = Math.max(at, to);
  }
  return result + text.slice(at, part.to);
}
