import type { BookingLine } from '../../../../src/engine/model/facts.js';
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
} from '../facts/fraction.js';

/** Money of the plan that was paid by one rate. */
export interface Paid {
  readonly money: Fraction;
  readonly rate: Fraction;
}

/** What was paid in one pay period for one line. */
export interface Payment extends Paid {
  /** First line of the booking that it was for, where it was for one; of what changes another booking, of that one. */
  readonly of: BookingLine | null;
  readonly window: number;
  /** Whether it was a part of what credits earned under a limit. */
  readonly isLimited: boolean;
  readonly currencies: string;
}

/**
 * How an amount is paid after others were. Where it goes against them, each of them is taken back in proportion; what goes further than they did is paid by the rate
 * that is its own. Nothing where that is wanted and not known.
 */
export function paidAfter(
  before: readonly Paid[],
  money: Fraction,
  own: () => Fraction | undefined,
): readonly Paid[] | undefined {
  const whole = sumOf(before.map((each) => each.money));
  if (order(times(money, whole), NOTHING) >= 0) return byOwn(money, own);
  const part = over(money, minus(NOTHING, whole));
  if (order(part, fraction(1)) <= 0)
    return before.map((each) => ({ ...each, money: minus(NOTHING, times(each.money, part)) }));
  const further = byOwn(plus(money, whole), own);
  return further && [...before.map((each) => ({ ...each, money: minus(NOTHING, each.money) })), ...further];
}

function byOwn(money: Fraction, own: () => Fraction | undefined): readonly Paid[] | undefined {
  const rate = own();
  return rate && [{ money, rate }];
}
