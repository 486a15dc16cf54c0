import { errorAt, type Finding } from '../../../rulebook/finding.js';
import { sayPlace } from '../say-place.js';
import type { TableSpace } from '../table-space.js';
import { findUncovered, type Place, type Purse } from '../uncovered.js';
import { closing } from './closing.js';
import { sayMore } from './told.js';

/** Gaps that are told; where there are more, they mostly have one cause. */
const MOST_GAPS = 3;

/** What a table may say of the values that no row is about. */
export const REST_OF_TABLE =
  'Widen a row, add one with "-" for all the rest, or write `no-match: nothing` or `default`.';

/** Gaps that are counted. */
const MOST_COUNTED = 20;

/** Where no row matches though the table refuses that: no document may let through what would be refused later. What no match means otherwise is an answer, and no gap. */
export function gapFindings(space: TableSpace, purse: Purse): { findings: Finding[]; whole: boolean } {
  if (space.table.noMatch !== 'refuse') return { findings: [], whole: true };
  const found = findUncovered(space.boxes, space.thoughtOf, { most: MOST_COUNTED, purse });
  const findings = found.places.map((place) =>
    errorAt('rows', {
      code: 'TABLE_GAP',
      message: `Where ${sayPlace(space, place)}, no row matches, and the table refuses that.`,
      remedy: remedyOf(space, place),
    }),
  );
  return { findings: toldGaps(findings, found.whole), whole: found.whole };
}

function toldGaps(findings: readonly Finding[], whole: boolean): Finding[] {
  const isAll = whole && findings.length < MOST_COUNTED;
  const more = findings.length - MOST_GAPS;
  const said = more > 0 ? `And ${isAll ? '' : 'at least '}${more} more like this.` : '';
  return sayMore(findings.slice(0, MOST_GAPS), said);
}

function remedyOf(space: TableSpace, place: Place): string {
  const hole = place.flatMap((atom, at) => (atom === null ? [] : (closing(space, at, atom) ?? [])))[0];
  return hole ?? REST_OF_TABLE;
}
