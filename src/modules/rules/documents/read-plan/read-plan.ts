import { fingerprintOf } from '../../../../engine/kernel/fingerprint.js';
import { pathTo, type Finding } from '../../../../engine/rulebook/finding.js';
import type {
  Budget,
  Grain,
  Plan,
  Rounding,
  Spiff,
  WindowName,
} from '../../../../engine/rulebook/rulebook.js';
import type { Half } from '../../../../engine/kernel/ratio.js';
import type { PlanInput } from '../plan-kinds/plan.input.js';
import type { ProgramInput, RoundingInput } from '../plan-kinds/program.input.js';
import type { SpiffInput } from '../plan-kinds/spiff.input.js';
import { conditionOf, operandOf, periodOf, settlesOf } from '../read/operand.js';
import { readValues } from '../values/read-named-value.js';
import { readFx } from './read-fx.js';
import { readMeasure } from './read-measure.js';
import { readPlanModifier } from './read-modifier.js';
import { readIncentive } from './read-incentive.js';

const ROUNDING: Rounding = { to: 'cents', half: 'away-from-zero', per: 'window' };

/** Reads a plan version; its fingerprint leaves out titles and sources. */
export function readPlan(input: PlanInput, findings: Finding[]): Plan {
  const modify = input.modify ? { modify: input.modify.map(readPlanModifier) } : {};
  const { decides, ...program } = readProgram(input, { id: input.plan, findings });
  const fingerprint = fingerprintOf({ plan: { ...decides, ...modify }, ...program.deciding });
  return { ...decides, ...modify, ...program.rest, fingerprint };
}

/** Reads a SPIFF version: a plan of its own, with who takes part and what it may cost; paid by the month unless it says otherwise. */
export function readSpiff(input: SpiffInput, findings: Finding[]): Spiff {
  const paid = { ...input, payEvery: input.payEvery ?? 'month' };
  const { decides, ...program } = readProgram(paid, { id: input.spiff, findings });
  const { budget } = input;
  const terms = {
    who: conditionOf(input.who),
    budget: budget
      ? {
          amount: operandOf(budget.amount),
          whenExhausted: budget.whenExhausted as Budget['whenExhausted'],
          afterCutOff: budget.afterCutOff as Budget['afterCutOff'],
          settles: settlesOf(budget.settles),
        }
      : null,
  };
  const fingerprint = fingerprintOf({ spiff: { ...decides, ...terms }, ...program.deciding });
  return { ...decides, ...program.rest, ...terms, fingerprint };
}

interface ReadProgram {
  readonly decides: Omit<Plan, 'title' | 'incentives' | 'values' | 'fingerprint'>;
  /** What else decides pay, without titles and sources. */
  readonly deciding: object;
  readonly rest: Pick<Plan, 'title' | 'incentives' | 'values'>;
}

function readProgram(
  input: ProgramInput,
  { id, findings }: { id: string; findings: Finding[] },
): ReadProgram {
  const measures = (input.measures ?? []).map((each, index) =>
    readMeasure(each, pathTo('measures', index), findings),
  );
  const values = readValues(input.values, 'values', findings);
  const incentives = input.incentives.map((each, index) =>
    readIncentive(each, pathTo('incentives', index), findings),
  );
  const paying = incentives.map(({ title: _title, source: _source, ...pays }) => pays);
  return {
    decides: {
      id,
      effective: periodOf(input),
      currency: input.currency,
      calendar: input.calendar,
      payEvery: (input.payEvery ?? null) as WindowName | null,
      conditions: (input.conditions ?? []).flatMap((each) => ({
        id: each.id,
        when: conditionOf(each.when) ?? { all: [] },
      })),
      measures,
      rounding: input.rounding ? readRounding(input.rounding) : ROUNDING,
      ...(input.fx ? { fx: readFx(input.fx, findings) } : {}),
    },
    deciding: { ...(values.length === 0 ? {} : { values }), incentives: paying },
    rest: { values, title: input.title ?? null, incentives },
  };
}

function readRounding(input: RoundingInput): Rounding {
  return { to: 'cents', half: input.half as Half, per: input.per as Grain };
}
