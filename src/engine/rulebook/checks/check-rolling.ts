import { errorAt, type Fault, type Finding } from '../finding.js';
import { measureNamed } from '../reads/main-measure.js';
import type { Incentive, IncentiveFormula, Measure, Plan } from '../rulebook.js';

/**
 * A measure over the last days is read at the end of each pay period, and a credit lies in it at the end of several. So it may decide (a gate, a multiplier,
 * a threshold, a bonus, the axis of a curve or matrix, a score, a rate), and no credit may be paid on by it.
 */
export function checkRolling(plan: Plan): Finding[] {
  const measures = plan.measures.flatMap((measure, index) => inMeasure(measure, `measures.${index}`));
  const incentives = plan.incentives.flatMap((incentive, index) =>
    inIncentive(incentive, `incentives.${index}`, plan),
  );
  return [...measures, ...incentives];
}

function inMeasure({ rolling, negative, counted, quotaChange, derived }: Measure, path: string): Finding[] {
  if (rolling === undefined) return [];
  const found: Finding[] = [];
  if (derived) found.push(errorAt(`${path}.rolling`, NO_CREDITS));
  if (negative === 'carry-measure' || negative === 'carry-earning')
    found.push(errorAt(`${path}.negative`, NOTHING_NEXT));
  if (counted?.what === 'distinct') found.push(errorAt(`${path}.distinct`, NO_DISTINCT));
  if (quotaChange === 'as-at-credit') found.push(errorAt(`${path}.quota-change`, NOT_BY_CREDIT));
  return found;
}

function inIncentive({ formula, modify }: Incentive, path: string, plan: Plan): Finding[] {
  const paid = paidOn(formula).filter(({ name }) => isRolling(name, plan));
  const counts = modify.flatMap((modifier, index) =>
    modifier.kind === 'threshold' && modifier.counts === 'from-threshold' && isRolling(modifier.of, plan)
      ? [errorAt(`${path}.modify.${index}.threshold.counts`, FROM_THRESHOLD)]
      : [],
  );
  return [...paid.map(({ name, key }) => errorAt(`${path}.${key}`, paysTwice(name), name)), ...counts];
}

/** What credits are paid by, one by one or against those of others, with its place. */
function paidOn(formula: IncentiveFormula): readonly { readonly name: string; readonly key: string }[] {
  switch (formula.kind) {
    case 'flat':
    case 'override':
      return [{ name: formula.base, key: `${formula.kind}.base` }];
    case 'tiers':
      return [
        { name: formula.axis, key: 'tiers.axis' },
        ...(formula.base.slice(8) === formula.axis.slice(formula.axis.indexOf('.') + 1)
          ? []
          : [{ name: formula.base, key: 'tiers.base' }]),
      ];
    case 'contest':
      return [
        { name: formula.rankBy, key: 'contest.rank-by' },
        ...formula.breakBy.map((name, index) => ({ name, key: `contest.break-by.${index}` })),
      ];
    case 'pool':
      return [
        { name: formula.sharedBy, key: 'pool.shared-by' },
        { name: formula.over, key: 'pool.over' },
      ];
    default:
      return [];
  }
}

function isRolling(name: string, plan: Plan): boolean {
  return measureNamed(name, plan)?.rolling !== undefined;
}

function paysTwice(name: string): Fault {
  return {
    code: 'NOT_SUPPORTED',
    message: `${name} is over the last days, and a booking is among them at the end of several pay periods: each would pay it again.`,
    remedy:
      'Pay on a measure over a month or quarter, and let a gate, a multiplier, a bonus, or the axis of a curve or matrix read this one.',
  };
}

const NO_CREDITS: Fault = {
  code: 'NOT_SUPPORTED',
  message: 'What is handed in or made of other measures is for a window of the calendar.',
  remedy: 'Write `window: month`, or another; what it is made of may be over the last days.',
};
const NOTHING_NEXT: Fault = {
  code: 'NOT_NEEDED',
  message: 'Nothing waits for the next window here: the last days move on day by day.',
  remedy: 'Write `negative: zero`, or `negative: pay-back` where it may stand below zero.',
};
const NO_DISTINCT: Fault = {
  code: 'NOT_SUPPORTED',
  message: 'Which values are new is found out from window to window, and the last days have no beginning.',
  remedy: 'Write `count: booking`, or a window of the calendar.',
};
const NOT_BY_CREDIT: Fault = {
  code: 'NOT_NEEDED',
  message: 'No credit is rated by a measure over the last days.',
  remedy: 'Take `quota-change` away, or write `latest`.',
};
const FROM_THRESHOLD: Fault = {
  code: 'NOT_SUPPORTED',
  message: 'What lies above the threshold in the last days is not what is paid on.',
  remedy: 'Write `counts: from-first`.',
};
