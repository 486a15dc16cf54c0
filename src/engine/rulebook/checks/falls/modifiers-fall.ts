import { compare, multiply, ONE, ratio, ZERO, type Ratio } from '../../../kernel/ratio.js';
import { sayTest } from '../../../conditions/verdict/say-test.js';
import { warningAt, type Finding } from '../../finding.js';
import type { Condition, Incentive, UnaryTest } from '../../rulebook.js';
import { measureOf, type InPlan } from '../plan/in-plan.js';
import { sayLoss, sayPay } from '../money/money-words.js';
import { constantOf } from '../money/plain-rate.js';

const EARNED = ratio(10_000n);

/** A multiplier below 1x that takes hold once more is reached, and a gate that shuts then: both take from what was earned below. */
export function modifiersFall(incentive: Incentive, path: string, by: InPlan): Finding[] {
  return incentive.modify.flatMap((modifier, index) => {
    const at = `${path}.modify.${index}.${modifier.kind}`;
    if (modifier.kind === 'gate') return fallsBy(modifier.when, { times: ZERO, at, shuts: true }, by);
    if (modifier.kind !== 'multiplier' || !modifier.when) return [];
    const times = constantOf(modifier.times);
    if (!times || compare(times, ONE) >= 0) return [];
    return fallsBy(modifier.when, { times, at, shuts: false }, by);
  });
}

interface Falling {
  readonly times: Ratio;
  readonly at: string;
  /** True where it falls when the condition stops to hold, as with a gate. */
  readonly shuts: boolean;
}

function fallsBy(when: Condition, { times, at, shuts }: Falling, by: InPlan): Finding[] {
  const only = 'all' in when && when.all.length === 1 ? when.all[0] : when;
  if (!only || !('fact' in only) || !/^(?:measure|attainment)\./.test(only.fact)) return [];
  const measure = measureOf(only.fact, by.plan);
  if (!measure || measure.derived || !(shuts ? isBelow(only.test) : isAbove(only.test))) return [];
  const { currency } = by.plan;
  const after = multiply(EARNED, times);
  const said = sayTest(only.test);
  const message = shuts
    ? `${sayPay(EARNED, currency)} earned while ${only.fact} ${said} become nothing as soon as it is more.`
    : `${sayPay(EARNED, currency)} earned before become ${sayPay(after, currency)} once ${only.fact} ${said}: ${sayLoss({ before: EARNED, after }, currency)} for having reached more.`;
  const remedy =
    'Turn the test around, or write a cap or a tier of a lower rate, which leave what was earned below.';
  return [warningAt(`${at}.when`, { code: 'PAY_FALLS', message, remedy })];
}

function isAbove({ is }: UnaryTest): boolean {
  return is === 'greater' || is === 'greater-or-equal';
}

function isBelow({ is }: UnaryTest): boolean {
  return is === 'less' || is === 'less-or-equal';
}
