import { add, compare, divide, multiply, subtract, ZERO, type Ratio } from '../kernel/ratio.js';

/** A point of a curve in exact numbers: at this attainment or number, this part of the base. */
export interface ExactPoint {
  readonly id: string;
  readonly at: Ratio;
  readonly pays: Ratio;
}

/** What holds outside the points: nothing, the last point, the line to its neighbour, or points of pay for each point of the axis. */
export type ExactEnd = 'zero' | 'hold' | 'continue' | { readonly slope: Ratio };

/** A curve of one person in one window, its points in order; two at one place are a jump, at which the later holds. */
export interface ExactCurve {
  readonly points: readonly ExactPoint[];
  readonly between: 'straight' | 'step';
  readonly before: ExactEnd;
  readonly after: ExactEnd;
}

/** The part of the base that a curve pays, and the point that it was reckoned from. */
export interface OnCurve {
  readonly share: Ratio;
  readonly from: string;
}

/**
 * The part of the base that is paid at a place of the axis: 50% at 90% of quota, 100% at 100%, straight between them, pays 75% at 95%. With
 * `step` the last point reached holds until the next. Exact; nothing is rounded here.
 */
export function onCurve(curve: ExactCurve, at: Ratio): OnCurve {
  const { points } = curve;
  const reached = points.findLastIndex((point) => compare(point.at, at) <= 0);
  const [last, next] = [points[reached], points[reached + 1]];
  if (!last)
    return next ? { share: beyond(curve, { at, end: 'before' }), from: next.id } : { share: ZERO, from: '' };
  if (compare(last.at, at) === 0) return { share: last.pays, from: last.id };
  if (!next) return { share: beyond(curve, { at, end: 'after' }), from: last.id };
  return { share: curve.between === 'step' ? last.pays : along(last, next, at), from: last.id };
}

function beyond(curve: ExactCurve, { at, end }: { at: Ratio; end: 'before' | 'after' }): Ratio {
  const points = end === 'after' ? curve.points.toReversed() : curve.points;
  const [outer] = points;
  const inner = points.find((point) => outer && compare(point.at, outer.at) !== 0);
  const rule = curve[end];
  if (!outer || rule === 'zero') return ZERO;
  if (typeof rule === 'object') return add(outer.pays, multiply(rule.slope, subtract(at, outer.at)));
  return rule === 'hold' || !inner ? outer.pays : along(outer, inner, at);
}

/** The straight line through two points, at a place on it. */
function along(a: ExactPoint, b: ExactPoint, at: Ratio): Ratio {
  const part = divide(subtract(at, a.at), subtract(b.at, a.at));
  return add(a.pays, multiply(part, subtract(b.pays, a.pays)));
}
