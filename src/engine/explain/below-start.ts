import { subtract, type Ratio } from '../kernel/ratio.js';
import { unitOfName } from '../rulebook/reads/unit-of.js';
import type { Plan } from '../rulebook/rulebook.js';
import { sayAttainment, sayIn, sayRate } from './say-numbers.js';

/** Where something stands, and where pay begins: at that place, or above it. */
export interface Below {
  readonly at: Ratio;
  readonly start: Ratio;
  readonly inclusive: boolean;
}

/** Why nothing is paid below a start, and by how much it is missed: `attainment.arr is 78%, and pay begins at 80%: 2% too low.` */
export function belowStart(name: string, { at, start, inclusive }: Below, plan: Plan): string {
  const unit = unitOfName(name, plan);
  const { currency } = plan;
  const exactly = (value: Ratio): string =>
    unit === '%' ? sayRate(value) : sayIn(value, { unit, currency });
  const gap = subtract(start, at);
  const missed = gap.n === 0n ? 'that itself does not count' : `${sayGap(gap, exactly)} too low`;
  const stands = unit === '%' && exactly(at) === exactly(start) ? sayAttainment(at) : exactly(at);
  return `${name} is ${stands}, and pay begins ${inclusive ? 'at' : 'above'} ${exactly(start)}: ${missed}.`;
}

/** A gap that would be written as nothing is still one. */
function sayGap(gap: Ratio, exactly: (value: Ratio) => string): string {
  const said = exactly(gap);
  return /[1-9]/.test(said) ? said : 'a trace';
}
