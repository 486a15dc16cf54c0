import { add, compare, multiply, ratio, subtract, type Ratio } from '../../../kernel/ratio.js';
import { stepParts, type ExactStep } from '../../../formulas/steps.js';
import type { NameType } from '../../../conditions/types/name-types.js';
import { warningAt, type Finding } from '../../finding.js';
import { measureType } from '../../reads/measure-type.js';
import type { IncentiveFormula, TierStart } from '../../rulebook.js';
import { measureOf, type InPlan } from '../plan/in-plan.js';
import { sayLoss, sayOn, sayPay, stepOf } from '../money/money-words.js';
import { constantOf, plainPays } from '../money/plain-rate.js';

type Tiers = Extract<IncentiveFormula, { kind: 'tiers' | 'steps' }>;

/** Starts in plain numbers along what is measured. */
interface Laid {
  readonly steps: readonly ExactStep[];
  /** What was taken for names and for the quota: `with quota 100,000 USD, `. */
  readonly given: string;
  readonly along: NameType;
  readonly mode: Tiers['mode'];
  /** What rates pay on where that is not the axis. */
  readonly base: Ratio | undefined;
}

/** Tiers, or starts of a bonus, at which more that is measured pays less: with 8% to 100,000 and 6% on everything above, the last cent costs 2,000. */
export function tiersFall(tiers: Tiers, path: string, by: InPlan): Finding[] {
  const laid = laidOut(tiers, by);
  if (!laid) return [];
  const step = stepOf(laid.along);
  const { currency } = by.plan;
  return laid.steps.flatMap((start, index) => {
    if (index === 0) return [];
    const last = start.inclusive ? subtract(start.at, step) : start.at;
    const next = start.inclusive ? start.at : add(start.at, step);
    const [before, after] = [payAt(laid, last), payAt(laid, next)];
    if (compare(before, after) <= 0) return [];
    const given = laid.given === '' ? '' : laid.given.replace(/^w/, 'W');
    const message = `${given}${sayOn(last, laid.along)} earn ${sayPay(before, currency)} and ${sayOn(next, laid.along)} earn ${sayPay(after, currency)}: ${sayLoss({ before, after }, currency)} for having reached more.`;
    const remedy =
      laid.mode === 'whole'
        ? 'Let this start pay at least what the one before pays, or write `mode: marginal`, where each tier pays its own slice.'
        : 'Write `mode: marginal`, where what was earned below stays, or let nothing be paid below.';
    return [warningAt(`${path}.starts.${index}.pays`, { code: 'PAY_FALLS', message, remedy })];
  });
}

function laidOut(tiers: Tiers, by: InPlan): Laid | undefined {
  const measure = measureOf(tiers.axis, by.plan);
  const plain = plainPays(tiers.starts, by);
  const places = tiers.starts.map(({ at }) => constantOf(at));
  if (!measure || !plain || !places.every((place) => place !== undefined)) return undefined;
  const own = measureType(measure, by.plan);
  const ofQuota = tiers.axis.startsWith('attainment.');
  const rates = plain.pays.some(({ rate }) => rate.n !== 0n);
  const onAxis = tiers.kind === 'steps' || tiers.base.slice(8) === measure.id;
  const scaled = ofQuota && rates && onAxis;
  const quota = own.is === 'money' ? ratio(100_000n) : ratio(100n);
  const along: NameType = ofQuota && !scaled ? { is: 'percent' } : own;
  const steps = tiers.starts.map((start, index) =>
    stepOfStart(start, {
      place: places[index] ?? ratio(0n),
      pay: plain.pays[index],
      times: scaled ? quota : ratio(1n),
    }),
  );
  const given = scaled
    ? `with a quota of ${sayOn(quota, own)}, ${plain.given.replace('with', 'and')}`
    : plain.given;
  return {
    steps,
    given,
    along,
    mode: tiers.mode,
    base: onAxis && (scaled || !ofQuota) ? undefined : ratio(100_000n),
  };
}

function stepOfStart(
  { id, inclusive }: TierStart,
  { place, pay, times }: { place: Ratio; pay: { amount: Ratio; rate: Ratio } | undefined; times: Ratio },
): ExactStep {
  const nothing = ratio(0n);
  return {
    id,
    inclusive,
    at: multiply(place, times),
    amount: pay?.amount ?? nothing,
    rate: pay?.rate ?? nothing,
  };
}

function payAt({ steps, mode, base }: Laid, at: Ratio): Ratio {
  const parts = stepParts(steps, mode, { at, base: base ?? at });
  return parts.reduce((sum, { pay }) => add(sum, pay), ratio(0n));
}
