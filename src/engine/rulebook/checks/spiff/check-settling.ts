import { writeDay, type Day } from '../../../kernel/day.js';
import { measureNamed } from '../../reads/main-measure.js';
import { settlesOn } from '../../reads/settling.js';
import { errorAt, type Fault, type Finding } from '../../finding.js';
import type { Contest, Incentive, Pool, Settles, Spiff } from '../../rulebook.js';

/** Judges by when the results of a SPIFF settle: after what decides them is over, on a day that comes, and the budget last. */
export function checkSettling(spiff: Spiff): Finding[] {
  return [
    ...spiff.incentives.flatMap((incentive, index) => ofIncentive(incentive, `incentives.${index}`, spiff)),
    ...ofBudget(spiff),
  ];
}

function ofIncentive({ formula }: Incentive, place: string, spiff: Spiff): Finding[] {
  if (formula.kind !== 'contest' && formula.kind !== 'pool') return [];
  const path = `${place}.${formula.kind}`;
  const window = measureNamed(over(formula), spiff)?.window;
  if (window === undefined) return [];
  const { until } = spiff.effective;
  const { settles } = formula;
  if (window === 'plan-to-date' && until === null) return [errorAt(path, NEVER_OVER)];
  if (settles && 'on' in settles && window !== 'plan-to-date')
    return [errorAt(`${path}.settles`, onceForMany(window))];
  if (!settles && formula.afterwards !== 're-run') return [errorAt(path, NO_DAY)];
  return [...early(settles, `${path}.settles`, until), ...afterBudget(formula, path, spiff)];
}

function ofBudget({ budget, effective: { until } }: Spiff): Finding[] {
  if (!budget) return [];
  const { settles, afterCutOff } = budget;
  if (afterCutOff === 're-run') return settles ? [errorAt('budget.settles', NO_CUT_OFF)] : [];
  if (until === null && !(settles && 'on' in settles)) return [errorAt('budget', NEVER_ENDS)];
  return settles ? early(settles, 'budget.settles', until) : [errorAt('budget', NO_DAY)];
}

/** What a budget has admitted stands once it has settled: a prize that is decided later would not be in it. */
function afterBudget(
  formula: Contest | Pool,
  path: string,
  { budget, effective: { until } }: Spiff,
): Finding[] {
  if (!budget || budget.afterCutOff === 're-run' || until === null) return [];
  const [own, all] = [settlesOn(formula.settles, until), settlesOn(budget.settles, until)];
  return own <= all
    ? []
    : [
        errorAt(`${path}.settles`, {
          code: 'SETTLES_EARLY',
          message: `It settles on ${writeDay(own)}, and the budget that pays it on ${writeDay(all)} already.`,
          remedy: `Write \`settles: ${writeDay(own)}\` under \`budget\`, or an earlier day here.`,
        }),
      ];
}

function early(settles: Settles | null, path: string, until: Day | null): Finding[] {
  if (!settles || !('on' in settles)) return [];
  if (until === null || settles.on >= until - 1) return [];
  return [
    errorAt(path, {
      code: 'SETTLES_EARLY',
      message: `It settles on ${writeDay(settles.on)}, and what decides it goes on until ${writeDay(until - 1)}.`,
      remedy: `Write ${writeDay(until - 1)} or a later day, or end the SPIFF before.`,
    }),
  ];
}

function over(formula: Contest | Pool): string {
  return formula.kind === 'contest' ? formula.rankBy : formula.over;
}

function onceForMany(window: string): Fault {
  return {
    code: 'WRONG_SCOPE',
    message: `Each ${window} is a window of its own, and this is one day for all of them.`,
    remedy: 'Write how many days after each window it settles, such as `settles: 10 days`.',
  };
}

const NO_DAY: Fault = {
  code: 'UNDECLARED',
  message:
    'Nothing says by when it settles: what is told a day after its last day would win nothing, and bookings of the last days are often told later.',
  remedy: 'Write `settles` with a day, or with days after the end, such as `settles: 10 days`.',
};
const NEVER_OVER: Fault = {
  code: 'NEVER_SETTLES',
  message: 'It is decided when the SPIFF ends, and the SPIFF has no end.',
  remedy: 'Write `until` at the top, or a measure over a month or quarter.',
};
const NEVER_ENDS: Fault = {
  code: 'NEVER_SETTLES',
  message: 'The budget settles when the SPIFF ends, and the SPIFF has no end.',
  remedy: 'Write `until` at the top, `settles` with a day, or `after-cut-off: re-run`.',
};
const NO_CUT_OFF: Fault = {
  code: 'NOT_NEEDED',
  message: 'With `after-cut-off: re-run` there is no cut-off.',
  remedy: 'Take `settles` away, or write `after-cut-off: stand`.',
};
