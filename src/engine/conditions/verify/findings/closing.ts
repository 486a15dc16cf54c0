import type { Operand, UnaryTest } from '../../../rulebook/rulebook.js';
import { sayLimit, sayTest } from '../../verdict/say-test.js';
import { endsOf } from '../axis.js';
import { callRow } from '../say-place.js';
import type { TableSpace } from '../table-space.js';

/** How to close a hole in one input between the end of a row and the start of another, if that is what the hole is. */
export function closing(space: TableSpace, at: number, atom: number): string | undefined {
  const axis = space.axes[at];
  if (!axis || axis.words.length > 0 || atom >= axis.unknown) return undefined;
  return endsOf(axis, atom).isCut ? including(space, at, atom) : reachingBack(space, at, atom);
}

/** `< 130` and `> 130` leave one value out: the later row takes it. */
function including(space: TableSpace, at: number, atom: number): string | undefined {
  const row = rowWith(space, at, { start: atom + 1 });
  const test = space.table.rows[row]?.tests[at];
  if (test?.is !== 'greater' && (test?.is !== 'within' || test.includesFrom)) return undefined;
  const wider: UnaryTest =
    test.is === 'within' ? { ...test, includesFrom: true } : { is: 'greater-or-equal', than: test.than };
  return `Write ${sayTest(wider)} in ${callRow(space, row)}.`;
}

/** `[11%..20%]` and `[21%..30%]` leave a stretch out: the later row starts where the earlier one ends. */
function reachingBack(space: TableSpace, at: number, atom: number): string | undefined {
  const ends = rowWith(space, at, { end: atom - 1 });
  const starts = rowWith(space, at, { start: atom + 1 });
  const end = upperOf(space.table.rows[ends]?.tests[at]);
  const start = end && startingAfter(space.table.rows[starts]?.tests[at], end);
  if (!start) return undefined;
  return `${space.table.inputs[at] ?? ''} ends at ${sayLimit(end)} in ${callRow(space, ends)}: write ${sayTest(start)} in ${callRow(space, starts)}.`;
}

/** The first row of which a stretch starts or ends at an atom. */
function rowWith({ boxes }: TableSpace, at: number, edge: { start?: number; end?: number }): number {
  return boxes.findIndex(({ sides }) =>
    (sides[at] ?? []).some((atom, index) => atom === (index % 2 === 0 ? edge.start : edge.end)),
  );
}

function upperOf(test: UnaryTest | undefined): Operand | undefined {
  if (test?.is === 'within' && test.includesTo) return test.to;
  if (test?.is === 'less-or-equal') return test.than;
  return test?.is === 'equal' ? test.to : undefined;
}

function startingAfter(test: UnaryTest | undefined, end: Operand): UnaryTest | undefined {
  if (test?.is === 'within') return { ...test, from: end, includesFrom: false };
  return test?.is === 'greater-or-equal' || test?.is === 'greater' ? { is: 'greater', than: end } : undefined;
}
