import { periodContaining } from '../../kernel/calendar-period.js';
import type { Day } from '../../kernel/day.js';
import { measureNamed } from '../reads/main-measure.js';
import type { FactCatalogue, Spiff, WindowName } from '../rulebook.js';

/** More windows than any SPIFF has: a calendar that goes on for ever is not gone through. */
const MOST = 10_000;

/** How many windows, of a name or of a measure, begin or run in a version's days; null where they have no end. */
export function windowsIn(spiff: Spiff, facts: FactCatalogue, of: string): number | null {
  const measure = measureNamed(of, spiff);
  const name = measure?.window ?? (of as WindowName);
  const { from, until } = spiff.effective;
  if (until === null) return null;
  if (name === 'plan-to-date') return 1;
  const calendar = facts.calendars.find(({ id }) => id === spiff.calendar);
  let count = 0;
  for (let day: Day = from; calendar && day < until && count < MOST; count += 1) {
    const window = periodContaining(calendar, name, day);
    if (!window) return count;
    day = window.until;
  }
  return count;
}
