import type { ConditionScope } from '../../../conditions/type-check.js';
import type { NamedValues } from '../../../values/named-values.js';
import { valuesOf } from '../../../values/values-of.js';
import type { Fault } from '../../finding.js';
import { suggest } from '../../nearest.js';
import type { Measure, Plan, Rulebook } from '../../rulebook.js';
import { creditScope, windowScope } from '../scopes.js';

/** What an incentive is judged by. */
export interface InPlan {
  readonly plan: Plan;
  readonly rulebook: Rulebook;
  /** What conditions may read that pick credits, and those that judge a window. */
  readonly credits: ConditionScope;
  readonly windows: ConditionScope;
  readonly values: NamedValues;
}

/** The scopes of a plan, made once: a plan has many conditions. */
export function inPlan(plan: Plan, rulebook: Rulebook): InPlan {
  const { facts } = rulebook;
  const values = valuesOf(plan, rulebook);
  return {
    plan,
    rulebook,
    values,
    credits: creditScope(plan, facts, values),
    windows: windowScope(plan, facts, values),
  };
}

/** The measure a name such as `measure.arr` or `attainment.arr` speaks of. */
export function measureOf(name: string, plan: Plan): Measure | undefined {
  return plan.measures.find(({ id }) => id === name.slice(name.indexOf('.') + 1));
}

/** The fault of a measure that the plan does not have. */
export function noMeasure(name: string, plan: Plan): Fault {
  const first = name.slice(0, name.indexOf('.'));
  const remedy = suggest(
    name,
    plan.measures.map(({ id }) => `${first}.${id}`),
  );
  return {
    code: 'UNKNOWN_NAME',
    message: `This plan has no measure ${name.slice(first.length + 1)}.`,
    remedy,
  };
}
