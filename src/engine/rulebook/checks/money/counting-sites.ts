import type { Condition, Incentive, Measure, Plan, UnaryTest } from '../../rulebook.js';
import { measureNamed } from '../../reads/main-measure.js';

/** Where an incentive takes credits: what it adds up, and the one test on each fact that a booking has to pass. */
export interface CountingSite {
  readonly incentive: Incentive;
  /** Its place among the incentives of the plan. */
  readonly index: number;
  readonly measure: Measure;
  readonly tests: ReadonlyMap<string, UnaryTest>;
}

/** The incentives that pay on credits by a plain list of tests that all must hold; those with other conditions are not compared. */
export function countingSites(plan: Plan): CountingSite[] {
  const named = new Map(plan.conditions.map(({ id, when }) => [id, when]));
  return plan.incentives.flatMap((incentive, index) => {
    const { formula } = incentive;
    if (formula.kind !== 'flat' && formula.kind !== 'override' && formula.kind !== 'tiers') return [];
    const measure = measureNamed(formula.base, plan);
    if (!measure || measure.derived) return [];
    const tests = testsOf([measure.when, incentive.when], named);
    return tests ? [{ incentive, index, measure, tests }] : [];
  });
}

/** One test for each fact; nothing where a condition is no plain list, or asks a fact twice. */
function testsOf(
  conditions: readonly (Condition | null)[],
  named: ReadonlyMap<string, Condition>,
): ReadonlyMap<string, UnaryTest> | undefined {
  const tests = new Map<string, UnaryTest>();
  let plain = true;
  const visit = (node: Condition): void => {
    if ('all' in node) node.all.forEach(visit);
    else if ('fact' in node && !tests.has(node.fact)) tests.set(node.fact, node.test);
    else if ('named' in node && named.has(node.named)) visit(named.get(node.named) ?? { all: [] });
    else plain = false;
  };
  for (const condition of conditions) if (condition) visit(condition);
  return plain ? tests : undefined;
}
