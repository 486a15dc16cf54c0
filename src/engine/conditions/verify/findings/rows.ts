import { errorAt, warningAt, type Fault, type Finding } from '../../../rulebook/finding.js';
import { sayOperand } from '../../verdict/say-test.js';
import { findDeadRows, type DeadRow } from '../dead-rows.js';
import { callRow, CallRow } from '../say-place.js';
import type { TableSpace } from '../table-space.js';
import type { Purse } from '../uncovered.js';
import { askedBy, sameOutputs } from './alike.js';
import { impossibleFindings } from './impossible.js';
import { told } from './told.js';

/** Rows that are told of each kind. */
const MOST_ROWS = 10;

/** Rows that can never match, rows written twice, and rows that never answer because others do wherever they match. */
export function rowFindings(space: TableSpace, purse: Purse): { findings: Finding[]; whole: boolean } {
  const outranks = outranking(space);
  const twice = duplicates(space);
  const { dead, whole } = outranks
    ? findDeadRows(space.boxes, { purse, outranks })
    : { dead: [], whole: true };
  const shadowed = dead.filter(({ row }) => !twice.has(row));
  const findings = [
    impossibleFindings(space),
    [...twice].map(([row, first]) => duplicate(space, row, first)),
    shadowed.map((each) => errorAt(`rows.${each.row}`, shadow(space, each))),
  ];
  return { findings: findings.flatMap((each) => told(each, MOST_ROWS)), whole };
}

/** Which of two rows that both match answers, where the hit policy takes one; none where all are taken. */
function outranking({ table }: TableSpace): ((other: number, row: number) => boolean) | undefined {
  if (table.hit === 'first') return (other, row) => other < row;
  if (table.hit !== 'priority') return undefined;
  const ranks = table.rows.map(({ outputs }) =>
    table.outputs.flatMap(({ values }, at) => {
      const output = outputs[at];
      if (!values) return [];
      return !output || 'name' in output ? [NaN] : [values.map(sayOperand).indexOf(sayOperand(output))];
    }),
  );
  return (other, row) => {
    const [a, b] = [ranks[other] ?? [], ranks[row] ?? []];
    if ([...a, ...b].some((rank) => Number.isNaN(rank))) return false;
    const at = a.findIndex((rank, index) => rank !== b[index]);
    return at < 0 ? other < row : (a[at] ?? 0) < (b[at] ?? 0);
  };
}

/** Rows that ask what an earlier one asks, with that one. */
function duplicates({ table }: TableSpace): ReadonlyMap<number, number> {
  const seen = new Map<string, number>();
  const twice = new Map<number, number>();
  askedBy(table).forEach((key, row) => {
    const first = seen.get(key);
    if (first === undefined) seen.set(key, row);
    else if (isWrongTwice(table.hit, sameOutputs(table, first, row))) twice.set(row, first);
  });
  return twice;
}

/** Several rows may well ask the same where all that match are taken, as long as they do not say the same too. */
function isWrongTwice(hit: TableSpace['table']['hit'], same: boolean | undefined): boolean {
  if (hit === 'unique' || hit === 'first') return true;
  return same === true;
}

function duplicate(space: TableSpace, row: number, first: number): Finding {
  const { hit } = space.table;
  const fault: Fault = {
    code: 'DUPLICATE_ROW',
    message: `${CallRow(space, row)} asks the same as ${callRow(space, first)}${sameOutputs(space.table, first, row) ? ' and says the same' : ''}.`,
    remedy: 'Take one of them away, or change what it asks.',
  };
  return hit === 'unique' || hit === 'first'
    ? errorAt(`rows.${row}`, fault)
    : warningAt(`rows.${row}`, fault);
}

function shadow(space: TableSpace, { row, before }: DeadRow): Fault {
  const named = before.slice(0, 3).map((each) => callRow(space, each));
  const others = before.length > 3 ? ` and ${before.length - 3} more` : '';
  const [match, stand, come] =
    before.length === 1 ? ['matches', 'stands', 'comes'] : ['match', 'stand', 'come'];
  const why = space.table.hit === 'first' ? `${stand} before it` : `${come} before it in the order of values`;
  return {
    code: 'ROW_NEVER_ANSWERS',
    message: `${CallRow(space, row)} never answers: wherever it matches, ${named.join(', ')}${others} ${match} too and ${why}.`,
    remedy: 'Move it up, narrow the rows before it, or take it away.',
  };
}
