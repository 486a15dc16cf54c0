import { readDay } from '../../../engine/kernel/day.js';
import type { FactCatalogue } from '../../../engine/rulebook/rulebook.js';
import type { RowContext } from '../kinds/row-checks.js';

/**
 * What the fact catalogue says to the checks of a row. A calendar by years covers every date, one by listed quarters only theirs;
 * a date belongs to some period when any calendar covers it.
 */
export function rowContext(catalogue: FactCatalogue | null): RowContext {
  const calendars = catalogue?.calendars ?? [];
  const coversAll = calendars.length === 0 || calendars.some((calendar) => calendar.yearStarts !== null);
  const types = new Map(
    [...(catalogue?.fields ?? []), ...(catalogue?.attributes ?? [])].map((field) => [field.name, field.is]),
  );
  return {
    isInSomePeriod: (date) => {
      if (coversAll) return true;
      const day = readDay(date) ?? 0;
      return calendars.some(({ quarters }) =>
        quarters.some((quarter) => quarter.from <= day && day < quarter.until),
      );
    },
    effectOf: (event) => catalogue?.events.find(({ name }) => name === event)?.effect,
    typeOf: (name) => types.get(name),
  };
}
