import { namesIn } from '../../conditions/fact-places.js';
import { incentiveReads, measureReads, planModifierReads, together } from './incentive-reads.js';
import type { EngagementPolicy, Plan } from '../rulebook.js';

/** Every name that a plan reads anywhere, before values and tables are followed; the measures it pays on included. */
export function namesReadByPlan(plan: Plan): readonly string[] {
  const named = new Map(plan.conditions.map(({ id, when }) => [id, when]));
  const { operands, names, conditions } = together([
    ...plan.measures.map(measureReads),
    ...plan.incentives.map(incentiveReads),
    ...(plan.modify ?? []).map(planModifierReads),
  ]);
  const whens = [...plan.measures, ...plan.incentives].flatMap(({ when }) => (when ? [when] : []));
  return [
    ...[...whens, ...conditions].flatMap((when) => namesIn(when, named)),
    ...plan.measures.flatMap(({ sum, counted }) => [sum, ...(counted?.fact ? [counted.fact] : [])]),
    ...names,
    ...operands.flatMap((operand) => ('name' in operand ? [operand.name] : [])),
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
