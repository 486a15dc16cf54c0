import { compare, multiply, ratio, subtract, type Ratio } from '../../../kernel/ratio.js';
import { warningAt, type Finding } from '../../../rulebook/finding.js';
import type { HitPolicy } from '../../../rulebook/rulebook.js';
import { sayTest } from '../../verdict/say-test.js';
import { endsOf, type Axis, type Cut } from '../axis.js';
import { range } from '../ranges.js';
import { callRow, sayPlace } from '../say-place.js';
import type { TableSpace } from '../table-space.js';
import { findUncovered, type Purse } from '../uncovered.js';
import { closing } from './closing.js';
import { told } from './told.js';

/** Holes that are told. */
const MOST_HOLES = 3;

/** How many times wider than the hole both neighbours must be for it to be a slip: whoever leaves a month out means it. */
const WIDER = 5n;

const ONE_ANSWER: ReadonlySet<HitPolicy> = new Set<HitPolicy>(['unique', 'any', 'priority', 'first']);

interface Hole {
  readonly before: number;
  readonly after: number;
  readonly at: number;
  readonly atom: number;
}

/**
 * Two rows that differ in one interval only and leave a sliver between them: `[25,000..59,000]` and `[60,000..99,000]`, or `< 130` and `> 130`.
 * That is a slip whatever no match means; where a table refuses no match, the gaps say it already.
 */
export function holeFindings(space: TableSpace, purse: Purse): Finding[] {
  const { table } = space;
  if (table.noMatch === 'refuse') return [];
  const said = table.rows.map(({ tests }) => tests.map(sayTest));
  const found = table.inputs
    .flatMap((_, at) => holesOf(space, at, said))
    .filter((hole) => isOpen(space, hole, purse));
  const findings = found.map((hole) => {
    const place = table.inputs.map((_, at) => (at === hole.at ? hole.atom : null));
    const remedy =
      closing(space, hole.at, hole.atom) ??
      `Let ${callRow(space, hole.after)} start where ${callRow(space, hole.before)} ends.`;
    return warningAt(`rows.${hole.after}`, {
      code: 'TABLE_GAP',
      message: `Where ${sayPlace(space, place)}, neither ${callRow(space, hole.before)} nor ${callRow(space, hole.after)} matches, and else they are alike.`,
      remedy,
    });
  });
  return told(findings, MOST_HOLES);
}

function holesOf(
  { axes, boxes }: TableSpace,
  at: number,
  said: readonly (readonly string[])[],
): readonly Hole[] {
  const axis = axes[at];
  if (!axis || axis.words.length > 0) return [];
  const keyOf = (row: number, low: number): string => {
    const others = said[row]?.map((test, column) => (column === at ? '' : test));
    return `${low} ${others?.join('|') ?? ''}`;
  };
  const starting = new Map<string, number>();
  const sides = boxes.map(({ sides: all, certain }) =>
    certain && all[at]?.length === 2 ? all[at] : undefined,
  );
  sides.forEach((side, row) => side && starting.set(keyOf(row, side[0] ?? 0), row));
  return sides.flatMap((side, before) => {
    const atom = (side?.[1] ?? axis.unknown) + 1;
    const after = side ? starting.get(keyOf(before, atom + 1)) : undefined;
    const next = after === undefined ? undefined : sides[after];
    if (after === undefined || !side || !next || atom + 1 >= axis.unknown) return [];
    return isLeftOut(axis, atom) || isSliver(axis, { side, next, atom }) ? [{ before, after, at, atom }] : [];
  });
}

/** `< 130` and `> 130`: a single value that both rows name and neither takes. */
function isLeftOut(axis: Axis, atom: number): boolean {
  return endsOf(axis, atom).isCut && !endsOf(axis, atom - 1).isCut && !endsOf(axis, atom + 1).isCut;
}

/** Whether both intervals are much wider than what lies between them; one without an end is. Between texts nothing has a width. */
function isSliver(
  axis: Axis,
  { side, next, atom }: { side: readonly number[]; next: readonly number[]; atom: number },
): boolean {
  const hole = widthOf(axis, atom, atom);
  const neighbours = [widthOf(axis, side[0] ?? 0, atom - 1), widthOf(axis, atom + 1, next[1] ?? 0)];
  return (
    hole !== undefined &&
    neighbours.every((each) => each === undefined || compare(each, multiply(hole, ratio(WIDER))) >= 0)
  );
}

/** How much lies from the start of one atom to the end of another; a day is one wide. Undefined without an end, and between texts. */
function widthOf(axis: Axis, from: number, to: number): Ratio | undefined {
  const [first, last] = [endsOf(axis, from), endsOf(axis, to)];
  const start = first.isCut ? first.low : dayAfter(first.low);
  const end = last.isCut ? dayAfter(last.high) : last.high;
  if (typeof start === 'number' && typeof end === 'number') return ratio(BigInt(end - start));
  return typeof start === 'object' && typeof end === 'object' ? subtract(end, start) : undefined;
}

function dayAfter(cut: Cut | undefined): Cut | undefined {
  return typeof cut === 'number' ? cut + 1 : cut;
}

/** Where one row answers, another may well fill the hole; where all that match are taken, each row stands for itself. */
function isOpen(space: TableSpace, { before, at, atom }: Hole, purse: Purse): boolean {
  const sides = space.boxes[before]?.sides ?? [];
  const within = sides.map((side, column) => (column === at ? range(atom, atom) : side));
  const others = ONE_ANSWER.has(space.table.hit)
    ? space.boxes
    : space.boxes.filter((box) =>
        box.sides.every((side, column) => column === at || String(side) === String(sides[column])),
      );
  return findUncovered(others, within, { most: 1, purse }).places.length > 0;
}
