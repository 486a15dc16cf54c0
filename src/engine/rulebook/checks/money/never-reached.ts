import { add, compare, multiply, ratio, ZERO, type Ratio } from '../../../kernel/ratio.js';
import { stepParts, type ExactStep } from '../../../formulas/steps.js';
import { sayRate } from '../../../explain/say-numbers.js';
import { warningAt, type Finding } from '../../finding.js';
import { measureType } from '../../reads/measure-type.js';
import type { Incentive, IncentiveFormula, Operand } from '../../rulebook.js';
import { measureOf, type InPlan } from '../plan/in-plan.js';
import { sayOn, sayPay } from './money-words.js';
import { constantOf, plainPays } from './plain-rate.js';

type Tiers = Extract<IncentiveFormula, { kind: 'tiers' }>;

/** Tiers that nobody is ever paid by: one that starts where the cap is reached already, or whose rate the cap on rates cuts. */
export function neverReached({ formula, modify }: Incentive, path: string, by: InPlan): Finding[] {
  if (formula.kind === 'flat' || formula.kind === 'override')
    return modify.flatMap((modifier) =>
      modifier.kind === 'cap' && modifier.what === 'rate' ? rateCut(formula, modifier, { path, by }) : [],
    );
  if (formula.kind !== 'tiers') return [];
  return modify.flatMap((modifier) => {
    const cap = modifier.kind === 'cap' ? constantOf(modifier.at) : undefined;
    if (modifier.kind !== 'cap' || !cap) return [];
    if (modifier.what === 'rate') return cutByRate(formula, { path, cap }, by);
    const own = measureOf(formula.axis, by.plan)?.window;
    return modifier.window === null || modifier.window === own ? behindCap(formula, { path, cap }, by) : [];
  });
}

interface Capped {
  readonly path: string;
  readonly cap: Ratio;
}

/** Where a tier starts, the ones below it have earned the cap already, so that its rate changes nothing. */
function behindCap(tiers: Tiers, { path, cap }: Capped, by: InPlan): Finding[] {
  const measure = measureOf(tiers.axis, by.plan);
  const steps = plainSteps(tiers, by);
  // Of groups, one that is below zero may leave the others room under the cap.
  if (!measure || !steps || tiers.mode === 'above' || tiers.grain === 'group') return [];
  const type = measureType(measure, by.plan);
  const { currency } = by.plan;
  return steps.flatMap((step, index) => {
    const below = steps.slice(0, index);
    const earned = stepParts(below, tiers.mode, { at: step.at, base: step.at }).reduce(
      (sum, { pay }) => add(sum, pay),
      ZERO,
    );
    if (index === 0 || compare(earned, cap) < 0) return [];
    const message = `The tier ${step.id} starts at ${sayOn(step.at, type)}, where ${sayPay(earned, currency)} would be earned; the cap of ${sayPay(cap, currency)} is reached before, so its rate never pays anything.`;
    const remedy = 'Raise the cap, start the tier below it, or take the tier away.';
    return [warningAt(`${path}.tiers.starts.${index}.id`, { code: 'NEVER_REACHED', message, remedy })];
  });
}

/** Tiers in plain numbers, where they start at amounts and everything is written out. */
function plainSteps(tiers: Tiers, by: InPlan): readonly ExactStep[] | undefined {
  if (!tiers.axis.startsWith('measure.') || tiers.base !== tiers.axis) return undefined;
  const plain = plainPays(tiers.starts, by);
  if (!plain || plain.given !== '') return undefined;
  const steps = tiers.starts.flatMap(({ id, inclusive, at }, index) => {
    const [place, pay] = [constantOf(at), plain.pays[index]];
    return place && pay ? [{ id, inclusive, at: place, ...pay }] : [];
  });
  return steps.length === tiers.starts.length ? steps : undefined;
}

function rateCut(
  { kind, pays }: Extract<IncentiveFormula, { kind: 'flat' | 'override' }>,
  { at }: { readonly at: Operand },
  { path, by }: { path: string; by: InPlan },
): Finding[] {
  const [rate, cap] = [constantOf(pays.what), constantOf(at)];
  if (!rate || !cap || compare(rate, cap) <= 0) return [];
  const pay = (each: Ratio): string => sayPay(multiply(each, ratio(100_000n)), by.plan.currency);
  const message = `The rate is ${sayRate(rate)} and the cap on the rate is ${sayRate(cap)}: 100,000 earn ${pay(cap)}, not ${pay(rate)}.`;
  const remedy = 'Raise the cap, or write the rate that is paid.';
  return [warningAt(`${path}.${kind}.pays`, { code: 'NEVER_REACHED', message, remedy })];
}

function cutByRate({ starts }: Tiers, { path, cap }: Capped, by: InPlan): Finding[] {
  const plain = plainPays(starts, by);
  if (!plain || plain.given !== '') return [];
  return plain.pays.flatMap(({ rate }, index) => {
    if (compare(rate, cap) <= 0) return [];
    const message = `The tier ${starts[index]?.id ?? ''} pays ${sayRate(rate)} and the cap on the rate is ${sayRate(cap)}: 100,000 in it earn ${sayPay({ n: cap.n * 100_000n, d: cap.d }, by.plan.currency)}, not ${sayPay({ n: rate.n * 100_000n, d: rate.d }, by.plan.currency)}.`;
    const remedy = 'Raise the cap, or write the rate that is paid.';
    return [warningAt(`${path}.tiers.starts.${index}.pays`, { code: 'NEVER_REACHED', message, remedy })];
  });
}
