import type { Day, NamedPeriod } from '../../kernel/day.js';
import type { PlanModifier, WindowName } from '../../rulebook/rulebook.js';
import type { Measuring } from '../measure/measuring.js';
import type { Stint } from '../measure/stint.js';
import type { PlanVersion } from '../plan-version.js';

/** A window of what a plan puts on top or takes off, and the version that says so. */
export interface TopUpWindow {
  readonly version: PlanVersion;
  readonly modifier: PlanModifier;
  readonly window: NamedPeriod;
}

/**
 * The windows of the modifiers at one place of a plan's versions that somebody is on the plan in, in their order. What lies on a window as a whole says the
 * version in force on its last day, or on the last day that somebody is on the plan, as far as there is one by then.
 */
export function topUpWindows(measuring: Measuring, at: number, horizon: Day): readonly TopUpWindow[] {
  const { stint } = measuring;
  const found = stint.versions.flatMap((version): TopUpWindow[] => {
    const modifier = version.plan.modify?.[at];
    if (!modifier) return [];
    const { until } = version.plan.effective;
    return windowsOf(stint, version, { name: modifier.window, horizon })
      .filter((window) => until === null || until > Math.max(window.from, stint.segment.from))
      .filter((window) => measuring.versionBefore(window.until) === version)
      .map((window) => ({ version, modifier, window }));
  });
  return found.sort((a, b) => a.window.until - b.window.until);
}

/** All windows of a name that somebody is on the plan in, as a version's calendar has them. */
function windowsOf(
  { segment, versions }: Stint,
  version: PlanVersion,
  { name, horizon }: { name: WindowName; horizon: Day },
): readonly NamedPeriod[] {
  const windows: NamedPeriod[] = [];
  for (
    let day = Math.max(segment.from, versions[0]?.plan.effective.from ?? segment.from);
    day < segment.until && day <= horizon;
  ) {
    const window = version.periodOn(name, day);
    if (!window) break;
    windows.push(window);
    day = window.until;
  }
  return windows;
}
