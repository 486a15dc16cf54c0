import { fingerprintOf } from '../../../../engine/kernel/fingerprint.js';
import { pathTo, type Finding } from '../../../../engine/rulebook/finding.js';
import type { Grain, Plan, Rounding, WindowName } from '../../../../engine/rulebook/rulebook.js';
import type { Half } from '../../../../engine/kernel/ratio.js';
import type { PlanInput, RoundingInput } from '../plan-kinds/plan.input.js';
import { conditionOf, periodOf } from '../read/operand.js';
import { readValues } from '../values/read-named-value.js';
import { readMeasure } from './read-measure.js';
import { readPlanModifier } from './read-modifier.js';
import { readIncentive } from './read-incentive.js';

const ROUNDING: Rounding = { to: 'cents', half: 'away-from-zero', per: 'window' };

/** Reads a plan version; its fingerprint leaves out titles and sources. */
export function readPlan(input: PlanInput, findings: Finding[]): Plan {
  const decides = {
    id: input.plan,
    effective: periodOf(input),
    currency: input.currency,
    calendar: input.calendar,
    payEvery: (input.payEvery ?? null) as WindowName | null,
    conditions: (input.conditions ?? []).flatMap(({ id, when }) => ({
      id,
      when: conditionOf(when) ?? { all: [] },
    })),
    measures: input.measures.map((each, index) => readMeasure(each, pathTo('measures', index), findings)),
    ...(input.modify ? { modify: input.modify.map(readPlanModifier) } : {}),
    rounding: input.rounding ? readRounding(input.rounding) : ROUNDING,
  };
  const values = readValues(input.values, 'values', findings);
  const incentives = input.incentives.map((each, index) =>
    readIncentive(each, pathTo('incentives', index), findings),
  );
  const paying = incentives.map(({ title: _title, source: _source, ...pays }) => pays);
  const computed = values.length === 0 ? {} : { values };
  const fingerprint = fingerprintOf({ plan: decides, ...computed, incentives: paying });
  return { ...decides, values, title: input.title ?? null, incentives, fingerprint };
}

function readRounding(input: RoundingInput): Rounding {
  return { to: 'cents', half: input.half as Half, per: input.per as Grain };
}
