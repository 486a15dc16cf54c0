import { errorAt, type Fault, type Finding } from '../../../rulebook/finding.js';
import { sayLimit, sayOperand, sayTest } from '../../verdict/say-test.js';
import { endsOf } from '../axis.js';
import { findOverlaps, type Overlap } from '../overlaps.js';
import { callRow, CallRow, sayPlace } from '../say-place.js';
import type { TableSpace } from '../table-space.js';
import { askingOther, sayingOther } from './alike.js';
import { told } from './told.js';

/** Pairs of rows that are told. */
const MOST_PAIRS = 5;

/** Rows that match together under `unique`, and that match together and differ under `any`. Rows written twice are told as such. */
export function clashFindings(space: TableSpace): Finding[] {
  const { table, boxes } = space;
  if (table.hit !== 'unique' && table.hit !== 'any') return [];
  const wrong = table.hit === 'any' ? sayingOther(table) : askingOther(table);
  const { found, count } = findOverlaps(boxes, { most: MOST_PAIRS, wrong });
  const findings = found.map((each) =>
    errorAt(`rows.${each.second}`, table.hit === 'any' ? conflict(space, each) : overlapping(space, each)),
  );
  return told(findings, MOST_PAIRS, count - MOST_PAIRS);
}

function overlapping(space: TableSpace, { first, second, place }: Overlap): Fault {
  return {
    code: 'TABLE_OVERLAP',
    message: `Where ${sayPlace(space, place)}, ${callRow(space, first)} and ${callRow(space, second)} match, and under unique only one row may.`,
    remedy:
      sharedEnd(space, { first, second, place }) ??
      'Narrow one of them, or write another hit policy, such as first.',
  };
}

/** Two intervals that share nothing but an end: one of them must leave it to the other. */
function sharedEnd(space: TableSpace, { first, second, place }: Overlap): string | undefined {
  for (const [at, atom] of place.entries()) {
    const axis = space.axes[at];
    if (atom === null || axis?.words.length !== 0 || !endsOf(axis, atom).isCut) continue;
    for (const [row, other] of [
      [first, second],
      [second, first],
    ] as const) {
      const test = space.table.rows[row]?.tests[at];
      const [mine, theirs] = [row, other].map((each) => space.boxes[each]?.sides[at] ?? []);
      if (test?.is !== 'within' || !test.includesTo || mine?.at(-1) !== atom || theirs?.[0] !== atom)
        continue;
      return `Both include ${sayLimit(test.to)}: write ${sayTest({ ...test, includesTo: false })} in ${callRow(space, row)}.`;
    }
  }
  return undefined;
}

function conflict(space: TableSpace, { first, second, place }: Overlap): Fault {
  const said = (row: number): string => (space.table.rows[row]?.outputs ?? []).map(sayOperand).join(', ');
  return {
    code: 'TABLE_CONFLICT',
    message: `Where ${sayPlace(space, place)}, ${callRow(space, first)} says ${said(first)} and ${callRow(space, second)} says ${said(second)}; under any they must say the same.`,
    remedy: `${CallRow(space, first)} or ${callRow(space, second)} must be narrower, or say the same; or write another hit policy.`,
  };
}
