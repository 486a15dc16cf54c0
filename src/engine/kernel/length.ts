import { addMonths, LAST_DAY, type Day } from './day.js';

/** Monday is 0: the first of January 1970 was a Thursday. */
function weekdayOf(day: Day): number {
  return (((day + 3) % 7) + 7) % 7;
}

/**
 * The first day after so many business days from a day on, Monday to Friday: two from a Thursday are over on Monday. A Saturday or Sunday counts as
 * the Monday after it.
 */
export function addBusinessDays(from: Day, count: number): Day {
  const weekday = weekdayOf(from);
  const start = weekday > 4 ? from + 7 - weekday : from;
  const first = weekday > 4 ? 0 : weekday;
  const [weeks, rest] = [Math.floor(count / 5), count % 5];
  const over = first + rest > 4 ? 2 : 0;
  return start + weeks * 7 + rest + over;
}

/** The first day after a length that begins on a day; 90 days from 1 March end before 30 May. */
export function endOf(
  from: Day,
  { count, of }: { readonly count: number; readonly of: 'days' | 'months' | 'business-days' },
): Day {
  const end =
    of === 'days' ? from + count : of === 'months' ? addMonths(from, count) : addBusinessDays(from, count);
  return Math.min(end, LAST_DAY);
}
