import { writeDay, type NamedPeriod } from '../kernel/day.js';

/** When something was credited: `in 2026-Q1`; for what runs as long as the plan does, `since 2026-05-01`. */
export function sayDuring({ name, from }: NamedPeriod): string {
  return name === 'plan-to-date' ? `since ${writeDay(from)}` : `in ${name}`;
}

/** The window's name, or the days since the plan began. */
export function sayWindow({ name, from }: NamedPeriod): string {
  return name === 'plan-to-date' ? `the days since ${writeDay(from)}` : name;
}

/** Of which window earlier pay periods are: `of 2026-Q1`, `since 2026-05-01`. */
export function sayOf({ name, from }: NamedPeriod): string {
  return name === 'plan-to-date' ? `since ${writeDay(from)}` : `of ${name}`;
}
