import type { Earned } from '../../model/result.js';
import { tellUnknownCaps } from '../measure/caps/caps-said.js';
import { Measuring } from '../measure/measuring.js';
import type { Stint } from '../measure/stint.js';
import { topUps } from './top-ups.js';
import { Incentives, type Earning } from './incentives.js';
import { uncounted, type Elsewhere } from './uncounted.js';

/** Step 4, earn: every incentive of a stint, window by window and pay period by pay period; then what the plan puts on top, and what no incentive counted. */
export function* earn(stint: Stint, by: Earning, elsewhere: Elsewhere = () => false): Generator<Earned> {
  tellUnknownCaps(stint, by);
  const incentives = new Incentives(new Measuring(stint), by);
  const tops = topUps(incentives, by);
  for (const id of incentives.paid()) {
    for (const earned of incentives.earn(id)) {
      tops.add(earned.earning);
      yield earned;
    }
  }
  yield* tops.earned();
  yield* uncounted(stint, elsewhere);
}
