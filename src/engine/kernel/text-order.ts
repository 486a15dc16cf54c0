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

/** Surrogates stand for characters after all others, so they rank last. */
function byteRank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
