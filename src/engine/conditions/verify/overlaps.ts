import { common, meet } from './ranges.js';
import type { Box } from './table-space.js';
import type { Place } from './uncovered.js';

/** Two rows that match together, and where. */
export interface Overlap {
  readonly first: number;
  readonly second: number;
  readonly place: Place;
}

/** Whether two boxes have a place in common for certain. */
export function overlap(a: Box, b: Box): boolean {
  if (!a.certain || !b.certain) return false;
  for (let at = 0; at < a.sides.length; at++) if (!meet(a.sides[at] ?? [], b.sides[at] ?? [])) return false;
  return true;
}

/** Pairs of rows that match together and of which `wrong` says that they must not: the first `most`, and how many there are in all. */
export function findOverlaps(
  boxes: readonly Box[],
  by: { most: number; wrong: (first: number, second: number) => boolean },
): { readonly found: readonly Overlap[]; readonly count: number } {
  const found: Overlap[] = [];
  let count = 0;
  for (const [second, box] of boxes.entries()) {
    for (let first = 0; first < second; first++) {
      const before = boxes[first];
      if (!before || !overlap(before, box) || !by.wrong(first, second)) continue;
      count++;
      if (count <= by.most) found.push({ first, second, place: placeOf(before, box) });
    }
  }
  return { found, count };
}

/** A place in both; an input that neither row asks for is left out. */
function placeOf(a: Box, b: Box): Place {
  return a.sides.map((side, at) => {
    const other = b.sides[at] ?? [];
    const both = common(side, other);
    const anything =
      String(side) === String(other) && both.length === 2 && both[0] === 0 && (both[1] ?? 0) > 0;
    return anything ? null : (both[0] ?? null);
  });
}
