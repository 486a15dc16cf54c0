import { contains } from './ranges.js';
import { overlap } from './overlaps.js';
import type { Box } from './table-space.js';
import { findUncovered, type Purse } from './uncovered.js';

/** A row that never answers, and the rows that answer before it wherever it matches: the fewest that are known to do so. */
export interface DeadRow {
  readonly row: number;
  readonly before: readonly number[];
}

/** Rows that never answer, because `outranks` gives others the answer wherever they match. */
export function findDeadRows(
  boxes: readonly Box[],
  by: { purse: Purse; outranks: (other: number, row: number) => boolean },
): { readonly dead: readonly DeadRow[]; readonly whole: boolean } {
  let whole = true;
  const dead = boxes.flatMap((box, row): DeadRow[] => {
    if (box.sides.some((side) => side.length === 0)) return [];
    // What covers all that may pass covers all the more what does.
    const mayPass = { ...box, certain: true };
    const others = boxes.flatMap((other, at) =>
      at !== row && by.outranks(at, row) && overlap(other, mayPass) ? [at] : [],
    );
    const alone = others.find((at) => containsBox(boxes[at], box));
    if (alone !== undefined) return [{ row, before: [alone] }];
    const covering = others.flatMap((at) => boxes[at] ?? []);
    if (others.length < 2 || hasFreeCorner(box, covering)) return [];
    const found = findUncovered(covering, box.sides, { most: 1, purse: by.purse });
    whole &&= found.whole;
    return found.whole && found.places.length === 0 ? [{ row, before: others }] : [];
  });
  return { dead, whole };
}

/** Whether the lowest or the highest corner of a box is in none of the others: the commonest proof that it answers somewhere, and the cheapest. */
function hasFreeCorner({ sides }: Box, others: readonly Box[]): boolean {
  const corners = [sides.map((side) => side[0] ?? 0), sides.map((side) => side.at(-1) ?? 0)];
  return corners.some((corner) =>
    others.every((other) => corner.some((atom, at) => !contains(other.sides[at] ?? [], [atom, atom]))),
  );
}

function containsBox(outer: Box | undefined, inner: Box): boolean {
  return outer !== undefined && inner.sides.every((side, at) => contains(outer.sides[at] ?? [], side));
}
