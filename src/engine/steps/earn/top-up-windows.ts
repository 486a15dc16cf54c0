import { LAST_DAY, type Day, type NamedPeriod } from '../../kernel/day.js';
import type { PlanModifier, WindowName } from '../../rulebook/rulebook.js';
import type { Measuring } from '../measure/measuring.js';
import type { Stint } from '../measure/stint.js';
import type { PlanVersion } from '../plan-version.js';
import { paySlices } from './pay-slices.js';
import { windowName } from './standing/windows-to-pay.js';

/** A window of what a plan puts on top or takes off, as it stands at a day, in which period that is paid, and what the version in force then says of it. */
export interface TopUpStep {
  readonly version: PlanVersion;
  /** Null where the version in force no longer limits the window: what was taken off comes back. */
  readonly modifier: PlanModifier | null;
  readonly window: NamedPeriod;
  readonly period: NamedPeriod;
  readonly until: Day;
}

interface Bounds {
  /** The last day anything is known of, and the last of the pay periods that earned something. */
  readonly horizon: Day;
  readonly paidUntil: Day;
}

/**
 * What stands at one place of a plan's versions, in the order of time. A guarantee is looked at when its window is over, as what is lacking is known no
 * sooner, and says the version in force on its last day, or on the last day that somebody is on the plan. A cap is looked at at the end of each pay period of its window, as the version in force
 * then says, so that nothing over it is paid first and taken back later.
 */
export function topUpSteps(measuring: Measuring, at: number, bounds: Bounds): readonly TopUpStep[] {
  const { stint } = measuring;
  const capped = new Set<string>();
  const found = stint.versions.flatMap((version): readonly TopUpStep[] => {
    const modifier = version.plan.modify?.[at];
    if (!modifier) return [];
    const { until } = version.plan.effective;
    const windows = windowsOf(stint, version, { name: modifier.window, horizon: bounds.horizon }).filter(
      (window) => until === null || until > Math.max(window.from, stint.segment.from),
    );
    if (modifier.kind === 'guarantee')
      return windows
        .filter((window) => measuring.versionBefore(window.until) === version)
        .map((window) => ({ version, modifier, window, period: window, until: window.until }));
    return windows.flatMap((window) => {
      const key = `${window.from} ${window.until}`;
      if (capped.has(key)) return [];
      capped.add(key);
      return capSteps(measuring, { version, at, window }, bounds);
    });
  });
  return found.sort((a, b) => a.until - b.until);
}

/** A cap at the end of each pay period of its window. */
function capSteps(
  measuring: Measuring,
  { version, at, window }: { version: PlanVersion; at: number; window: NamedPeriod },
  { horizon, paidUntil }: Bounds,
): readonly TopUpStep[] {
  const known = Math.max(horizon, paidUntil - 1);
  const slices = paySlices(version, window, { every: paidEvery(version), horizon: known });
  // A window that is no longer than a pay period is one of its own.
  const isWhole = slices.length === 1 && slices[0]?.until === window.until;
  return slices
    .filter(({ until }) => until > measuring.stint.segment.from)
    .flatMap(({ period, until }): readonly TopUpStep[] => {
      const inForce = measuring.versionBefore(until);
      if (!inForce) return [];
      const modifier = capOf(inForce, { at, window, until });
      return [{ version: inForce, modifier, window, period: isWhole ? window : period, until }];
    });
}

/** The cap that a version puts on a window, at a place. */
function capOf(
  version: PlanVersion,
  { at, window, until }: { at: number; window: NamedPeriod; until: Day },
): PlanModifier | null {
  const modifier = version.plan.modify?.[at];
  if (modifier?.kind !== 'cap') return null;
  const around = version.periodOn(modifier.window, until - 1);
  return around?.from === window.from && around.until === window.until ? modifier : null;
}

const BY_LENGTH: readonly WindowName[] = ['month', 'quarter', 'half', 'year', 'plan-to-date'];

/** How often a plan pays: as often as the incentive that it pays most often. */
function paidEvery(version: PlanVersion): WindowName {
  const { incentives, payEvery } = version.plan;
  const all = incentives.map((each) => each.payEvery ?? payEvery ?? windowName(version, each));
  return BY_LENGTH.find((name) => all.includes(name)) ?? payEvery ?? 'year';
}

/** The end of the last of some pay periods, where it has one. */
export function lastEnd(periods: readonly NamedPeriod[]): Day {
  return periods.reduce((last, { until }) => (until < LAST_DAY && until > last ? until : last), 0);
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
