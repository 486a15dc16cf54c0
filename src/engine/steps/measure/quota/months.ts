import { addMonths, type Day } from '../../../kernel/day.js';
import type { PartMonth } from '../../../rulebook/parts/measure.js';

/** Days from one to before another. */
export interface Days {
  readonly from: Day;
  readonly until: Day;
}

/** The months of a window, from its first day on. */
export function monthsOf(window: Days): readonly Days[] {
  const months: Days[] = [];
  for (let month = 0; addMonths(window.from, month) < window.until; month += 1)
    months.push({
      from: addMonths(window.from, month),
      until: Math.min(addMonths(window.from, month + 1), window.until),
    });
  return months;
}

/** What two stretches of days have in common; it may be nothing. */
export function within(days: Days, other: Days): Days {
  const from = Math.max(days.from, other.from);
  return { from, until: Math.max(from, Math.min(days.until, other.until)) };
}

/** Whether a month counts for a stretch of days that may be in a part of it only. */
export function countsMonth(month: Days, days: Days, { partMonth, beforeDay }: PartMonth): boolean {
  const { from, until } = within(month, days);
  if (from >= until) return false;
  if (from === month.from && until === month.until) return true;
  if (partMonth !== 'counts-if-started') return partMonth === 'counts';
  const day = month.from + (beforeDay ?? 1) - 1;
  return from < day && until > day;
}
