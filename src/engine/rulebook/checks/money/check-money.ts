import type { Finding } from '../../finding.js';
import type { Incentive } from '../../rulebook.js';
import type { InPlan } from '../plan/in-plan.js';
import { capBelowTarget, planCapBelowTarget } from '../limits/cap-below-target.js';
import { countedApart } from './counted.js';
import { apartFalls } from '../falls/apart-falls.js';
import { behindCaps } from '../limits/behind-caps.js';
import { guaranteeAboveCap, idleLimits } from '../limits/idle-limits.js';
import { curveFalls, matrixFalls } from '../falls/curve-falls.js';
import { modifiersFall } from '../falls/modifiers-fall.js';
import { neverReached } from './never-reached.js';
import { prizesFall } from '../falls/prizes-fall.js';
import { tableFalls } from '../falls/table-falls.js';
import { tiersFall } from '../falls/tiers-fall.js';

/**
 * What a plan without errors would pay that hardly anybody wants: less for more, nothing between two incentives, a tier that never pays, a cap below
 * target. Each is a warning with an example in numbers, because a company may mean it.
 */
export function checkMoney(by: InPlan): Finding[] {
  return [
    ...by.plan.incentives.flatMap((incentive, index) => ofIncentive(incentive, `incentives.${index}`, by)),
    ...countedApart(by),
    ...planCapBelowTarget(by),
    ...guaranteeAboveCap(by),
    ...apartFalls(by),
  ];
}

function ofIncentive(incentive: Incentive, path: string, by: InPlan): Finding[] {
  const tooLow = capBelowTarget(incentive, path, by);
  return [
    ...payFalls(incentive, path, by),
    ...modifiersFall(incentive, path, by),
    ...tableFalls(incentive, path, by),
    ...neverReached(incentive, path, by),
    ...tooLow,
    // What lies behind a cap below target goes without saying.
    ...(tooLow.length > 0 ? [] : behindCaps(incentive, path, by)),
    ...idleLimits(incentive, path, by),
  ];
}

function payFalls({ formula }: Incentive, path: string, by: InPlan): Finding[] {
  switch (formula.kind) {
    case 'tiers':
      return tiersFall(formula, `${path}.tiers`, by);
    case 'steps':
      return tiersFall(formula, `${path}.bonus`, by);
    case 'curve':
      return curveFalls(formula, `${path}.curve`, by);
    case 'matrix':
      return matrixFalls(formula, `${path}.matrix`, by);
    case 'contest':
      return prizesFall(formula, `${path}.contest`, by);
    default:
      return [];
  }
}
