import { whyNot } from '../../../conditions/verdict/why-not.js';
import { poolParts } from '../../../formulas/shared/pool.js';
import { ONE, ZERO } from '../../../kernel/ratio.js';
import type { Pool } from '../../../rulebook/rulebook.js';
import { StandingWindow } from '../../earn/standing/standing-window.js';
import { hasPart, prizeOf } from './prize.js';
import type { Paid, Sharing } from '../sharing.js';
import type { SharedWindow } from './shared-windows.js';

/**
 * The parts of a pool for a window that is over: shared among those with a credit in it for whom its condition holds, in equal parts or in proportion.
 */
export function poolPay(at: SharedWindow, pool: Pool, { people }: Sharing): readonly Paid[] {
  const { window, version } = at;
  const known = { window, known: window.until };
  const named = new Map(version.plan.conditions.map(({ id, when }) => [id, when]));
  const sharers = people.flatMap((who) => {
    if (!hasPart(who, at)) return [];
    const standing = new StandingWindow(who.measuring, version, known);
    const read = (name: string): ReturnType<typeof standing.reading.read> => standing.reading.read(name);
    if (pool.among && !whyNot(pool.among, { read, named }).holds) return [];
    const weight = pool.sharedBy === 'equal' ? ONE : (standing.named(pool.sharedBy) ?? ZERO);
    return [{ id: who.id, weight, who, standing }];
  });
  const size = sharers[0]?.standing.number(pool.size);
  if (!size) return [];
  return poolParts(size, sharers, version.plan.rounding.half).flatMap(({ id, exact, cents }) => {
    const sharer = sharers.find((each) => each.id === id);
    if (!sharer) return [];
    const measure = sharer.standing.named(pool.over) ?? ZERO;
    const part = { formula: 'pool', tier: 'pool', measure, day: window.until - 1, exact, cents };
    return [prizeOf(sharer.who, part, at)];
  });
}
