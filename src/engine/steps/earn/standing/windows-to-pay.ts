import { LAST_DAY, type Day, type NamedPeriod } from '../../../kernel/day.js';
import { mainMeasure, ownWindow } from '../../../rulebook/reads/main-measure.js';
import type { Incentive, WindowName } from '../../../rulebook/rulebook.js';
import type { Stint } from '../../measure/stint.js';
import type { PlanVersion } from '../../plan-version.js';

/** The window of an incentive: that of the measure that it is about, else how often it is paid. */
export function windowName(version: PlanVersion, incentive: Incentive): WindowName {
  return (
    ownWindow(mainMeasure(incentive, version.plan)) ?? incentive.payEvery ?? version.plan.payEvery ?? 'year'
  );
}

/** The windows of an incentive that somebody is on the plan in, as far as anything is known. */
export function* windowsToPay(
  stint: Stint,
  id: string,
  horizon: Day,
): Generator<{ window: NamedPeriod; version: PlanVersion }> {
  const { segment } = stint;
  for (let day = firstDay(stint.versions, segment.from, id); day < segment.until && day <= horizon;) {
    const version = stint.versionOn(day);
    const incentive = version?.incentive(id);
    if (!version || !incentive) {
      const next = nextStart(stint.versions, day, id);
      if (next === undefined) return;
      day = next;
      continue;
    }
    const window = version.periodOn(windowName(version, incentive), day);
    if (!window || window.until > LAST_DAY) return;
    yield { window, version };
    day = window.until;
  }
}

function firstDay(versions: readonly PlanVersion[], from: Day, id: string): Day {
  const first = versions.find((version) => version.incentive(id) !== undefined);
  return Math.max(from, first?.plan.effective.from ?? from);
}

function nextStart(versions: readonly PlanVersion[], after: Day, id: string): Day | undefined {
  return versions.find(
    (version) => version.plan.effective.from > after && version.incentive(id) !== undefined,
  )?.plan.effective.from;
}
