import type { Day, NamedPeriod } from '../../../../src/engine/kernel/day.js';
import type { CreditRateDay, PayRateDay, Plan } from '../../../../src/engine/rulebook/rulebook.js';
import { firstOfMonth, monthOf, windowAround } from '../facts/calendar.js';
import type { World } from '../facts/world.js';

interface By {
  readonly world: World;
  readonly plan: Plan;
}

/** The day whose rate converts a booking of a date. */
export function creditRateDay(rule: CreditRateDay, date: Day, by: By): Day {
  if (rule === 'booking-date') return date;
  if (rule === 'start-of-year') return windowAround(by, 'year', date).from;
  if (rule === 'end-of-month') return endOfMonth(date);
  return windowAround(by, by.plan.payEvery ?? 'month', date).until - 1;
}

/** The day whose rate converts what a pay period of a window earns. */
export function payRateDay(
  rule: PayRateDay,
  { period, window }: { period: NamedPeriod; window: NamedPeriod },
  by: By,
): Day {
  const last = period.until - 1;
  if (rule === 'end-of-window') return window.until - 1;
  if (rule === 'end-of-month') return endOfMonth(last);
  return rule === 'start-of-year' ? windowAround(by, 'year', last).from : last;
}

/** Months of every calendar here are those of the civil year. */
function endOfMonth(day: Day): Day {
  const { year, month } = monthOf(day);
  return firstOfMonth(year, month + 1) - 1;
}
