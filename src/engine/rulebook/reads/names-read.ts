import { namesIn } from '../../conditions/fact-places.js';
import { incentiveReads, measureReads, planModifierReads, together } from './incentive-reads.js';
import { namesOfParts } from './credit-reads.js';
import type { Decision } from '../parts/decision.js';
import type { ApprovalMatrix, EngagementPolicy, Plan } from '../rulebook.js';

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
    ...plan.measures.flatMap(({ sum, counted, date }) =>
      [sum, counted?.fact, date].filter((name) => typeof name === 'string'),
    ),
    ...names,
    ...operands.flatMap((operand) => ('name' in operand ? [operand.name] : [])),
  ];
}

/** Every name that an approval matrix reads. */
export function namesReadByMatrix({ inputs, levels, rows, terms }: ApprovalMatrix): readonly string[] {
  const limits = [...levels.map(({ maySign }) => maySign), terms.overrideByTwo].flatMap((each) => each ?? []);
  return [
    ...inputs.map(({ fact }) => fact),
    ...[...rows.map(({ when }) => when), ...limits].flatMap((when) => namesIn(when)),
  ];
}

/** Every name that the rules, rollups, overlays and other decisions of a policy read. */
export function namesReadByPolicy(policy: EngagementPolicy): readonly string[] {
  const { phases, rollup, overlays = [], decisions = [] } = policy;
  const rules = phases.flatMap((phase) => phase.rules);
  const whens = [...rules, ...rollup, ...overlays].map(({ when }) => when);
  return [
    ...whens.flatMap((when) => (when ? namesIn(when) : [])),
    ...rules.flatMap(({ credit }) => (credit === 'house' ? [] : namesOfParts(credit))),
    ...overlays.flatMap(({ share }) => ('name' in share ? [share.name] : [])),
    ...decisions.flatMap(namesReadByDecision),
  ];
}

/** Every name that the rules of a decision read, and what they give. */
export function namesReadByDecision({ phases, otherwise }: Decision): readonly string[] {
  const rules = phases.flatMap((phase) => phase.rules);
  const given = [...rules, otherwise].flatMap(({ gives }) => gives);
  return [
    ...rules.flatMap(({ when }) => namesIn(when)),
    ...given.flatMap(({ value }) => (value !== 'nothing' && 'name' in value ? [value.name] : [])),
  ];
}
