import { sayOperand, sayTest } from '../../verdict/say-test.js';
import { warningAt, type Finding } from '../../../rulebook/finding.js';
import type { Operand, UnaryTest } from '../../../rulebook/rulebook.js';
import { callRow, sayPlace } from '../say-place.js';
import type { TableSpace } from '../table-space.js';
import { findUncovered, type Place, type Purse } from '../uncovered.js';

/** Gaps that are told; where there are more, they mostly have one cause. */
const MOST_GAPS = 3;

/** Where no row matches though the table refuses that. What no match means otherwise is an answer, and no gap. */
export function gapFindings(space: TableSpace, purse: Purse): { findings: Finding[]; whole: boolean } {
  if (space.table.noMatch !== 'refuse') return { findings: [], whole: true };
  const found = findUncovered(space.boxes, space.thoughtOf, { most: MOST_GAPS, purse });
  const findings = found.places.map((place) =>
    warningAt('rows', {
      code: 'TABLE_GAP',
      message: `Where ${sayPlace(space, place)}, no row matches, and the table refuses that.`,
      remedy: remedyOf(space, place),
    }),
  );
  return { findings, whole: found.whole };
}

function remedyOf(space: TableSpace, place: Place): string {
  const hole = place.flatMap((atom, at) => (atom === null ? [] : (closing(space, at, atom) ?? [])))[0];
  return hole ?? 'Widen a row, add one with "-" for all the rest, or write `no-match: nothing` or `default`.';
}

/** Between the end of one row and the start of another nothing was left on purpose: `[11%..20%]`, `[21%..30%]`. */
function closing(space: TableSpace, at: number, atom: number): string | undefined {
  const axis = space.axes[at];
  if (!axis || axis.words.length > 0 || atom % 2 === 1 || atom === 0 || atom >= axis.unknown - 1)
    return undefined;
  const ends = space.boxes.findIndex(({ sides }) =>
    (sides[at] ?? []).some((side, i) => i % 2 === 1 && side === atom - 1),
  );
  const starts = space.boxes.findIndex(({ sides }) =>
    (sides[at] ?? []).some((side, i) => i % 2 === 0 && side === atom + 1),
  );
  const end = ends < 0 ? undefined : upperOf(space.table.rows[ends]?.tests[at]);
  const start = starts < 0 ? undefined : startingAfter(space.table.rows[starts]?.tests[at], end);
  if (!end || !start) return undefined;
  return `${space.table.inputs[at] ?? ''} ends at ${sayOperand(end)} in ${callRow(space, ends)}: write ${sayTest(start)} in ${callRow(space, starts)}.`;
}

function upperOf(test: UnaryTest | undefined): Operand | undefined {
  if (test?.is === 'within' && test.includesTo) return test.to;
  if (test?.is === 'less-or-equal') return test.than;
  return test?.is === 'equal' ? test.to : undefined;
}

function startingAfter(test: UnaryTest | undefined, end: Operand | undefined): UnaryTest | undefined {
  if (!end) return undefined;
  if (test?.is === 'within') return { ...test, from: end, includesFrom: false };
  return test?.is === 'greater-or-equal' || test?.is === 'greater' ? { is: 'greater', than: end } : undefined;
}
