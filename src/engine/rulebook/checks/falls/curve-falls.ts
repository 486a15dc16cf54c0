import { add, compare, multiply, ratio, type Ratio } from '../../../kernel/ratio.js';
import { warningAt, type Finding } from '../../finding.js';
import { measureType } from '../../reads/measure-type.js';
import type { IncentiveFormula, Measure } from '../../rulebook.js';
import { measureOf, type InPlan } from '../plan/in-plan.js';
import { sayLoss, sayOn, sayPay, stepOf } from '../money/money-words.js';
import { constantOf } from '../money/plain-rate.js';

type Curve = Extract<IncentiveFormula, { kind: 'curve' }>;
type Matrix = Extract<IncentiveFormula, { kind: 'matrix' }>;

/** The target that counter-examples are reckoned with, where the plan writes no amount. */
const TARGET = ratio(10_000n);

interface Reckoned extends InPlan {
  readonly target: Ratio;
}

function reckonedOn({ base }: Curve | Matrix, by: InPlan): Reckoned {
  return { ...by, target: constantOf(base) ?? TARGET };
}

/** Whether more of a measure is better: of what credits add up to it is; a result may be one that should be low. */
function moreIsBetter(measure: Measure): boolean {
  return measure.derived === undefined;
}

/** A curve that pays less for more: from one point to the next, or behind the last one. */
export function curveFalls(curve: Curve, path: string, inPlan: InPlan): Finding[] {
  const by = reckonedOn(curve, inPlan);
  const measure = measureOf(curve.axis, by.plan);
  if (!measure) return [];
  const shares = curve.points.map(({ pays }) => constantOf(pays));
  if (!moreIsBetter(measure) && !risesSomewhere(curve, shares)) return [];
  const inner = shares.flatMap((share, index) => {
    const before = shares[index - 1];
    if (!share || !before || compare(before, share) <= 0) return [];
    const message = `The ${sayPoint(curve, index - 1)} pays ${sayPart(before, by)} and the ${sayPoint(curve, index)} pays ${sayPart(share, by)}: ${lessOf(before, share, by)} of a target of ${sayPay(by.target, by.plan.currency)}, for more that was reached.`;
    const remedy = 'Let no point pay less than the one before it.';
    return [warningAt(`${path}.points.${index}.pays`, { code: 'PAY_FALLS', message, remedy })];
  });
  return [...inner, ...behindLast(curve, { path, shares }, by)];
}

function risesSomewhere(curve: Curve, shares: readonly (Ratio | undefined)[]): boolean {
  const rises = shares.some((share, index) => {
    const before = shares[index - 1];
    return share !== undefined && before !== undefined && compare(before, share) < 0;
  });
  const last = shares.at(-1);
  return rises || (curve.before === 'zero' && last !== undefined && last.n > 0n);
}

function behindLast(
  curve: Curve,
  { path, shares }: { path: string; shares: readonly (Ratio | undefined)[] },
  by: Reckoned,
): Finding[] {
  const { after, points } = curve;
  const [last, share] = [points.at(-1), shares.at(-1)];
  const measure = measureOf(curve.axis, by.plan);
  if (!last || !share || share.n <= 0n || !measure) return [];
  const at = constantOf(last.at);
  const slope = typeof after === 'object' ? constantOf(after.slope) : undefined;
  if (after !== 'zero' && !(slope && slope.n < 0n)) return [];
  const type = curve.axis.startsWith('attainment.')
    ? { is: 'percent' as const }
    : measureType(measure, by.plan);
  const where = at ? `${sayOn(at, type)} pays` : `The point ${last.id} pays`;
  const beyond = at ? sayOn(add(at, stepOf(type)), type) : 'a little more';
  const then = after === 'zero' ? 'nothing' : 'less and less';
  const message = `${where} ${sayPart(share, by)} of a target of ${sayPay(by.target, by.plan.currency)}, and ${beyond} pays ${then}.`;
  const remedy =
    'Write `after: hold`, which pays as much as the last point, or `continue`, or a slope such as 2x.';
  return [warningAt(`${path}.after`, { code: 'PAY_FALLS', message, remedy })];
}

/** A matrix that pays less further along an axis: from one place to the next, or behind the last one. */
export function matrixFalls(matrix: Matrix, path: string, inPlan: InPlan): Finding[] {
  const by = reckonedOn(matrix, inPlan);
  const { axes, pays } = matrix;
  return axes.flatMap(({ of, at, after }, side) => {
    const measure = measureOf(of, by.plan);
    if (!measure || !moreIsBetter(measure)) return [];
    const type = of.startsWith('attainment.') ? { is: 'percent' as const } : measureType(measure, by.plan);
    const place = (index: number): string => {
      const value = at[index] && constantOf(at[index]);
      return value ? sayOn(value, type) : `place ${index + 1}`;
    };
    const falls = pays.flatMap((row, r) =>
      row.flatMap((cell, c) => {
        const before = side === 0 ? pays[r - 1]?.[c] : row[c - 1];
        const [from, to] = [before && constantOf(before), constantOf(cell)];
        if (!from || !to || compare(from, to) <= 0) return [];
        const index = side === 0 ? r : c;
        const message = `${of} of ${place(index - 1)} pays ${sayPart(from, by)} and of ${place(index)} ${sayPart(to, by)} of a target of ${sayPay(by.target, by.plan.currency)}: ${lessOf(from, to, by)} for more that was reached.`;
        const remedy = 'Let no place pay less than the one before it.';
        return [warningAt(`${path}.pays.${r}.${c}`, { code: 'PAY_FALLS', message, remedy })];
      }),
    );
    return [
      ...falls,
      ...(after === 'zero'
        ? [endsInNothing({ of, last: place(at.length - 1) }, `${path}.axes.${side}.after`)]
        : []),
    ];
  });
}

function endsInNothing({ of, last }: { of: string; last: string }, path: string): Finding {
  const message = `${of} of ${last} is paid, and a little more pays nothing.`;
  const remedy = 'Write `after: hold`, which pays as much as the last place.';
  return warningAt(path, { code: 'PAY_FALLS', message, remedy });
}

function sayPoint({ points }: Curve, index: number): string {
  return `point ${points[index]?.id ?? ''}`;
}

function sayPart(share: Ratio, { plan, target }: Reckoned): string {
  return sayPay(multiply(share, target), plan.currency);
}

function lessOf(before: Ratio, after: Ratio, { plan, target }: Reckoned): string {
  return sayLoss({ before: multiply(before, target), after: multiply(after, target) }, plan.currency);
}
