import { addMonths, civilFromDays, FIRST_DAY, LAST_DAY, type Day } from '../kernel/day.js';
import { add, compare, divide, multiply, ratio, subtract, type Ratio } from '../kernel/ratio.js';
import type { FactValue } from '../model/facts.js';
import type { ManyOperator, PairOperator } from '../rulebook/parts/value.js';

/** What an operator makes of known operands. Numbers are exact; a date and a number of days make a date. */
export const MANY: Readonly<Record<Exclude<ManyOperator, 'first-known'>, (a: Known, b: Known) => FactValue>> =
  {
    add: (a, b) => sumOf(a, b),
    multiply: (a, b) => numbers(a, b, multiply),
    least: (a, b) => pick(a, b, -1),
    greatest: (a, b) => pick(a, b, 1),
    earlier: (a, b) => pick(a, b, -1),
    later: (a, b) => pick(a, b, 1),
  };

/** The same for operators of two; a division by zero is asked about before. */
export const PAIR: Readonly<Record<PairOperator, (a: Known, b: Known) => FactValue>> = {
  subtract: (a, b) => {
    if (typeof a === 'number') return typeof b === 'object' ? movedBy(a, negative(b)) : undefined;
    return numbers(a, b, subtract);
  },
  divide: (a, b) => (isZero(b) ? undefined : numbers(a, b, divide)),
  'days-between': (a, b) => dates(a, b, (from, to) => to - from),
  'months-between': (a, b) => dates(a, b, monthsBetween),
};

/** A value that is known. */
export type Known = Exclude<FactValue, undefined>;

/** Whether a divisor is zero. */
export function isZero(value: FactValue): boolean {
  return typeof value === 'object' && value.n === 0n;
}

/**
 * Whole months from one date to another: as many as can be added to the first without passing the second, by `addMonths`, so that
 * 31 January to 28 February is one month. Backwards it is the same number below zero.
 */
export function monthsBetween(from: Day, to: Day): number {
  if (to < from) return -monthsBetween(to, from) || 0;
  const [a, b] = [civilFromDays(from), civilFromDays(to)];
  const months = (b.year - a.year) * 12 + (b.month - a.month);
  return addMonths(from, months) > to ? months - 1 : months;
}

function sumOf(a: Known, b: Known): FactValue {
  if (typeof a === 'number') return typeof b === 'object' ? movedBy(a, b) : undefined;
  if (typeof b === 'number') return typeof a === 'object' ? movedBy(b, a) : undefined;
  return numbers(a, b, add);
}

/** A date moved by whole days; a part of a day does not count. There is no date before 1900 or after 9999. */
function movedBy(date: Day, days: Ratio): Day | undefined {
  const moved = date + Number(days.n / days.d);
  return moved < FIRST_DAY || moved > LAST_DAY ? undefined : moved;
}

function negative({ n, d }: Ratio): Ratio {
  return { n: -n, d };
}

function numbers(a: Known, b: Known, operate: (a: Ratio, b: Ratio) => Ratio): FactValue {
  return typeof a === 'object' && typeof b === 'object' ? operate(a, b) : undefined;
}

function dates(a: Known, b: Known, operate: (a: Day, b: Day) => number): FactValue {
  return typeof a === 'number' && typeof b === 'number' ? ratio(BigInt(operate(a, b))) : undefined;
}

function pick(a: Known, b: Known, sign: 1 | -1): FactValue {
  if (typeof a === 'object' && typeof b === 'object') return compare(b, a) === sign ? b : a;
  return typeof a === 'number' && typeof b === 'number' ? ((b - a) * sign > 0 ? b : a) : undefined;
}
