import type { Condition, Incentive, Measure, Plan } from '../../../src/engine/rulebook/rulebook.js';
import { idOf, incentiveOf } from './measures.js';

/** The measure that an incentive is about first: what picks its tier or place, else what it pays on; none for a fixed amount. */
export function mainMeasureOf(plan: Plan, { formula }: Incentive): Measure | undefined {
  const named = (name: string | undefined): Measure | undefined =>
    name !== undefined && /^(?:measure|attainment|quota)\./.test(name)
      ? plan.measures.find(({ id }) => id === idOf(name))
      : undefined;
  switch (formula.kind) {
    case 'flat':
    case 'override':
      return named(formula.base);
    case 'tiers':
    case 'curve':
    case 'steps':
      return named(formula.axis);
    case 'matrix':
      return named(formula.axes[0].of);
    case 'mbo':
      return named(formula.objectives[0]?.score);
    case 'contest':
      return named(formula.rankBy);
    case 'pool':
      return named(formula.over);
    case 'first-n':
      return undefined;
    case 'bonus':
      return formula.when
        ? namesIn(formula.when)
            .map(named)
            .find((each) => each !== undefined)
        : undefined;
    case 'choice': {
      const chosen = formula.of.flatMap((each) =>
        'name' in each ? plan.incentives.filter(({ id }) => id === each.name.split('.')[1]) : [],
      );
      return chosen.map((each) => mainMeasureOf(plan, each)).find((each) => each !== undefined);
    }
  }
}

function namesIn(condition: Condition): readonly string[] {
  if ('all' in condition) return condition.all.flatMap(namesIn);
  if ('any' in condition) return condition.any.flatMap(namesIn);
  if ('not' in condition) return namesIn(condition.not);
  return 'fact' in condition ? [condition.fact] : [];
}

/** Formulas that may pay credit by credit. */
export type Streamed = Extract<Incentive['formula'], { kind: 'flat' | 'override' | 'tiers' }>;

/** The measure that picks the tier, and the one that is paid on. */
export function measuresOf(plan: Plan, { formula }: { formula: Streamed }): { axis: Measure; base: Measure } {
  const base = plan.measures.find(({ id }) => id === idOf(formula.base));
  const axis = formula.kind === 'tiers' ? plan.measures.find(({ id }) => id === idOf(formula.axis)) : base;
  if (!axis || !base) throw new Error('an incentive on a measure that its plan does not have');
  return { axis, base };
}

/** The measure by whose credits an incentive is paid; of one that is made of others, the first of them that credits add to. */
export function addingIn(plan: Plan, id: string): Measure | undefined {
  const incentive = incentiveOf(plan, id);
  const main = incentive && mainMeasureOf(plan, incentive);
  return main && adding(plan, main);
}

function adding(plan: Plan, measure: Measure): Measure | undefined {
  const { derived } = measure;
  if (!derived) return measure;
  if (derived.kind === 'reported') return undefined;
  const names = derived.kind === 'weighted' ? derived.parts.map(({ of }) => of) : derived.of;
  for (const name of names) {
    const part = plan.measures.find(({ id }) => id === idOf(name));
    const found = part && adding(plan, part);
    if (found) return found;
  }
  return undefined;
}
