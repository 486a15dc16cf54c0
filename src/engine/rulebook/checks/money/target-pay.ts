import { add, compare, multiply, ONE, subtract, ZERO, type Ratio } from '../../../kernel/ratio.js';
import { onCurve } from '../../../formulas/curve.js';
import { inMatrix } from '../../../formulas/matrix.js';
import type { IncentiveFormula, Measure, TierStart } from '../../rulebook.js';
import { measureOf, type InPlan } from '../plan/in-plan.js';
import { constantOf } from './plain-rate.js';
import { scaledBy, scaledOf, type Scaled } from './scaled.js';

type Of<K extends IncentiveFormula['kind']> = Extract<IncentiveFormula, { kind: K }>;

/** What an incentive pays at exactly 100% of quota or target, before modifiers, as so much of one thing; nothing where that hangs on more. */
export function targetPay(formula: IncentiveFormula, by: InPlan): Scaled | undefined {
  switch (formula.kind) {
    case 'curve':
      return onTarget(formula, by);
    case 'matrix':
      return inMiddle(formula, by);
    case 'mbo':
      return scaledOf(formula.base, by.values);
    case 'tiers':
      return atQuota(formula, by);
    case 'steps':
      return stepsAtTarget(formula, by);
    default:
      return undefined;
  }
}

/** Whether 100% of an axis is where a target lies. */
function hasTarget(axis: string, measure: Measure | undefined): boolean {
  return axis.startsWith('attainment.') || measure?.derived?.kind === 'weighted';
}

function onTarget(
  { axis, base, points, between, before, after }: Of<'curve'>,
  by: InPlan,
): Scaled | undefined {
  const exact = points.flatMap(({ id, at, pays }) => {
    const [place, share] = [constantOf(at), constantOf(pays)];
    return place && share ? [{ id, at: place, pays: share }] : [];
  });
  if (exact.length !== points.length || !hasTarget(axis, measureOf(axis, by.plan))) return undefined;
  // 100% lies outside of the points only where somebody names a slope or an end, of which nothing is said here.
  const [first, last] = [exact[0], exact.at(-1)];
  if (!first || !last || compare(first.at, ONE) > 0 || compare(last.at, ONE) < 0) return undefined;
  const ends = [before, after].map((end) => (typeof end === 'object' ? ('hold' as const) : end));
  const { share } = onCurve(
    { points: exact, between, before: ends[0] ?? 'hold', after: ends[1] ?? 'hold' },
    ONE,
  );
  const on = scaledOf(base, by.values);
  return on && { ...on, times: multiply(on.times, share) };
}

/** A matrix at 100% of both of its axes, where a target lies on both. */
function inMiddle({ base, axes, pays, between }: Of<'matrix'>, by: InPlan): Scaled | undefined {
  if (!axes.every(({ of }) => hasTarget(of, measureOf(of, by.plan)))) return undefined;
  const places = axes.map(({ at }) => at.map(constantOf));
  const cells = pays.map((row) => row.map(constantOf));
  if ([...places, ...cells].some((row) => row.includes(undefined))) return undefined;
  const known = (row: readonly (Ratio | undefined)[] | undefined): Ratio[] =>
    (row ?? []).flatMap((each) => each ?? []);
  const [rows, columns] = axes;
  const exact = [
    { ...rows, at: known(places[0]) },
    { ...columns, at: known(places[1]) },
  ] as const;
  const share = inMatrix({ axes: exact, pays: cells.map(known), between }, [ONE, ONE]);
  const on = scaledOf(base, by.values);
  return on && { ...on, times: multiply(on.times, share) };
}

/** What tiers on attainment pay at a place of it, by those that start before; 100% of quota where none is named. */
export function atQuota(
  { axis, base, mode, starts }: Of<'tiers'>,
  by: InPlan,
  at: Ratio = ONE,
): Scaled | undefined {
  const measure = measureOf(axis, by.plan);
  if (!axis.startsWith('attainment.') || !measure?.quota || measure.teamQuota || base.slice(8) !== measure.id)
    return undefined;
  const quota = scaledOf({ name: measure.quota }, by.values);
  const places = starts.map((start) => constantOf(start.at));
  if (!quota || !places.every((place) => place !== undefined)) return undefined;
  const reached = starts.flatMap((start, index) => (isReached(start, places[index], at) ? [index] : []));
  const parts = (mode === 'marginal' || mode === 'cumulative' ? reached : reached.slice(-1)).map((index) => {
    const [from, next] = [places[index] ?? ZERO, places[index + 1]];
    const end = next && mode === 'marginal' && compare(next, at) < 0 ? next : at;
    const on = mode === 'whole' || mode === 'cumulative' ? at : subtract(end, from);
    return slice(starts[index], { on, quota }, by);
  });
  return summed(parts);
}

function slice(
  start: TierStart | undefined,
  { on, quota }: { on: Ratio; quota: Scaled },
  by: InPlan,
): Scaled | undefined {
  const rate = start && scaledOf(start.what, by.values);
  const times = start?.times ? constantOf(start.times) : ONE;
  if (!rate || !times) return undefined;
  const isRate = !('quantity' in start.what) || start.what.quantity.unit.kind !== 'money';
  const pay = isRate ? scaledBy(rate, quota) : undefined;
  return pay && { ...pay, times: multiply(multiply(pay.times, times), on) };
}

function stepsAtTarget({ axis, mode, starts }: Of<'steps'>, by: InPlan): Scaled | undefined {
  if (!hasTarget(axis, measureOf(axis, by.plan))) return undefined;
  if (starts.some(({ at }) => !constantOf(at))) return undefined;
  const reached = starts.filter((start) => isReached(start, constantOf(start.at)));
  return summed(
    (mode === 'whole' ? reached.slice(-1) : reached).map(({ what }) => scaledOf(what, by.values)),
  );
}

function isReached({ inclusive }: TierStart, from: Ratio | undefined, at: Ratio = ONE): boolean {
  if (!from) return false;
  return inclusive ? compare(from, at) <= 0 : compare(from, at) < 0;
}

/** Amounts of one thing, added up; nothing where they are of different things, or there is none. */
export function summed(parts: readonly (Scaled | undefined)[]): Scaled | undefined {
  const [first, ...rest] = parts.filter((part) => part?.times.n !== 0n);
  return rest.reduce<Scaled | undefined>(
    (so, part) =>
      so && part && so.of === part.of && so.per === part.per
        ? { ...so, times: add(so.times, part.times) }
        : undefined,
    first,
  );
}
