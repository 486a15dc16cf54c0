import { namesIn } from '../../conditions/fact-places.js';
import type { Incentive, IncentiveFormula } from '../parts/incentive.js';
import type { Measure, WindowName } from '../parts/measure.js';
import type { Plan } from '../rulebook.js';

const OF_MEASURE = /^(?:measure|attainment|quota)\./;

/** The measure that an incentive is about first: what picks its tier, else what it pays on; by its window it is paid. None for a fixed amount. */
export function mainMeasure({ formula }: Pick<Incentive, 'formula'>, plan: Plan): Measure | undefined {
  if (formula.kind === 'choice') {
    const names = formula.of.flatMap((operand) => ('name' in operand ? [operand.name] : []));
    const chosen = names.flatMap(
      (name) => plan.incentives.find(({ id }) => id === incentiveNamed(name)?.id) ?? [],
    );
    const others = chosen.filter((other) => other.formula.kind !== 'choice');
    return others.map((other) => mainMeasure(other, plan)).find((measure) => measure !== undefined);
  }
  const name = mainName(formula, plan);
  return name === undefined ? undefined : measureNamed(name, plan);
}

/** Which incentive a name speaks of, and whether before its modifiers: `incentive.acv`, `incentive.acv.before-modify`. */
export function incentiveNamed(name: string): { readonly id: string; readonly plain: boolean } | undefined {
  const [kind, id, part] = name.split('.');
  if (kind !== 'incentive' || id === undefined || !(part === undefined || part === 'before-modify'))
    return undefined;
  return { id, plain: part !== undefined };
}

/** The window by which an incentive is paid on a measure; none for one over the last days, which is read at the end of each pay period. */
export function ownWindow(measure: Measure | undefined): WindowName | undefined {
  return measure?.rolling === undefined ? measure?.window : undefined;
}

/** The measure that `measure.arr`, `attainment.arr` or `quota.arr` speaks of. */
export function measureNamed(name: string, plan: Plan): Measure | undefined {
  return OF_MEASURE.test(name)
    ? plan.measures.find(({ id }) => id === name.slice(name.indexOf('.') + 1))
    : undefined;
}

function mainName(formula: Exclude<IncentiveFormula, { kind: 'choice' }>, plan: Plan): string | undefined {
  switch (formula.kind) {
    case 'flat':
    case 'override':
      return formula.base;
    case 'tiers':
      return OF_MEASURE.test(formula.axis) ? formula.axis : formula.base;
    case 'steps':
    case 'curve':
      return formula.axis;
    case 'matrix':
      return formula.axes[0].of;
    case 'contest':
      return formula.rankBy;
    case 'pool':
      return formula.over;
    case 'first-n':
      return undefined;
    case 'mbo':
      return formula.objectives[0]?.score;
    case 'bonus': {
      const named = new Map(plan.conditions.map(({ id, when }) => [id, when]));
      return formula.when ? namesIn(formula.when, named).find((name) => OF_MEASURE.test(name)) : undefined;
    }
  }
}
