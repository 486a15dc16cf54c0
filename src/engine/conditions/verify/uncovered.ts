import { addRow, allRows, emptyRows, rowsIn, type RowSet } from '../table/row-set.js';
import { common, contains, stretches, type Ranges } from './ranges.js';
import type { Box } from './table-space.js';

/** A place that no box covers: an atom for each input that matters, null for those where any value will do. */
export type Place = readonly (number | null)[];

/** What a search may cost: each stretch of a row looked at in each step of it is one. Whoever searches a table several times spends from one purse. */
export interface Purse {
  left: number;
}

/** What a search found; `whole` is false when the purse was empty before everything had been looked at. */
export interface Found {
  readonly places: readonly Place[];
  readonly whole: boolean;
}

interface Search {
  /** The sides of the boxes, as far as they are within. */
  readonly sides: readonly (readonly Ranges[])[];
  readonly within: readonly Ranges[];
  /** Inputs in the order in which they are cut: those with the fewest stretches first. */
  readonly order: readonly number[];
  /** For each box the depth from which on it covers all of every input that is left. */
  readonly openFrom: readonly number[];
  readonly most: number;
  readonly purse: Purse;
  readonly seen: Set<string>;
  readonly places: Place[];
}

/**
 * Looks for places of `within` that no box covers, at most `most`. Input by input the space is cut where a box that is still in question starts or
 * ends; equal questions are asked once, and where one box covers all that is left there is nothing to find.
 */
export function findUncovered(
  boxes: readonly Box[],
  within: readonly Ranges[],
  by: { most: number; purse: Purse },
): Found {
  const inside = boxes.map(({ sides }) => sides.map((side, at) => common(side, within[at] ?? [])));
  const sides = inside.filter((each) => each.every((side) => side.length > 0));
  const cutsOf = within.map((_, at) => new Set(sides.map((each) => each[at]?.[0])).size);
  by.purse.left -= boxes.reduce((cost, box) => cost + costOf(box.sides) + extraOf(within), 0);
  const order = within.map((_, at) => at).sort((a, b) => (cutsOf[a] ?? 0) - (cutsOf[b] ?? 0) || a - b);
  const openFrom = sides.map((each) => {
    const closed = order.findLastIndex((at) => !contains(each[at] ?? [], within[at] ?? []));
    return closed + 1;
  });
  const search: Search = { sides, within, order, openFrom, ...by, seen: new Set(), places: [] };
  if (within.every((ranges) => ranges.length > 0))
    look(search, 0, { rows: allRows(sides.length), place: within.map(() => null) });
  return { places: search.places, whole: by.purse.left > 0 || search.places.length >= by.most };
}

/** A side is looked at stretch by stretch. */
function costOf(sides: readonly Ranges[]): number {
  return sides.reduce((cost, side) => cost + Math.max(side.length / 2, 1), 0);
}

/** What stretches beyond the first of each side cost. */
function extraOf(sides: readonly Ranges[]): number {
  return costOf(sides) - sides.length;
}

interface Question {
  readonly rows: RowSet;
  readonly place: Place;
}

function look(search: Search, depth: number, { rows, place }: Question): void {
  const { order, openFrom, purse, seen, places } = search;
  const live = rowsIn(rows);
  purse.left -= live.length + 1;
  if (purse.left <= 0 || places.length >= search.most) return;
  if (live.length === 0) {
    places.push(place);
    return;
  }
  if (live.some((row) => (openFrom[row] ?? 0) <= depth)) return;
  const key = `${depth} ${String.fromCharCode(...new Uint16Array(rows.buffer))}`;
  if (seen.has(key)) return;
  seen.add(key);
  const at = order[depth] ?? 0;
  for (const { from, rows: inside, whole } of segmentsOf(search, at, live)) {
    const next = whole ? place : place.map((atom, input) => (input === at ? from : atom));
    look(search, depth + 1, { rows: inside, place: next });
  }
}

interface Segment {
  readonly from: number;
  readonly rows: RowSet;
  /** Nothing was cut: any value will do. */
  readonly whole: boolean;
}

/** The stretches of an input between the ends of the live boxes, the outermost last: a hole inside is the better example. */
function segmentsOf(search: Search, at: number, live: readonly number[]): readonly Segment[] {
  const starts = startsOf(search, at, live);
  search.purse.left -= starts.length * extraOf([search.within[at] ?? []]);
  const places = new Map(starts.map((atom, index) => [atom, index]));
  const sets = starts.map(() => emptyRows(search.sides.length));
  for (const row of live) {
    const side = search.sides[row]?.[at] ?? [];
    search.purse.left -= extraOf([side]);
    for (let low = 0; low < side.length; low += 2) {
      const first = places.get(side[low] ?? 0) ?? 0;
      const next = places.get((side[low + 1] ?? 0) + 1) ?? firstAfter(starts, side[low + 1] ?? 0);
      search.purse.left -= next - first;
      for (const set of sets.slice(first, next)) addRow(set, row);
    }
  }
  const whole = starts.length === 1;
  const segments = starts.map((from, index) => ({ from, rows: sets[index] ?? emptyRows(0), whole }));
  if (whole || segments.length < 3) return segments;
  return [...segments.slice(1), ...segments.slice(0, 1)];
}

/** Where the next stretch starts after one that ends where the space itself has a hole or an end. */
function firstAfter(starts: readonly number[], atom: number): number {
  const next = starts.findIndex((start) => start > atom);
  return next < 0 ? starts.length : next;
}

/** Where the live boxes start or have just ended, in order, and where the space itself starts. */
function startsOf({ sides, within }: Search, at: number, live: readonly number[]): readonly number[] {
  const domain = within[at] ?? [];
  const starts = new Set(stretches(domain).map(([low]) => low));
  for (const row of live) {
    const side = sides[row]?.[at] ?? [];
    for (let low = 0; low < side.length; low += 2) starts.add(side[low] ?? 0).add((side[low + 1] ?? 0) + 1);
  }
  return [...starts].filter((atom) => contains(domain, [atom, atom])).sort((a, b) => a - b);
}
