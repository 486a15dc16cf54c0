import type { Day } from '../../kernel/day.js';
import { ZERO } from '../../kernel/ratio.js';
import type { Earned } from '../../model/result.js';
import { Measuring } from '../measure/measuring.js';
import type { Stint } from '../measure/stint.js';
import { windowsOf, type Counted } from '../measure/window-range.js';
import type { PlanVersion } from '../plan-version.js';
import type { Troubles } from '../troubles.js';
import { measuresOf } from './terms/epoch.js';
import { payWindow } from './pay-window.js';
import { uncounted } from './uncounted.js';

/** Step 4, earn: every incentive of a stint, window by window and pay period by pay period; then what no incentive counted. */
export function* earn(stint: Stint, by: { horizon: Day; troubles: Troubles }): Generator<Earned> {
  const measuring = new Measuring(stint);
  for (const id of incentivesOf(stint.versions)) {
    let owed = ZERO;
    for (const range of windowsOf(stint, (version) => countedBy(version, id))) {
      const paid = payWindow({ id, range, measuring, owed, ...by });
      yield* paid.earned;
      owed = paid.owed;
    }
  }
  yield* uncounted(stint);
}

/** Ids of all incentives a plan ever had, in the order of its first version that has them. */
function incentivesOf(versions: readonly PlanVersion[]): readonly string[] {
  return [...new Set(versions.flatMap((version) => version.plan.incentives.map(({ id }) => id)))];
}

function countedBy(version: PlanVersion, id: string): Counted | null {
  const measures = measuresOf(version, id);
  if (!measures) return null;
  return {
    bits: version.measureBit(measures.axis.id) | version.measureBit(measures.base.id),
    window: measures.axis.window,
  };
}
