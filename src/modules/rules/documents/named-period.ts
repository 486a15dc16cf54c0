import { periodContaining, type Stretch } from '../../../engine/kernel/calendar-period.js';
import { daysFromCivil, type NamedPeriod } from '../../../engine/kernel/day.js';
import type { Calendar } from '../../../engine/rulebook/rulebook.js';

/** Months looked through around the year that a name holds: years of a calendar may start in the civil year before. */
const MONTHS_AROUND = 40;

/** The period of a calendar that has this name, or `undefined`: `2026-Q1`, `FY12H1`, `2026-01`. */
export function namedPeriod(calendar: Calendar, stretch: Stretch, name: string): NamedPeriod | undefined {
  const days =
    calendar.yearStarts === null ? calendar.quarters.map(({ from }) => from) : firstsOfMonths(name);
  for (const day of days) {
    const period = periodContaining(calendar, stretch, day);
    if (period?.name === name) return period;
  }
  return undefined;
}

/** Every month of a regular calendar has one first of a civil month in it. */
function firstsOfMonths(name: string): readonly number[] {
  const year = Number(/^\d{4}/.exec(name)?.[0] ?? Number.NaN);
  if (Number.isNaN(year)) return [];
  return Array.from({ length: MONTHS_AROUND }, (_, index) =>
    daysFromCivil(year - 1 + Math.floor(index / 12), (index % 12) + 1, 1),
  );
}
