import { compare, multiply, ratio, type Ratio } from '../../../kernel/ratio.js';
import { warningAt, type Finding } from '../../finding.js';
import { mainMeasure, ownWindow } from '../../reads/main-measure.js';
import type { Incentive, Modifier, Operand, WindowName } from '../../rulebook.js';
import type { InPlan } from '../plan/in-plan.js';
import { sayPay } from '../money/money-words.js';
import { constantOf } from '../money/plain-rate.js';
import { scaledOf, type Scaled } from '../money/scaled.js';
import { summed, targetPay } from '../money/target-pay.js';
import { usually } from './usual.js';

const MONTHS: Readonly<Record<WindowName, bigint | null>> = {
  month: 1n,
  quarter: 3n,
  half: 6n,
  year: 12n,
  'plan-to-date': null,
};

/** A cap on earnings, and what 100% pays in its window before it. */
export interface CapOnTarget {
  readonly at: Operand;
  /** What is paid in the window of the cap at 100%. */
  readonly targets: readonly Scaled[];
  readonly over: WindowName;
  /** A bonus, which may be paid at any place. */
  readonly isBonus: boolean;
  readonly path: string;
}

/** A cap that somebody reaches before target: at 100% of quota 10,000 would be earned, and 8,000 is the most. */
export function capBelowTarget(incentive: Incentive, path: string, by: InPlan): Finding[] {
  return capsOfIncentive(incentive, path, by).flatMap((each) => tooLow(each, by));
}

/** The caps on what an incentive earns, of which it is known what 100% pays. */
export function capsOfIncentive(incentive: Incentive, path: string, by: InPlan): CapOnTarget[] {
  const window = ownWindow(mainMeasure(incentive, by.plan));
  const { formula } = incentive;
  const isBonus = formula.kind === 'bonus';
  const target = isBonus ? scaledOf(formula.pays, by.values) : targetPay(formula, by);
  return incentive.modify.flatMap((modifier, index) => {
    if (modifier.kind !== 'cap' || modifier.what !== 'earning' || !target || !window) return [];
    const before = alwaysTimes(incentive.modify.slice(0, index));
    const over = modifier.window ?? window;
    const windows = windowsIn(over, window);
    if (!before || !windows) return [];
    const targets = [{ ...target, times: multiply(multiply(target.times, before), windows) }];
    return [{ at: modifier.at, targets, over, isBonus, path: `${path}.modify.${index}.cap.at` }];
  });
}

/** What the modifiers before a cap make of 100% of target; nothing where one may make it less. */
function alwaysTimes(modifiers: readonly Modifier[]): Ratio | undefined {
  let times = ratio(1n);
  for (const modifier of modifiers) {
    if (modifier.kind === 'threshold') return undefined;
    if (modifier.kind === 'multipliers') return undefined;
    if (modifier.kind !== 'multiplier') continue;
    const by = constantOf(modifier.times);
    if (!by || (modifier.when && compare(by, ratio(1n)) < 0)) return undefined;
    if (!modifier.when) times = multiply(times, by);
  }
  return times;
}

/** The same of a cap on all incentives of a plan together. */
export function planCapBelowTarget(by: InPlan): Finding[] {
  return capsOfPlan(by).flatMap((each) => tooLow(each, by));
}

/** The caps on all incentives of a plan together, with what they pay at 100% as far as that is known. */
export function capsOfPlan(by: InPlan): CapOnTarget[] {
  const { plan } = by;
  return (plan.modify ?? []).flatMap((modifier, index) => {
    if (modifier.kind !== 'cap') return [];
    const targets = plan.incentives.flatMap((incentive): Scaled[] => {
      const window = ownWindow(mainMeasure(incentive, plan));
      const windows = window && windowsIn(modifier.window, window);
      const target = targetPay(incentive.formula, by);
      const own = alwaysTimes(incentive.modify);
      return target && windows && own
        ? [{ ...target, times: multiply(multiply(target.times, own), windows) }]
        : [];
    });
    const [over, path] = [modifier.window, `modify.${index}.cap.at`];
    return [{ at: modifier.at, targets, over, isBonus: false, path }];
  });
}

/** What is paid at 100% and the cap, in amounts, where the cap is lower. */
interface Lower {
  readonly given: string;
  readonly pays: Ratio;
  readonly cap: Ratio;
  readonly who: string;
}

function tooLow({ at, targets, over, isBonus, path }: CapOnTarget, by: InPlan): Finding[] {
  const cap = scaledOf(at, by.values);
  if (!cap || cap.per !== '') return [];
  const lower = lowerThan(cap, targets, by);
  if (!lower) return [];
  const { currency } = by.plan;
  const [what, lost] = isBonus ? ['the bonus', 'it whole'] : ['100% of target', 'their target pay'];
  const says = `${lower.given}${what} pays ${sayPay(lower.pays, currency)} in a ${over}, and the cap is ${sayPay(lower.cap, currency)}: ${lower.who} can earn ${lost}.`;
  const message = says.replace(/^t/, 'T');
  return [warningAt(path, { code: 'CAP_BELOW_TARGET', message, remedy: RAISE })];
}

/** What to do about a cap below target. */
export const RAISE =
  'Raise the cap to at least what 100% pays, or lower the target pay to what can be earned.';

/** Compares a cap with targets of the same thing for everybody; an amount with those that hang on attributes as they usually are. */
function lowerThan(cap: Scaled, targets: readonly Scaled[], by: InPlan): Lower | undefined {
  const same = summed(targets.filter(({ of, per }) => of === cap.of && per === ''));
  if (same && compare(cap.times, same.times) < 0) {
    const example = cap.of === '' ? ratio(1n) : ratio(10_000n);
    const given = cap.of === '' ? '' : `With ${cap.of} at ${sayPay(example, by.plan.currency)}, `;
    const [pays, most] = [multiply(same.times, example), multiply(cap.times, example)];
    return { given, pays, cap: most, who: 'nobody' };
  }
  const usual = cap.of === '' ? usually(targets, by) : undefined;
  if (!usual || compare(cap.times, usual.surely) >= 0) return undefined;
  return { given: usual.given, pays: usual.example, cap: cap.times, who: `nobody ${usual.who}` };
}

/** How many windows a longer one holds; nothing where it holds no whole number of them. */
function windowsIn(longer: WindowName, window: WindowName): Ratio | undefined {
  const [all, one] = [MONTHS[longer], MONTHS[window]];
  if (longer === window) return ratio(1n);
  return all !== null && one !== null && all % one === 0n ? ratio(all, one) : undefined;
}
