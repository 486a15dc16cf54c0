import { namesIn } from '../conditions/fact-places.js';
import type { Condition, EngagementPolicy, Incentive, Operand, Plan } from './rulebook.js';

/** The constants and names of an incentive that say what it pays, and by what that is multiplied. */
export function operandsOfIncentive({ formula, modify }: Incentive): readonly Operand[] {
  const pays = formula.kind === 'tiers' ? formula.starts : [formula.pays];
  const starts = formula.kind === 'tiers' ? formula.starts.map(({ at }) => at) : [];
  const noQuota = formula.kind === 'tiers' && formula.noQuota !== 'refuse' ? [formula.noQuota] : [];
  const times = pays.flatMap((each) => each.times ?? []);
  return [
    ...pays.map(({ what }) => what),
    ...times,
    ...starts,
    ...noQuota,
    ...modify.map((each) => each.times),
  ];
}

/** Every name that a plan reads anywhere, before values and tables are followed; the measures it pays on included. */
export function namesReadByPlan(plan: Plan): readonly string[] {
  const named = new Map(plan.conditions.map(({ id, when }) => [id, when]));
  const whens: readonly (Condition | null)[] = [
    ...plan.measures.map(({ when }) => when),
    ...plan.incentives.flatMap(({ when, modify }) => [when, ...modify.map((each) => each.when)]),
  ];
  return [
    ...whens.flatMap((when) => (when ? namesIn(when, named) : [])),
    ...plan.measures.flatMap(({ sum, quota }) => (quota === null ? [sum] : [sum, quota])),
    ...plan.incentives.flatMap(({ formula }) =>
      'axis' in formula ? [formula.axis, formula.base] : [formula.base],
    ),
    ...plan.incentives
      .flatMap(operandsOfIncentive)
      .flatMap((operand) => ('name' in operand ? [operand.name] : [])),
  ];
}

/** Every name that the rules and rollups of a policy read. */
export function namesReadByPolicy({ phases, rollup }: EngagementPolicy): readonly string[] {
  const whens = [
    ...phases.flatMap(({ rules }) => rules.map(({ when }) => when)),
    ...rollup.map(({ when }) => when),
  ];
  return whens.flatMap((when) => (when ? namesIn(when) : []));
}
