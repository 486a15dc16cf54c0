import { mainMeasure } from '../../../rulebook/reads/main-measure.js';
import type { Incentive } from '../../../rulebook/rulebook.js';
import type { PlanVersion } from '../../plan-version.js';
import { streamedOf } from '../terms/epoch.js';

/** Whether an incentive is paid by where its window stands, rather than credit by credit in one pass: what has amounts, limits, or measures that no credit adds to. */
export function isStanding(version: PlanVersion, incentive: Incentive): boolean {
  const formula = streamedOf(incentive);
  if (!formula || mainMeasure(incentive, version.plan)?.derived) return true;
  if (incentive.modify.some(isLimit)) return true;
  if (formula.kind !== 'tiers') return version.isAmount(formula.pays.what);
  return formula.mode === 'cumulative' || formula.starts.some(({ what }) => version.isAmount(what));
}

/** Whether the credits of an incentive, one by one, make what its limits are then put on. */
export function isStreamed(version: PlanVersion, incentive: Incentive): boolean {
  return !isStanding(version, { ...incentive, modify: [] });
}

function isLimit(modifier: Incentive['modify'][number]): boolean {
  const { kind } = modifier;
  return kind === 'floor' || kind === 'threshold' || (kind === 'cap' && modifier.what === 'earning');
}
