import type { Condition, Operand } from './condition.js';

/** What a SPIFF may cost: reserved for pay in the order in which bookings became known, and what becomes of what is over. */
export interface Budget {
  readonly amount: Operand;
  /** Whether the last that does not fit whole is paid what is left, or nothing. */
  readonly whenExhausted: 'pay-what-is-left' | 'pay-nothing';
}

/** What a SPIFF has beside what a plan has: who takes part, and what it may cost. */
export interface SpiffTerms {
  /** A condition on the person on the day of the booking; everybody on a plan where there is none. */
  readonly who: Condition | null;
  readonly budget: Budget | null;
}

/** Prizes by rank in a measure over its window. */
export interface Contest {
  readonly kind: 'contest';
  readonly rankBy: string;
  readonly best: 'highest' | 'lowest';
  /** The first prize, the second, … */
  readonly prizes: readonly Operand[];
  /** `share`: those who tie share the prizes of the places they take; `all-higher`: each has the higher; `fewer`: who comes after gets nothing more, and they none either. */
  readonly ties: 'share' | 'all-higher' | 'fewer' | 'break-by';
  /** Measures that decide between those who tie, one after the other; the higher is better. */
  readonly breakBy: readonly string[];
  /** What has to be reached to be ranked at all. */
  readonly minimum: Operand | null;
  /** The day on which it is decided; what becomes known later does not count. Null: the last day of the window. */
  readonly settles: number | null;
}

/** An amount that those who qualify share. */
export interface Pool {
  readonly kind: 'pool';
  readonly size: Operand;
  /** In equal parts, or in proportion to a measure or attribute. */
  readonly sharedBy: string;
  /** Measure by whose window it is paid. */
  readonly over: string;
  readonly among: Condition | null;
}

/** An amount for each of the first bookings, in the order in which they became known. */
export interface FirstN {
  readonly kind: 'first-n';
  readonly count: number;
  readonly each: 'company' | 'participant';
  readonly pays: Operand;
}
