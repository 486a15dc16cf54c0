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

/** What is still paid of something by one rate. */
export interface Payment extends Paid {
  /** First line of the booking that it was for, where it was for one; of what changes another booking, of that one. */
  readonly of: BookingLine | null;
  readonly window: number;
  readonly currencies: string;
}

/** What goes against payments: what it takes back, by their rates, and what goes further. */
export interface Taken {
  readonly paid: readonly Paid[];
  readonly further: Fraction;
}

/** What is still paid of some of the payments. */
export function stillPaid(payments: readonly Payment[], isOf: (payment: Payment) => boolean): Fraction {
  return sumOf(payments.filter(isOf).map(({ money }) => money));
}

/** Takes money from some of the payments, from each in proportion, where it goes against what they make. */
export function takeFrom(payments: Payment[], isOf: (payment: Payment) => boolean, money: Fraction): Taken {
  const whole = stillPaid(payments, isOf);
  if (!areOpposed(money, whole)) return { paid: [], further: money };
  const part = over(money, minus(NOTHING, whole));
  const most = order(part, fraction(1)) > 0 ? fraction(1) : part;
  const paid: Paid[] = [];
  payments.forEach((each, at) => {
    if (!isOf(each)) return;
    const less = times(each.money, most);
    paid.push({ money: minus(NOTHING, less), rate: each.rate });
    payments[at] = { ...each, money: minus(each.money, less) };
  });
  return { paid, further: plus(money, times(whole, most)) };
}

/** Whether one amount is less than nothing and the other more. */
export function areOpposed(a: Fraction, b: Fraction): boolean {
  return order(times(a, b), NOTHING) < 0;
}

/** The same rates for a part of what they are for. */
export function inProportion(whole: readonly Paid[], part: Fraction, of: Fraction): readonly Paid[] {
  return whole.map(({ money, rate }) => ({ money: times(money, over(part, of)), rate }));
}
