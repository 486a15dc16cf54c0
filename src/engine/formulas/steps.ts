import { add, compare, multiply, subtract, ZERO, type Ratio } from '../kernel/ratio.js';
import type { TierMode } from '../rulebook/parts/incentive.js';

/** A start in exact numbers, with the amount it pays and the rate it pays on the base; one of them may be zero. */
export interface ExactStep {
  readonly id: string;
  readonly at: Ratio;
  readonly inclusive: boolean;
  readonly amount: Ratio;
  readonly rate: Ratio;
}

/** What one start pays: an amount, and a rate on a part of the base. */
export interface StepPart {
  readonly step: ExactStep;
  readonly base: Ratio;
  readonly pay: Ratio;
}

/**
 * What starts with amounts pay for a window. `whole`: the start reached pays its amount, and its rate on everything; `cumulative`: every start
 * reached pays both; `marginal`: every start reached pays its amount, and its rate on its own slice; `above`: the start reached pays its amount, and
 * its rate on what lies above it. 500 from 80% and 1,000 from 100%, at 105%: whole 1,000, cumulative 1,500. `at` and the starts are numbers of the
 * axis, in order; `base` is what rates pay on, which for slices must be the axis itself.
 */
export function stepParts(
  steps: readonly ExactStep[],
  mode: TierMode,
  { at, base }: { at: Ratio; base: Ratio },
): readonly StepPart[] {
  const reached = steps.filter((step) => isReached(step, at));
  const paying = mode === 'whole' || mode === 'above' ? reached.slice(-1) : reached;
  return paying.map((step) => {
    const on = baseOf(steps, step, { mode, at, base });
    return { step, base: on, pay: add(step.amount, multiply(step.rate, on)) };
  });
}

/** Whether a start is reached: at it where it is inclusive, else above it. */
export function isReached({ at, inclusive }: Pick<ExactStep, 'at' | 'inclusive'>, place: Ratio): boolean {
  const lies = compare(place, at);
  return inclusive ? lies >= 0 : lies > 0;
}

function baseOf(
  steps: readonly ExactStep[],
  step: ExactStep,
  { mode, at, base }: { mode: TierMode; at: Ratio; base: Ratio },
): Ratio {
  if (step.rate.n === 0n) return ZERO;
  if (mode === 'whole' || mode === 'cumulative') return base;
  const next = steps[steps.indexOf(step) + 1];
  const end = mode === 'marginal' && next && compare(next.at, at) < 0 ? next.at : at;
  return subtract(end, step.at);
}
