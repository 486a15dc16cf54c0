import {
  add,
  compare,
  divide,
  multiply,
  ONE,
  ratio,
  subtract,
  ZERO,
  type Ratio,
} from '../../../kernel/ratio.js';
import { sayTest } from '../../../conditions/verdict/say-test.js';
import { warningAt, type Finding } from '../../finding.js';
import type { Condition, Incentive, Operand, UnaryTest } from '../../rulebook.js';
import { measureOf, type InPlan } from '../plan/in-plan.js';
import { sayLoss, sayPay } from '../money/money-words.js';
import { constantOf } from '../money/plain-rate.js';

const EARNED = ratio(10_000n);

/**
 * What is taken from what was earned below once more is reached: a multiplier below 1x that takes hold then, one above 1x that lets go, a gate that shuts, a
 * bonus that is paid only up to a place.
 */
export function modifiersFall({ formula, modify }: Incentive, path: string, by: InPlan): Finding[] {
  const bonus =
    formula.kind === 'bonus' && formula.when
      ? fallsBy(
          formula.when,
          { earned: constantOf(formula.pays), times: ZERO, at: `${path}.bonus`, ends: true },
          by,
        )
      : [];
  const modified = modify.flatMap((modifier, index) => {
    const at = `${path}.modify.${index}.${modifier.kind}`;
    if (modifier.kind === 'gate') return fallsBy(modifier.when, { times: ZERO, at, ends: true }, by);
    if (modifier.kind === 'multiplier') return multiplierFalls(modifier, at, by);
    if (modifier.kind !== 'multipliers') return [];
    return addedFall(modifier.add, at, by);
  });
  return [...bonus, ...modified];
}

interface Times {
  readonly times: Operand;
  readonly when: Condition | null;
}

/** Multipliers that are added: what one of them makes of what those that always apply make. */
function addedFall(added: readonly Times[], at: string, by: InPlan): Finding[] {
  const above = ({ times }: Times): Ratio => subtract(constantOf(times) ?? ONE, ONE);
  const always = added.filter(({ when }) => when === null).reduce((sum, each) => add(sum, above(each)), ONE);
  return added.flatMap((each, place) => {
    const both = add(always, above(each));
    if (always.n <= 0n || both.n <= 0n || !each.when) return [];
    return timesFalls({ times: divide(both, always), when: each.when }, `${at}.add.${place}`, by);
  });
}

function multiplierFalls({ times: by, when }: Times, at: string, inPlan: InPlan): Finding[] {
  const times = constantOf(by);
  return when && times && times.n >= 0n ? timesFalls({ times, when }, at, inPlan) : [];
}

function timesFalls(
  { times, when }: { readonly times: Ratio; readonly when: Condition },
  at: string,
  inPlan: InPlan,
): Finding[] {
  if (compare(times, ONE) === 0) return [];
  const ends = compare(times, ONE) > 0;
  return fallsBy(when, { times: ends ? divide(ONE, times) : times, at, ends }, inPlan);
}

interface Falling {
  /** What is earned before, where that is known. */
  readonly earned?: Ratio | undefined;
  /** What becomes of what was earned before. */
  readonly times: Ratio;
  readonly at: string;
  /** True where it falls when the condition stops to hold, as with a gate. */
  readonly ends: boolean;
}

function fallsBy(when: Condition, falling: Falling, by: InPlan): Finding[] {
  const tests = 'all' in when ? when.all : [when];
  return tests.flatMap((only) => fallsByTest(only, falling, by));
}

function fallsByTest(only: Condition, { earned = EARNED, times, at, ends }: Falling, by: InPlan): Finding[] {
  if (!('fact' in only) || !/^(?:measure|attainment)\./.test(only.fact)) return [];
  const measure = measureOf(only.fact, by.plan);
  if (!measure || measure.derived || !(ends ? isBelow(only.test) : isAbove(only.test))) return [];
  const { currency } = by.plan;
  const after = multiply(earned, times);
  const said = sayTest(only.test);
  const become = after.n === 0n ? 'nothing' : sayPay(after, currency);
  const message = ends
    ? `${sayPay(earned, currency)} earned while ${only.fact} ${said} become ${become} as soon as it is more.`
    : `${sayPay(earned, currency)} earned before become ${sayPay(after, currency)} once ${only.fact} ${said}: ${sayLoss({ before: earned, after }, currency)} for having reached more.`;
  const remedy =
    'Turn the test around, or write a cap or a tier of a lower rate, which leave what was earned below.';
  return [warningAt(`${at}.when`, { code: 'PAY_FALLS', message, remedy })];
}

function isAbove({ is }: UnaryTest): boolean {
  return is === 'greater' || is === 'greater-or-equal';
}

function isBelow({ is }: UnaryTest): boolean {
  return is === 'less' || is === 'less-or-equal' || is === 'within';
}
