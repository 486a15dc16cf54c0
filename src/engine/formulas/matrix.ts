import { compare, type Ratio, ZERO } from '../kernel/ratio.js';
import { onCurve } from './curve.js';

/** One side of a matrix in exact numbers: the places of its grid, and what holds outside. */
export interface ExactAxis {
  readonly at: readonly Ratio[];
  readonly before: 'zero' | 'hold';
  readonly after: 'zero' | 'hold';
}

/** A matrix of one person in one window: a row for each place of the first axis, a column for each of the second. */
export interface ExactMatrix {
  readonly axes: readonly [ExactAxis, ExactAxis];
  readonly pays: readonly (readonly Ratio[])[];
  readonly between: 'straight' | 'step';
}

/**
 * The part of the base that a matrix pays at a place: straight between the four corners around it, first along the columns and then along the
 * rows, or that of the last corner reached on both sides. Outside an axis that says `zero` nothing is paid, whatever the other says.
 */
export function inMatrix(
  { axes, pays, between }: ExactMatrix,
  [row, column]: readonly [Ratio, Ratio],
): Ratio {
  const [rows, columns] = axes;
  if (isOutside(rows, row) || isOutside(columns, column)) return ZERO;
  const across = pays.map((cells) => lineOf(columns, cells, { at: column, between }));
  return lineOf(rows, across, { at: row, between });
}

function isOutside({ at, before, after }: ExactAxis, place: Ratio): boolean {
  const [first, last] = [at[0], at.at(-1)];
  if (first && before === 'zero' && compare(place, first) < 0) return true;
  return last !== undefined && after === 'zero' && compare(place, last) > 0;
}

function lineOf(
  axis: ExactAxis,
  values: readonly Ratio[],
  { at, between }: { at: Ratio; between: 'straight' | 'step' },
): Ratio {
  const points = axis.at.map((place, index) => ({ id: '', at: place, pays: values[index] ?? ZERO }));
  return onCurve({ points, between, before: 'hold', after: 'hold' }, at).share;
}
