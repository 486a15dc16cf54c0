/**
 * Compares texts byte by byte as UTF-8, as PostgreSQL's collation "C" does. JavaScript compares UTF-16 units, which puts characters
 * beyond the basic plane before some inside it; ids with such characters would otherwise change the order of lines, and so pay.
 */
export function compareText(a: string, b: string): -1 | 0 | 1 {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    const [left, right] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (left !== right) return byteRank(left) < byteRank(right) ? -1 : 1;
  }
  return a.length < b.length ? -1 : 1;
}

/**
 * A text that a person can read and that lies after `low` and before `high`, where each is given: what stands for all between them. Where
 * nothing readable does, `low` with a NUL, which no stored text has; before the empty text lies none, and it is given itself.
 */
export function textBetween(low: string | undefined, high: string | undefined): string {
  const lies = (text: string): boolean =>
    (low === undefined || compareText(low, text) < 0) && (high === undefined || compareText(text, high) < 0);
  const start = low ?? '';
  const shared = commonStart(start, high ?? '');
  const near = low === undefined ? [...READABLE].reverse() : READABLE;
  const found = [
    ...near.map((sign) => shared + sign),
    ...[...READABLE, '!', ' '].map((sign) => start + sign),
  ].find(lies);
  if (found !== undefined) return found;
  return low === undefined ? '' : `${low}\0`;
}

function commonStart(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  // Half of a character beyond the basic plane is no text.
  return a.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}

/** Signs of a readable text in their order. */
const READABLE = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'];

/** Surrogates stand for characters after all others, so they rank last. */
function byteRank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
