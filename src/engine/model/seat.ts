import { isWithin, LAST_DAY, type Day, type Period } from '../kernel/day.js';
import type { Assignment } from './facts.js';

/** An unbroken stay of one person on one plan: assignment rows that touch. Accumulators start and end with it. */
export interface Segment {
  readonly participant: string;
  readonly plan: string;
  readonly from: Day;
  /** First day no longer in it. */
  readonly until: Day;
}

/** One assignment row and the segment it is part of. */
export interface Seat {
  readonly assignment: Assignment;
  readonly segment: Segment;
}

/** A person's assignments by date. On days when two of them hold at once nobody can say which plan pays: `double`. */
export interface Seats {
  readonly rows: readonly Seat[];
  readonly double: readonly Period[];
}

/** Orders one person's assignments, joins those that touch into segments and finds the days that are taken twice. */
export function seatsOf(assignments: readonly Assignment[]): Seats {
  const sorted = [...assignments].sort((a, b) => a.from - b.from || endOf(a) - endOf(b));
  const rows: Seat[] = [];
  const double: Period[] = [];
  for (let at = 0; at < sorted.length;) {
    const first = sorted[at];
    if (!first) break;
    let [next, until] = [at + 1, endOf(first)];
    for (let row = sorted[next]; row && row.plan === first.plan && row.from <= until; row = sorted[next]) {
      until = Math.max(until, endOf(row));
      next += 1;
    }
    const segment = { participant: first.participant, plan: first.plan, from: first.from, until };
    for (const assignment of sorted.slice(at, next)) rows.push({ assignment, segment });
    at = next;
  }
  let taken = -Infinity;
  for (const row of sorted) {
    if (row.from < taken) double.push({ from: row.from, until: Math.min(taken, endOf(row)) });
    taken = Math.max(taken, endOf(row));
  }
  return { rows, double };
}

/** The seat on a date, `double` on a day that is taken twice, `undefined` where there is none. */
export function seatOn(seats: Seats, date: Day): Seat | 'double' | undefined {
  const { rows, double } = seats;
  for (let at = 0; at < double.length; at += 1) if (holds(double[at], date)) return 'double';
  for (let at = 0; at < rows.length; at += 1) if (holds(rows[at]?.assignment, date)) return rows[at];
  return undefined;
}

function holds(period: Period | undefined, date: Day): boolean {
  return period !== undefined && isWithin(date, period);
}

function endOf(period: Period): Day {
  return period.until ?? LAST_DAY;
}
