import { addMonths, civilFromDays, daysFromCivil, type Day, type NamedPeriod } from '../../kernel/day.js';
import type { CreditRateDay, PayRateDay } from '../../rulebook/parts/fx.js';
import type { PlanVersion } from '../plan-version.js';

/** The day whose rate converts a credit of a booking date. */
export function creditRateDay(rule: CreditRateDay, date: Day, version: PlanVersion): Day {
  if (rule === 'booking-date') return date;
  if (rule === 'end-of-month') return endOfMonth(date, version);
  if (rule === 'start-of-year') return startOfYear(date, version);
  const period = version.periodOn(version.plan.payEvery ?? 'month', date);
  return period ? period.until - 1 : endOfMonth(date, version);
}

/** The day whose rate converts what a pay period earns. */
export function payRateDay(
  rule: PayRateDay,
  { period, window }: { period: NamedPeriod; window: NamedPeriod },
  version: PlanVersion,
): Day {
  const last = period.until - 1;
  if (rule === 'end-of-window') return window.until - 1;
  if (rule === 'end-of-month') return endOfMonth(last, version);
  return rule === 'start-of-year' ? startOfYear(last, version) : last;
}

/** Of a calendar without months, the civil month. */
function endOfMonth(date: Day, version: PlanVersion): Day {
  const month = version.periodOn('month', date);
  if (month) return month.until - 1;
  const { year, month: number } = civilFromDays(date);
  return addMonths(daysFromCivil(year, number, 1), 1) - 1;
}

function startOfYear(date: Day, version: PlanVersion): Day {
  return version.periodOn('year', date)?.from ?? daysFromCivil(civilFromDays(date).year, 1, 1);
}
