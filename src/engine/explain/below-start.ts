import { subtract, type Ratio } from '../kernel/ratio.js';
import { unitOfName } from '../rulebook/reads/unit-of.js';
import type { Plan } from '../rulebook/rulebook.js';
import { sayIn } from './say-numbers.js';

/** Where something stands, and where pay begins: at that place, or above it. */
export interface Below {
  readonly at: Ratio;
  readonly start: Ratio;
  readonly inclusive: boolean;
}

/** Why nothing is paid below a start, and by how much it is missed: `attainment.arr is 78%, and pay begins at 80%: 2% too low.` */
export function belowStart(name: string, { at, start, inclusive }: Below, plan: Plan): string {
  const say = (value: Ratio): string =>
    sayIn(value, { unit: unitOfName(name, plan), currency: plan.currency });
  const gap = subtract(start, at);
  const missed = gap.n === 0n ? 'that itself does not count' : `${say(gap)} too low`;
  return `${name} is ${say(at)}, and pay begins ${inclusive ? 'at' : 'above'} ${say(start)}: ${missed}.`;
}
