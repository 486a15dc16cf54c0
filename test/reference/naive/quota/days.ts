import type { Day, NamedPeriod } from '../../../../src/engine/kernel/day.js';
import type { PartMonth } from '../../../../src/engine/rulebook/rulebook.js';
import { firstOfMonth, monthOf } from '../facts/calendar.js';
import type { Seen } from '../facts/seen.js';

interface Days {
  readonly from: Day;
  readonly until: Day;
}

/** The months of a window, counted from its first day; the last month of a listed quarter ends with the quarter. */
export function monthsIn(window: NamedPeriod): readonly Days[] {
  const months: Days[] = [];
  for (let from = window.from; from < window.until; from = monthsAfter(window.from, months.length))
    months.push({ from, until: Math.min(monthsAfter(window.from, months.length + 1), window.until) });
  return months;
}

/** Whether a month counts of which some days are meant: all of it does, a part as is said. */
export function partCounts({ partMonth, beforeDay = 1 }: PartMonth, part: Days, month: Days): boolean {
  if (part.until <= part.from) return false;
  if (part.from === month.from && part.until === month.until) return true;
  if (partMonth !== 'counts-if-started') return partMonth === 'counts';
  const day = month.from + beforeDay - 1;
  return part.from < day && day < part.until;
}

/** Days of a window that somebody is on the plan, as far as is seen: that they leave later is not seen yet. */
export function daysPresent({ stay, known }: Seen, window: NamedPeriod): readonly Day[] {
  const all = window.name === 'plan-to-date' ? known : window.until;
  const until = stay.until <= known ? Math.min(stay.until, all) : all;
  const from = Math.max(stay.from, window.from);
  return Array.from({ length: Math.max(0, until - from) }, (_, at) => from + at);
}

/** The same day some months later, or the last of that month where it is shorter. */
export function monthsAfter(start: Day, months: number): Day {
  const { year, month, of } = monthOf(start);
  const length = firstOfMonth(year, month + months + 1) - firstOfMonth(year, month + months);
  return firstOfMonth(year, month + months) + Math.min(of, length) - 1;
}
