import type { NamedPeriod } from '../../kernel/day.js';
import type { WindowName } from '../../rulebook/rulebook.js';
import type { PlanVersion } from '../plan-version.js';
import type { Stint } from './stint.js';
import { VersionWalk } from './version-walk.js';

/** The credits of a stint that fall in one window: places from `start` to before `end`. */
export interface WindowRange {
  readonly period: NamedPeriod;
  readonly start: number;
  readonly end: number;
  /** The version in force on the first counted credit, which says what the window opens with, and on the last, which says how it is paid. */
  readonly opened: PlanVersion;
  readonly version: PlanVersion;
}

/** What picks credits in a version of the plan: any of these bits, over these windows. */
export interface Counted {
  readonly bits: number;
  readonly window: WindowName;
}

/** Whether two periods are the same days; names of two calendars may agree by chance. */
export function isSamePeriod(a: NamedPeriod, b: NamedPeriod): boolean {
  return a.from === b.from && a.until === b.until;
}

/**
 * Cuts a stint into windows. A window goes on over a change of the plan's version as long as both versions mean the same days: the
 * accumulator carries. Where they mean other days, which the check of the plan refuses, a new window begins. Windows without a counted
 * credit are left out.
 */
export function windowsOf(
  stint: Stint,
  countedBy: (version: PlanVersion) => Counted | null,
): readonly WindowRange[] {
  const ranges: WindowRange[] = [];
  const { dates, counts } = stint;
  const walk = new VersionWalk(stint, countedBy);
  let range: { -readonly [key in keyof WindowRange]: WindowRange[key] } | undefined;
  for (let place = 0; place < stint.length; place += 1) {
    const date = dates[place] ?? 0;
    walk.to(date);
    const { version, says: counted } = walk;
    if (!version || !counted || ((counts[place] ?? 0) & counted.bits) === 0) continue;
    if (!range || range.version !== version || date >= range.period.until) {
      const period = version.periodOn(counted.window, date);
      if (!period) continue;
      if (!range || !isSamePeriod(range.period, period)) {
        range = { period, start: place, end: place + 1, opened: version, version };
        ranges.push(range);
      }
      range.version = version;
    }
    range.end = place + 1;
  }
  return ranges;
}
