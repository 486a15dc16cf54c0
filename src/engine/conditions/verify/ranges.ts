/** Atoms of an axis as stretches that do not touch: `[0, 3, 7, 7]` is 0 to 3, and 7. */
export type Ranges = readonly number[];

/** The stretch from `low` to `high`, or nothing. */
export function range(low: number, high: number): Ranges {
  return low <= high ? [low, high] : [];
}

/** Everything in either; stretches that meet become one. */
export function union(all: readonly Ranges[]): Ranges {
  const pairs = all.flatMap(stretches).sort((a, b) => a[0] - b[0]);
  const joined: number[] = [];
  for (const [low, high] of pairs) {
    const end = joined.at(-1);
    if (end !== undefined && low <= end + 1) joined[joined.length - 1] = Math.max(end, high);
    else joined.push(low, high);
  }
  return joined;
}

/** What is in both. */
export function common(a: Ranges, b: Ranges): Ranges {
  const found: number[] = [];
  let [x, y] = [0, 0];
  while (x < a.length && y < b.length) {
    const [aHigh, bHigh] = [a[x + 1] ?? 0, b[y + 1] ?? 0];
    const [low, high] = [Math.max(a[x] ?? 0, b[y] ?? 0), Math.min(aHigh, bHigh)];
    if (low <= high) found.push(low, high);
    if (aHigh < bHigh) x += 2;
    else y += 2;
  }
  return found;
}

/** What is in `a` and not in `b`. */
export function without(a: Ranges, b: Ranges): Ranges {
  return stretches(a).flatMap(([low, high]) => {
    const left: number[] = [];
    let from = low;
    for (const [start, end] of stretches(b)) {
      if (end < from || start > high) continue;
      if (start > from) left.push(from, start - 1);
      from = end + 1;
    }
    return from <= high ? [...left, from, high] : left;
  });
}

/** Whether two have an atom in common; asked for each pair of rows, so it makes nothing. */
export function meet(a: Ranges, b: Ranges): boolean {
  let [x, y] = [0, 0];
  while (x < a.length && y < b.length) {
    const [aHigh, bHigh] = [a[x + 1] ?? 0, b[y + 1] ?? 0];
    if ((a[x] ?? 0) <= bHigh && (b[y] ?? 0) <= aHigh) return true;
    if (aHigh < bHigh) x += 2;
    else y += 2;
  }
  return false;
}

/** Whether all of `inner` is in `outer`. */
export function contains(outer: Ranges, inner: Ranges): boolean {
  let x = 0;
  for (let y = 0; y < inner.length; y += 2) {
    while (x < outer.length && (outer[x + 1] ?? 0) < (inner[y] ?? 0)) x += 2;
    if (x >= outer.length || (outer[x] ?? 0) > (inner[y] ?? 0) || (outer[x + 1] ?? 0) < (inner[y + 1] ?? 0))
      return false;
  }
  return true;
}

/** The stretches one by one. */
export function stretches(ranges: Ranges): [number, number][] {
  return Array.from({ length: ranges.length / 2 }, (_, at) => [ranges[at * 2] ?? 0, ranges[at * 2 + 1] ?? 0]);
}
