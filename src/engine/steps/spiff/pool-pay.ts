import { whyNot } from '../../conditions/verdict/why-not.js';
import { poolParts } from '../../formulas/shared/pool.js';
import { ONE, ZERO } from '../../kernel/ratio.js';
import type { Incentive, Pool } from '../../rulebook/rulebook.js';
import { StandingWindow } from '../earn/standing/standing-window.js';
import { prizeOf } from './contest-pay.js';
import { windowsOver, type Paid, type Sharing } from './sharing.js';

/** The parts of a pool, for each window that is over: shared among those for whom its condition holds, in equal parts or in proportion. */
export function poolPay(incentive: Incentive, pool: Pool, sharing: Sharing): readonly Paid[] {
  const paid: Paid[] = [];
  for (const { window, version } of windowsOver(sharing, pool.over)) {
    const at = { window, known: window.until };
    const { conditions } = version.plan;
    const named = new Map(conditions.map(({ id, when }) => [id, when]));
    const sharers = sharing.people.flatMap((who) => {
      const standing = new StandingWindow(who.measuring, version, at);
      const read = (name: string): ReturnType<typeof standing.reading.read> => standing.reading.read(name);
      if (pool.among && !whyNot(pool.among, { read, named }).holds) return [];
      const weight = pool.sharedBy === 'equal' ? ONE : (standing.named(pool.sharedBy) ?? ZERO);
      return [{ id: who.id, weight, who, standing }];
    });
    const size = sharers[0]?.standing.number(pool.size);
    if (!size) continue;
    for (const { id, exact, cents } of poolParts(size, sharers, version.plan.rounding.half)) {
      const sharer = sharers.find((each) => each.id === id);
      if (!sharer) continue;
      const measure = sharer.standing.named(pool.over) ?? ZERO;
      const part = { incentive, version, window, day: window.until - 1, measure, tier: 'pool', exact, cents };
      paid.push(prizeOf(sharer.who, part, { formula: 'pool', known: window.until }));
    }
  }
  return paid;
}
