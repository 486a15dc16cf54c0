import type { Modifier, Plan } from '../../../src/engine/rulebook/rulebook.js';
import { minus, plus, WHOLE, type Fraction, NOTHING } from './facts/fraction.js';
import type { Seen } from './facts/seen.js';
import { namedStand } from './measures.js';
import { meets, numberOf, reading, type Reads } from './facts/reading.js';
import { factOn } from './facts/world.js';
import { LAST_DAY } from '../../../src/engine/kernel/day.js';

/**
 * What a window says at the end of a pay period: measures, quotas and attainments as they stand, facts of the person on the last day of it, or on
 * the last day of the version that asks, or their own last day on the plan, where that came first.
 */
export function windowReads(seen: Seen, plan: Plan, incentives: Reads = () => undefined): Reads {
  const last = Math.min(seen.known, seen.stay.until, plan.effective.until ?? LAST_DAY) - 1;
  // Who takes part in a SPIFF may have left by then.
  const begun = seen.world.company.assignments.filter(
    ({ participant, from }) => participant === seen.stay.person && from <= last,
  );
  const seated = Math.max(...begun.map(({ until }) => (until ?? LAST_DAY) - 1));
  const day = begun.length === 0 ? last : Math.min(last, seated);
  const leaf: Reads = (name) => {
    if (/^(?:measure|quota|attainment)\./.test(name)) return namedStand(seen, name, plan);
    if (name.startsWith('incentive.')) return incentives(name);
    return factOn(seen.world, seen.stay.person, { name, day });
  };
  return reading(seen.world, plan, { day, leaf });
}

/** What a modifier multiplies by: nothing where a gate is shut, one where it says nothing or its number is not known. */
export function multiplierOf(seen: Seen, plan: Plan, modifier: Modifier): Fraction {
  const read = windowReads(seen, plan);
  const factor = ({ times, when }: Omit<Extract<Modifier, { kind: 'multiplier' }>, 'kind'>): Fraction =>
    when && !meets(when, plan, read) ? WHOLE : (numberOf(times, read) ?? WHOLE);
  if (modifier.kind === 'gate') return meets(modifier.when, plan, read) ? WHOLE : NOTHING;
  if (modifier.kind === 'multiplier') return factor(modifier);
  if (modifier.kind !== 'multipliers') return WHOLE;
  return modifier.add.map((each) => minus(factor(each), WHOLE)).reduce(plus, WHOLE);
}
