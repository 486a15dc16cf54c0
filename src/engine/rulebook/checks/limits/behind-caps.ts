import { compare, multiply, ONE, ratio, type Ratio } from '../../../kernel/ratio.js';
import { sayNumber } from '../../../conditions/verdict/say-test.js';
import { warningAt, type Finding } from '../../finding.js';
import { mainMeasure, ownWindow } from '../../reads/main-measure.js';
import type { Incentive, IncentiveFormula, Modifier } from '../../rulebook.js';
import type { InPlan } from '../plan/in-plan.js';
import { sayPay } from '../money/money-words.js';
import { constantOf } from '../money/plain-rate.js';
import { scaledOf, type Scaled } from '../money/scaled.js';
import { atQuota, summed } from '../money/target-pay.js';
import { usually } from './usual.js';

type Of<K extends IncentiveFormula['kind']> = Extract<IncentiveFormula, { kind: K }>;

/** Something that is paid from a place on, and what was earned up to there. */
interface Start {
  readonly what: string;
  readonly earned: Scaled;
  readonly path: string;
}

/** Points of a curve, starts of a bonus, and tiers on attainment that lie where the cap on the incentive is reached already. */
export function behindCaps(incentive: Incentive, path: string, by: InPlan): Finding[] {
  const starts = startsOf(incentive.formula, path, by);
  const own = ownWindow(mainMeasure(incentive, by.plan));
  const [cap] = incentive.modify.filter((modifier) => capsAlone(modifier, incentive.modify, own));
  const most = cap && 'at' in cap ? scaledOf(cap.at, by.values) : undefined;
  if (!most || most.per !== '') return [];
  const { currency } = by.plan;
  return starts.flatMap(({ what, earned, path: at }) => {
    const reached = reachedBy(earned, most, by);
    if (!reached) return [];
    const says = `${reached.given}the ${what} lies where ${sayPay(reached.earned, currency)} would be earned; the cap of ${sayPay(reached.most, currency)} is reached before, so that it never pays anything more.`;
    const message = says.replace(/^t/, 'T');
    const remedy = 'Raise the cap, let it start below it, or take it away.';
    return [warningAt(at, { code: 'NEVER_REACHED', message, remedy })];
  });
}

/** What was earned and the cap, in amounts, where the cap is reached: always, or with attributes as they usually are. */
function reachedBy(
  earned: Scaled,
  most: Scaled,
  by: InPlan,
): { readonly given: string; readonly earned: Ratio; readonly most: Ratio } | undefined {
  if (earned.of === most.of && earned.per === '') {
    if (compare(earned.times, most.times) < 0) return undefined;
    const example = most.of === '' ? ONE : ratio(10_000n);
    const given = most.of === '' ? '' : `With ${most.of} at ${sayPay(example, by.plan.currency)}, `;
    return { given, earned: multiply(earned.times, example), most: multiply(most.times, example) };
  }
  const usual = most.of === '' ? usually([earned], by) : undefined;
  if (!usual || compare(usual.surely, most.times) < 0) return undefined;
  return { given: usual.given, earned: usual.example, most: most.times };
}

/** A cap on what is earned in the window itself, before which nothing makes it less. */
function capsAlone(modifier: Modifier, all: Incentive['modify'], own: ReturnType<typeof ownWindow>): boolean {
  if (modifier.kind !== 'cap' || modifier.what !== 'earning') return false;
  const before = all.slice(0, all.indexOf(modifier));
  const isOwn = modifier.window === null || modifier.window === own;
  return isOwn && before.every(({ kind }) => kind === 'floor');
}

function startsOf(formula: IncentiveFormula, path: string, by: InPlan): readonly Start[] {
  switch (formula.kind) {
    case 'curve':
      return pointsOf(formula, path, by);
    case 'steps':
      return stepsOf(formula, path, by);
    case 'tiers':
      return formula.mode === 'above' || formula.grain === 'group' ? [] : tiersOf(formula, path, by);
    default:
      return [];
  }
}

/** Each point but the first, with the most that those before it pay. */
function pointsOf({ base, points }: Of<'curve'>, path: string, by: InPlan): readonly Start[] {
  const on = scaledOf(base, by.values);
  const shares = points.map(({ pays }) => constantOf(pays));
  if (!on || !shares.every((share) => share !== undefined)) return [];
  return points.slice(1).map(({ id }, index) => ({
    what: `point ${id}`,
    earned: { ...on, times: multiply(on.times, shares[index] ?? ratio(0n)) },
    path: `${path}.curve.points.${index + 1}.id`,
  }));
}

function stepsOf({ starts, mode }: Of<'steps'>, path: string, by: InPlan): readonly Start[] {
  const amounts = starts.map(({ what, times }) => (times ? undefined : scaledOf(what, by.values)));
  return starts.slice(1).flatMap(({ id }, index): Start[] => {
    const before = amounts.slice(0, index + 1);
    const earned = summed(mode === 'whole' ? before.slice(-1) : before);
    if (!earned || before.includes(undefined)) return [];
    return [{ what: `start ${id}`, earned, path: `${path}.bonus.starts.${index + 1}.id` }];
  });
}

function tiersOf(formula: Of<'tiers'>, path: string, by: InPlan): readonly Start[] {
  return formula.starts.slice(1).flatMap(({ id, at }, index): Start[] => {
    const place = constantOf(at);
    const below = { ...formula, starts: formula.starts.slice(0, index + 1) };
    const earned = place && atQuota(below, by, place);
    if (!place || !earned) return [];
    const what = `tier ${id} from ${sayNumber(place, { kind: 'percent' })} on`;
    return [{ what, earned, path: `${path}.tiers.starts.${index + 1}.id` }];
  });
}
