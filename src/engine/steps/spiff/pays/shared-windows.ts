import type { Day, NamedPeriod } from '../../../kernel/day.js';
import { mainMeasure } from '../../../rulebook/reads/main-measure.js';
import type { Incentive } from '../../../rulebook/rulebook.js';
import type { PlanVersion } from '../../plan-version.js';
import type { SharedProgram } from '../sharing.js';

/** A window of something shared, and the version in force on its last day, which decides it. */
export interface SharedWindow {
  readonly window: NamedPeriod;
  readonly version: PlanVersion;
  readonly incentive: Incentive;
}

/**
 * The windows of a shared incentive that are over by the end of a day, through all versions of the SPIFF. A window ends with the SPIFF at the
 * latest. Where the version of its last day does not have the incentive any more, nobody is paid for it.
 */
export function* sharedWindows(
  program: Pick<SharedProgram, 'id' | 'books'>,
  id: string,
  over: Day,
): Generator<SharedWindow> {
  const { plans } = program.books;
  const versions = plans.versions(program.id);
  const startAfter = (day: Day): Day | undefined =>
    versions.find(({ plan }) => plan.effective.from > day)?.plan.effective.from;
  for (let day: Day | undefined = versions[0]?.plan.effective.from; day !== undefined;) {
    const asked = plans.on(program.id, day);
    const window = asked && windowOn(asked, id, day);
    if (!window) {
      day = startAfter(day);
      continue;
    }
    if (window.until - 1 > over) return;
    const version = plans.on(program.id, window.until - 1);
    const incentive = version?.incentive(id);
    if (version && incentive) yield { window, version, incentive };
    day = window.until;
  }
}

function windowOn(version: PlanVersion, id: string, day: Day): NamedPeriod | undefined {
  const incentive = version.incentive(id);
  const measure = incentive && mainMeasure(incentive, version.plan);
  const window = measure && version.periodOn(measure.window, day);
  return window && { ...window, until: Math.min(window.until, version.unbroken.until ?? window.until) };
}
