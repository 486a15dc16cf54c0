import type { CurveEnd, Incentive, IncentiveFormula, Plan } from '../../../src/engine/rulebook/rulebook.js';
import type { NamedPeriod } from '../../../src/engine/kernel/day.js';
import {
  fraction,
  minus,
  NOTHING,
  order,
  over,
  plus,
  sumOf,
  times,
  type Fraction,
} from './facts/fraction.js';
import type { Seen } from './facts/seen.js';
import { idOf, namedStand } from './measures.js';
import { daysPresent } from './quota/days.js';
import { byDays } from './quotas.js';
import { meets, numberOf, type Reads } from './facts/reading.js';
import { windowReads } from './window-reads.js';

type Of<K extends IncentiveFormula['kind']> = Extract<IncentiveFormula, { kind: K }>;

/** A window at the end of a pay period, as a version of the plan reads it. */
export interface AtWindow {
  readonly seen: Seen;
  readonly plan: Plan;
  readonly window: NamedPeriod;
  /** What other incentives earned. */
  readonly incentives: Reads;
}

/** What an incentive that goes by where its window stands pays before its modifiers; nothing where something is not known. */
export function payStanding({ formula }: Incentive, at: AtWindow): Fraction {
  return paid(formula, at) ?? NOTHING;
}

function paid(formula: IncentiveFormula, at: AtWindow): Fraction | undefined {
  const read = windowReads(at.seen, at.plan, at.incentives);
  switch (formula.kind) {
    case 'curve': {
      const part = partByAxis(formula.axis, formula.noQuota, {
        at,
        by: (place) => onCurve(formula, place, read),
      });
      return product(part, baseOf(formula.base, at));
    }
    case 'matrix':
      return product(inMatrix(formula, at), baseOf(formula.base, at));
    case 'bonus':
      return formula.when && !meets(formula.when, at.plan, read) ? NOTHING : baseOf(formula.pays, at);
    case 'steps':
      return partByAxis(formula.axis, formula.noQuota, { at, by: (place) => steps(formula, place, read) });
    case 'mbo': {
      const parts = formula.objectives.map(({ weight, score }) =>
        product(numberOf(weight, read), namedStand(at.seen, score, at.plan)),
      );
      if (parts.includes(undefined)) return undefined;
      return product(sumOf(parts as Fraction[]), baseOf(formula.base, at));
    }
    case 'choice':
      return chosen(formula, read);
    case 'tiers':
      return tiersAtOnce(formula, at);
    case 'contest':
    case 'pool':
    case 'first-n':
      throw new Error(`${formula.kind} is paid to several people together, and no part of this reference.`);
    default:
      return product(numberOf(formula.pays.what, read), namedStand(at.seen, formula.base, at.plan));
  }
}

function product(a: Fraction | undefined, b: Fraction | undefined): Fraction | undefined {
  return a && b && times(a, b);
}

/** A target of the person for the window, by the days that they are there and it holds; what hangs on the window itself, as it stands. */
export function baseOf(
  operand: Of<'curve'>['base'],
  { seen, plan, window, incentives }: AtWindow,
): Fraction | undefined {
  const read = windowReads(seen, plan, incentives);
  if (!('name' in operand)) {
    const days = window.name === 'plan-to-date' ? 1 : window.until - window.from;
    const part = fraction(Math.min(days, daysPresent(seen, window).length), days);
    return product(numberOf(operand, read), part);
  }
  if (/^(?:attribute|value)\./.test(operand.name)) return byDays(seen, operand.name, { plan, window });
  return numberOf(operand, read);
}

/** What a place of the axis pays; without a quota what `no-quota` says, and nothing where that refuses. */
function partByAxis(
  axis: string,
  noQuota: Of<'curve'>['noQuota'],
  { at, by }: { at: AtWindow; by: (place: Fraction) => Fraction | undefined },
): Fraction | undefined {
  const place = namedStand(at.seen, axis, at.plan);
  if (place) return by(place);
  const quota = namedStand(at.seen, `quota.${idOf(axis)}`, at.plan);
  const measured = namedStand(at.seen, `measure.${idOf(axis)}`, at.plan);
  const isWithout = measured && axis.startsWith('attainment.') && (!quota || order(quota, NOTHING) <= 0);
  return isWithout && noQuota !== 'refuse' ? numberOf(noQuota, windowReads(at.seen, at.plan)) : undefined;
}

interface Point {
  readonly at: Fraction;
  readonly pays: Fraction;
}

function onCurve(curve: Of<'curve'>, at: Fraction, read: Reads): Fraction | undefined {
  const points: Point[] = [];
  for (const point of curve.points) {
    const [place, pays] = [numberOf(point.at, read), numberOf(point.pays, read)];
    if (!place || !pays) return undefined;
    points.push({ at: place, pays });
  }
  const below = points.filter((point) => order(point.at, at) <= 0).at(-1);
  const above = points.find((point) => order(point.at, at) > 0);
  if (!below) return outside(curve.before, at, { points, read });
  if (!above)
    return order(below.at, at) === 0
      ? below.pays
      : outside(curve.after, at, { points: [...points].reverse(), read });
  if (curve.between === 'step') return below.pays;
  return along(below, above, at);
}

/** What holds beyond the first of some points. */
function outside(
  end: CurveEnd,
  at: Fraction,
  { points, read }: { points: readonly Point[]; read: Reads },
): Fraction | undefined {
  const [last] = points;
  if (!last || end === 'zero') return NOTHING;
  if (end === 'hold') return last.pays;
  // The neighbour of a jump at the end is the nearest point at another place.
  const next = points.find((point) => order(point.at, last.at) !== 0);
  if (end === 'continue') return next ? along(last, next, at) : last.pays;
  const slope = numberOf(end.slope, read);
  return slope && plus(last.pays, times(slope, minus(at, last.at)));
}

function along(a: Point, b: Point, at: Fraction): Fraction {
  const part = over(minus(at, a.at), minus(b.at, a.at));
  return plus(a.pays, times(part, minus(b.pays, a.pays)));
}

function inMatrix(matrix: Of<'matrix'>, at: AtWindow): Fraction | undefined {
  const read = windowReads(at.seen, at.plan);
  const [rows, columns] = matrix.axes;
  const cells = matrix.pays.map((row) => row.map((cell) => numberOf(cell, read) ?? NOTHING));
  return partByAxis(rows.of, matrix.noQuota, {
    at,
    by: (row) =>
      partByAxis(columns.of, matrix.noQuota, {
        at,
        by: (column) => {
          const [r, c] = [placeOn(rows, row, read), placeOn(columns, column, read)];
          if (!r || !c) return NOTHING;
          if (matrix.between === 'step') return cells[r.below]?.[c.below];
          const mixed = [r.below, r.above].map((index) =>
            mix(cells[index]?.[c.below], cells[index]?.[c.above], c.part),
          );
          return mix(mixed[0], mixed[1], r.part);
        },
      }),
  });
}

function mix(a: Fraction = NOTHING, b: Fraction = NOTHING, part: Fraction): Fraction {
  return plus(a, times(part, minus(b, a)));
}

/** The places of the grid around a number, and how far it lies from the one to the other; none where nothing is paid outside. */
function placeOn(
  { at, before, after }: Of<'matrix'>['axes'][0],
  number: Fraction,
  read: Reads,
): { below: number; above: number; part: Fraction } | undefined {
  const places = at.map((place) => numberOf(place, read) ?? NOTHING);
  const last = places.length - 1;
  const below = places.findLastIndex((place) => order(place, number) <= 0);
  const [low, high] = [places[below], places[below + 1]];
  if (!low) return before === 'zero' ? undefined : { below: 0, above: 0, part: NOTHING };
  if (high) return { below, above: below + 1, part: over(minus(number, low), minus(high, low)) };
  return order(number, low) > 0 && after === 'zero' ? undefined : { below: last, above: last, part: NOTHING };
}

/** The amount of the start reached, or of every one. */
function steps({ starts, mode }: Of<'steps'>, place: Fraction, read: Reads): Fraction | undefined {
  if (!areKnown(starts, read)) return undefined;
  const reached = starts.filter((start) => isReached(start, place, read));
  if (mode === 'whole')
    return reached.length === 0 ? NOTHING : numberOf(reached.at(-1)?.what ?? { word: '' }, read);
  return sumOf(reached.map(({ what }) => numberOf(what, read) ?? NOTHING));
}

/** Nothing is paid where a start or what it pays is not known. */
function areKnown(starts: Of<'steps'>['starts'], read: Reads): boolean {
  return starts.every(({ at, what }) => numberOf(at, read) && numberOf(what, read));
}

function isReached({ at, inclusive }: Of<'steps'>['starts'][0], place: Fraction, read: Reads): boolean {
  const start = numberOf(at, read);
  if (!start) return false;
  return order(start, place) < 0 || (inclusive && order(start, place) === 0);
}

/** The greatest or least of what incentives and amounts come to; nothing is chosen among what is not known. */
function chosen({ of, pick }: Of<'choice'>, read: Reads): Fraction | undefined {
  const amounts = of.map((each) => numberOf(each, read)).filter((each) => each !== undefined);
  return amounts.reduce<Fraction | undefined>((best, each) => {
    const sign = best ? order(each, best) : 1;
    return best === undefined || (pick === 'greater' ? sign > 0 : sign < 0) ? each : best;
  }, undefined);
}

/** Tiers with amounts, or of which every one that is reached pays. */
function tiersAtOnce(tiers: Of<'tiers'>, at: AtWindow): Fraction | undefined {
  const read = windowReads(at.seen, at.plan);
  const base = namedStand(at.seen, tiers.base, at.plan) ?? NOTHING;
  const place = namedStand(at.seen, tiers.axis, at.plan);
  if (!place) return tiers.noQuota === 'refuse' ? undefined : product(numberOf(tiers.noQuota, read), base);
  if (!areKnown(tiers.starts, read)) return undefined;
  const reached = tiers.starts.filter((start) => isReached(start, place, read));
  const counted = tiers.mode === 'whole' || tiers.mode === 'above' ? reached.slice(-1) : reached;
  const quota = tiers.axis.startsWith('attainment.')
    ? namedStand(at.seen, `quota.${idOf(tiers.axis)}`, at.plan)
    : fraction(1);
  const placeOf = (start: (typeof reached)[0] | undefined): Fraction | undefined =>
    start && product(numberOf(start.at, read), quota);
  const parts = counted.map((start) => {
    const pays = numberOf(start.what, read) ?? NOTHING;
    const factor = start.times ? (numberOf(start.times, read) ?? NOTHING) : fraction(1);
    const isAmount = 'quantity' in start.what && start.what.quantity.unit.kind === 'money';
    if (isAmount) return times(pays, factor);
    const from = placeOf(start) ?? NOTHING;
    const next = placeOf(reached[reached.indexOf(start) + 1]);
    const span =
      tiers.mode === 'marginal'
        ? minus(next ?? base, from)
        : tiers.mode === 'above'
          ? minus(base, from)
          : base;
    return times(span, times(pays, factor));
  });
  return sumOf(parts);
}
