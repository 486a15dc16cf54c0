import { add, multiply, ZERO, type Ratio } from '../kernel/ratio.js';

/** An objective of somebody, scored: its weight in the whole, and how far it was met. */
export interface ScoredObjective {
  readonly id: string;
  readonly weight: Ratio;
  readonly score: Ratio;
}

/** What one objective pays. */
export interface ObjectivePart extends ScoredObjective {
  readonly share: Ratio;
  readonly pay: Ratio;
}

/** Management by objectives: the base, times each objective's weight and score. 6,000 at 60% × 100% and 40% × 50% pays 4,800. Exact. */
export function objectiveParts(
  base: Ratio,
  objectives: readonly ScoredObjective[],
): readonly ObjectivePart[] {
  return objectives.map((each) => {
    const share = multiply(each.weight, each.score);
    return { ...each, share, pay: multiply(base, share) };
  });
}

/** The sum of what parts pay. */
export function totalOf(parts: readonly { readonly pay: Ratio }[]): Ratio {
  return parts.reduce((sum, { pay }) => add(sum, pay), ZERO);
}
