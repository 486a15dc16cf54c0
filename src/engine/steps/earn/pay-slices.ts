import type { Day, NamedPeriod } from '../../kernel/day.js';
import type { WindowName } from '../../rulebook/rulebook.js';
import type { PlanVersion } from '../plan-version.js';

/** What of a window is paid in one pay period: the credits before `until` that no slice before had. */
export interface PaySlice {
  readonly period: NamedPeriod;
  readonly until: Day;
}

/**
 * Cuts a window at the ends of its pay periods, up to the last day that is known of. A pay period that is longer than the window, or that the
 * calendar does not have, leaves the window in one piece, paid in the pay period it ends in.
 */
export function paySlices(
  version: PlanVersion,
  window: NamedPeriod,
  by: { every: WindowName; horizon: Day },
): readonly PaySlice[] {
  const slices: PaySlice[] = [];
  let from = window.from;
  while (from < window.until && from <= by.horizon) {
    const period = version.periodOn(by.every, from) ?? window;
    if (period.until >= window.until && slices.length === 0) {
      return [{ period: version.periodOn(by.every, window.until - 1) ?? window, until: window.until }];
    }
    slices.push({ period, until: Math.min(period.until, window.until) });
    from = period.until;
  }
  return slices;
}
