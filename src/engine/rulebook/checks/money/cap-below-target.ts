import { compare, multiply, ratio, type Ratio } from '../../../kernel/ratio.js';
import { warningAt, type Finding } from '../../finding.js';
import { mainMeasure, ownWindow } from '../../reads/main-measure.js';
import type { Incentive, Modifier, Operand, WindowName } from '../../rulebook.js';
import type { InPlan } from '../plan/in-plan.js';
import { sayPay } from './money-words.js';
import { constantOf } from './plain-rate.js';
import { scaledOf, type Scaled } from './scaled.js';
import { summed, targetPay } from './target-pay.js';

const MONTHS: Readonly<Record<WindowName, bigint | null>> = {
  month: 1n,
  quarter: 3n,
  half: 6n,
  year: 12n,
  'plan-to-date': null,
};

/** A cap that somebody reaches before target: at 100% of quota 10,000 would be earned, and 8,000 is the most. */
export function capBelowTarget(incentive: Incentive, path: string, by: InPlan): Finding[] {
  const window = ownWindow(mainMeasure(incentive, by.plan));
  const { formula } = incentive;
  const target = formula.kind === 'bonus' ? scaledOf(formula.pays, by.values) : targetPay(formula, by);
  return incentive.modify.flatMap((modifier, index) => {
    if (modifier.kind !== 'cap' || modifier.what !== 'earning' || !target || !window) return [];
    const before = alwaysTimes(incentive.modify.slice(0, index));
    if (!before) return [];
    const over = modifier.window ?? window;
    return tooLow(
      modifier.at,
      {
        target: { ...target, times: multiply(target.times, before) },
        windows: windowsIn(over, window),
        over,
        isBonus: formula.kind === 'bonus',
      },
      { path: `${path}.modify.${index}.cap.at`, by },
    );
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
    const cap = scaledOf(modifier.at, by.values);
    const target = summed(targets.filter(({ of, per }) => of === cap?.of && per === cap.per));
    if (!target) return [];
    return tooLow(
      modifier.at,
      { target, windows: ratio(1n), over: modifier.window },
      { path: `modify.${index}.cap.at`, by },
    );
  });
}

interface Target {
  readonly target: Scaled;
  readonly windows: Ratio | undefined;
  readonly over: WindowName;
  /** A bonus, which may be paid at any place. */
  readonly isBonus?: boolean;
}

function tooLow(
  at: Operand,
  { target, windows, over, isBonus = false }: Target,
  { path, by }: { path: string; by: InPlan },
): Finding[] {
  const cap = scaledOf(at, by.values);
  if (!cap || !windows || cap.of !== target.of || cap.per !== '' || target.per !== '') return [];
  const whole = multiply(target.times, windows);
  if (compare(cap.times, whole) >= 0) return [];
  const example = cap.of === '' ? ratio(1n) : ratio(10_000n);
  const { currency } = by.plan;
  const given = cap.of === '' ? '' : `With ${cap.of} at ${sayPay(example, currency)}, `;
  const [what, lost] = isBonus
    ? ['the bonus', 'nobody can earn it whole']
    : ['100% of target', 'nobody can earn their target pay'];
  const says = `${given}${what} pays ${sayPay(multiply(whole, example), currency)} in a ${over}, and the cap is ${sayPay(multiply(cap.times, example), currency)}: ${lost}.`;
  const message = says.replace(/^t/, 'T');
  const remedy = 'Raise the cap to at least what 100% pays, or lower the target pay to what can be earned.';
  return [warningAt(path, { code: 'CAP_BELOW_TARGET', message, remedy })];
}

/** How many windows a longer one holds; nothing where it holds no whole number of them. */
function windowsIn(longer: WindowName, window: WindowName): Ratio | undefined {
  const [all, one] = [MONTHS[longer], MONTHS[window]];
  if (longer === window) return ratio(1n);
  return all !== null && one !== null && all % one === 0n ? ratio(all, one) : undefined;
}
