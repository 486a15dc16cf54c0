import { compare, ratio } from '../../../../engine/kernel/ratio.js';
import type { Earning } from '../../../../engine/model/result.js';
import type { ExpectedEarned } from '../../documents/test-document.js';
import type { Failure } from '../example-report.js';
import { sayGiven } from '../say/say-given.js';
import { sayCents, sayMoney } from '../say/say-money.js';
import { whyNothing } from '../say/why-nothing.js';
import { workingOf } from '../say/working-of.js';
import type { Comparing } from './comparing.js';
import { noSuchPeriod } from './pay-period.js';

interface Earnt {
  readonly person: string;
  readonly incentive: string;
  readonly period: string;
  readonly currency: string;
  readonly cents: bigint;
  readonly earnings: readonly Earning[];
}

/** Compares what is earned, with everything known, with what is expected; nobody named may earn anything else. */
export function compareEarned(by: Comparing): readonly Failure[] {
  const expected = by.situation.expect.filter((each) => each.what === 'earned');
  if (expected.length === 0) return [];
  const earned = earnedOf(by);
  const unexpected = earned.filter(
    (each) =>
      each.cents !== 0n &&
      by.world.people.includes(each.person) &&
      !expected.some((other) => isOf(each, other)),
  );
  return [
    ...expected.flatMap((each) => failureOf(each, earned, by)),
    ...unexpected.map((each) => ({
      path: by.path,
      what: whatOf(each),
      given: sayGiven(by.givens, each.person),
      expected: 'nothing',
      got: sayCents(each.cents, each.currency),
      working: each.earnings.flatMap(workingOf),
    })),
  ];
}

function failureOf(expected: ExpectedEarned, earned: readonly Earnt[], by: Comparing): readonly Failure[] {
  const got = earned.find((each) => isOf(each, expected));
  const { value, currency } = expected.amount;
  const astray = noSuchPeriod(expected, by.world);
  const isRight =
    compare(ratio(got?.cents ?? 0n, 100n), value) === 0 && (got?.currency ?? currency) === currency;
  if (isRight && astray === null) return [];
  const nothing = [...(astray === null ? [] : [astray]), ...whyNothing(by.calculation, expected.person)];
  return [
    {
      path: expected.path,
      what: whatOf(expected),
      given: sayGiven(by.givens, expected.person),
      expected: sayMoney(value, currency),
      got: got ? sayCents(got.cents, got.currency) : 'nothing',
      working: got ? got.earnings.flatMap(workingOf) : nothing,
    },
  ];
}

/** What each person earns by incentive and period; two stays on a plan in one period add up. */
function earnedOf({ calculation }: Comparing): readonly Earnt[] {
  const found = new Map<string, Earnt>();
  for (const { earning } of calculation.earnings) {
    const { participant: person, incentive, currency } = earning;
    if (incentive === '') continue;
    const period = earning.period.name;
    const key = [person, incentive, period].join('\u001f');
    const before = found.get(key);
    const cents = (before?.cents ?? 0n) + earning.amount;
    found.set(key, {
      person,
      incentive,
      period,
      currency,
      cents,
      earnings: [...(before?.earnings ?? []), earning],
    });
  }
  return [...found.values()];
}

function isOf(earned: Earnt, expected: ExpectedEarned): boolean {
  return (
    earned.person === expected.person &&
    earned.incentive === expected.incentive &&
    earned.period === expected.period
  );
}

function whatOf({
  incentive,
  person,
  period,
}: {
  incentive: string;
  person: string;
  period: string;
}): string {
  return `${incentive} of ${person} in ${period}`;
}
