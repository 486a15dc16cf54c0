import type { Finding } from '../../rulebook/finding.js';
import type { Table } from '../../rulebook/rulebook.js';
import type { NameTypes } from '../types/name-types.js';
import { clashFindings } from './findings/clashes.js';
import { gapFindings } from './findings/gaps.js';
import { holeFindings } from './findings/holes.js';
import { rowFindings } from './findings/rows.js';
import { notSearched } from './findings/not-searched.js';
import { slipFindings } from './findings/slips.js';
import { spaceOf } from './table-space.js';
import type { Purse } from './uncovered.js';

/** What the searches of one table may cost together: one to two seconds; a table of 1,500 rows and 7 columns without a fault takes half of it. */
export const SEARCH_STEPS = 4_000_000;

/**
 * Judges what a table says as a whole, once its cells fit their columns: gaps, rows that match together where they must not, rows that never
 * answer, rows written twice, and slips. Each finding has a counter-example. Rows that compare with another name are judged only as far as
 * that can be known without the facts.
 */
export function verifyTable(
  table: Table,
  names: NameTypes,
  purse: Purse = { left: SEARCH_STEPS },
): Finding[] {
  const space = spaceOf(table, names);
  const rows = rowFindings(space, purse);
  const gaps = gapFindings(space, purse);
  return [
    ...slipFindings(space),
    ...rows.findings,
    ...clashFindings(space),
    ...gaps.findings,
    ...holeFindings(space, purse),
    ...(rows.whole && gaps.whole ? [] : [notSearched()]),
  ];
}
