import { writeDay } from '../../kernel/day.js';
import { sayNumber } from '../verdict/say-test.js';
import { valueIn, type Axis } from './axis.js';
import type { TableSpace } from './table-space.js';
import type { Place } from './uncovered.js';

/** A counter-example as a person reads it: `line.discount is 20.5% and line.category is food`. */
export function sayPlace({ table, axes }: TableSpace, place: Place): string {
  const said = place.flatMap((atom, at) => {
    const axis = axes[at];
    return atom === null || !axis ? [] : [`${table.inputs[at] ?? ''} is ${sayAtom(axis, atom)}`];
  });
  const [last = 'there is anything at all', ...before] = said.reverse();
  return before.length === 0 ? last : `${before.reverse().join(', ')} and ${last}`;
}

function sayAtom(axis: Axis, atom: number): string {
  const value = valueIn(axis, atom);
  if (atom === axis.unknown) return 'unknown';
  if (value === undefined) return 'anything known';
  if (typeof value === 'string') return axis.cuts.length > 0 ? `"${value}"` : value;
  return typeof value === 'number' ? writeDay(value) : sayNumber(value, axis.unit);
}

/** What people call a row: its id where rows have ids, otherwise its number. */
export function callRow({ table }: TableSpace, row: number): string {
  return table.rowsStartWith === undefined ? `row ${row + 1}` : `row ${table.rows[row]?.id ?? ''}`;
}

/** The same at the start of a sentence. */
export function CallRow(space: TableSpace, row: number): string {
  return callRow(space, row).replace('r', 'R');
}
