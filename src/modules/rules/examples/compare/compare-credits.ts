import { compare, ZERO } from '../../../../engine/kernel/ratio.js';
import type { ExpectedCredit } from '../../documents/test-document.js';
import type { Failure } from '../example-report.js';
import { creditedOf, type Credited } from '../outcome/credited.js';
import { sayGiven } from '../say/say-given.js';
import { sayMoney } from '../say/say-money.js';
import { whyNothing } from '../say/why-nothing.js';
import type { Comparing } from './comparing.js';

/** Compares the credits that the policy gives with those expected; nobody named may be credited anything else. */
export function compareCredits(by: Comparing): readonly Failure[] {
  const expected = by.situation.expect.filter((each) => each.what === 'credit');
  if (expected.length === 0) return [];
  const credited = creditedOf(by.calculation);
  const met = new Set(expected.map((each) => creditFor(each, credited)));
  const unexpected = credited.filter(
    (each) => each.amount.n !== 0n && by.world.people.includes(each.person) && !met.has(each),
  );
  return [
    ...expected.flatMap((each) => failureOf(each, credited, by)),
    ...unexpected.map((each) => ({
      path: by.path,
      what: whatOf(each),
      given: sayGiven(by.givens, each.person),
      expected: 'no credit',
      got: sayMoney(each.amount, each.currency),
      working: workingOf(each),
    })),
  ];
}

function failureOf(
  expected: ExpectedCredit,
  credited: readonly Credited[],
  by: Comparing,
): readonly Failure[] {
  const got = creditFor(expected, credited);
  const { value, currency } = expected.amount;
  const isBooked = by.calculation.lines.some(
    ({ booking, source }) => source === 'bookings' && booking === expected.booking,
  );
  const isRight = compare(got?.amount ?? ZERO, value) === 0 && (got?.currency ?? currency) === currency;
  if (isRight && isBooked) return [];
  return [
    {
      path: expected.path,
      what: whatOf(expected),
      given: sayGiven(by.givens, expected.person),
      expected: sayMoney(value, currency),
      got: got ? sayMoney(got.amount, got.currency) : 'no credit',
      working: got
        ? workingOf(got)
        : isBooked
          ? elsewhere(expected, credited, by)
          : [`No booking ${expected.booking} is given.`],
    },
  ];
}

/** Who got the booking instead, and why this person did not. */
function elsewhere(
  { booking, person }: ExpectedCredit,
  credited: readonly Credited[],
  by: Comparing,
): readonly string[] {
  const others = credited.filter((each) => each.booking === booking);
  return [
    ...others.map((each) => `${whatOf(each)}: ${sayMoney(each.amount, each.currency)}`),
    ...whyNothing(by.calculation, person),
  ];
}

/** The credit that an expectation is about: in its currency, or in another one if there is none. */
function creditFor(expected: ExpectedCredit, credited: readonly Credited[]): Credited | undefined {
  const own = credited.filter(
    ({ rule, booking, person }) =>
      rule === expected.rule && booking === expected.booking && person === expected.person,
  );
  return own.find(({ currency }) => currency === expected.amount.currency) ?? own[0];
}

function whatOf({ rule, booking, person }: { rule: string; booking: string; person: string }): string {
  return `credit by ${rule} of booking ${booking} to ${person}`;
}

function workingOf({ parts, currency }: Credited): readonly string[] {
  return parts.map(({ net, parts: own, of }) => `${sayMoney(net, currency)} × ${own}/${of}`);
}
