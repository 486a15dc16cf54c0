import { incentiveReads, planModifierReads, together } from '../../reads/incentive-reads.js';
import type { Condition, Plan } from '../../rulebook.js';

/** Where a plan's named conditions are used, through each other too. */
export interface ConditionUses {
  readonly onCredits: ReadonlySet<string>;
  readonly onWindows: ReadonlySet<string>;
}

/** Finds out which named conditions pick credits and which judge windows. */
export function conditionUses(plan: Plan): ConditionUses {
  const named = new Map(plan.conditions.map(({ id, when }) => [id, when]));
  const picking = [...plan.measures, ...plan.incentives].map(({ when }) => when);
  const { conditions: judging } = together([
    ...plan.incentives.map(incentiveReads),
    ...(plan.modify ?? []).map(planModifierReads),
  ]);
  return { onCredits: reached(picking, named), onWindows: reached(judging, named) };
}

function reached(from: readonly (Condition | null)[], named: ReadonlyMap<string, Condition>): Set<string> {
  const found = new Set<string>();
  const visit = (node: Condition): void => {
    if ('all' in node) node.all.forEach(visit);
    else if ('any' in node) node.any.forEach(visit);
    else if ('not' in node) visit(node.not);
    else if ('named' in node && !found.has(node.named)) {
      found.add(node.named);
      const meant = named.get(node.named);
      if (meant) visit(meant);
    }
  };
  for (const condition of from) if (condition) visit(condition);
  return found;
}
