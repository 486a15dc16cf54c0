import type { Day } from '../../kernel/day.js';
import type { Condition, Operand } from './condition.js';

/** The cut-off by which a result settles, at the end of a day: a day that is named, or so many days after the last of what it is about. */
export type Settles = { readonly on: Day } | { readonly after: number };

/**
 * What becomes known after the cut-off does to a result. `stand`: nothing. `disqualify`: who no longer has what it took loses it, and nobody else gets it.
 * `re-run`: the result is found anew, and there is no cut-off.
 */
export type Afterwards = 'stand' | 'disqualify' | 're-run';

/** What a SPIFF may cost: reserved for pay in the order in which bookings became known, or all pay is scaled to it; and what becomes of what is over. */
export interface Budget {
  readonly amount: Operand;
  /** Whether the last that does not fit whole is paid what is left, or nothing; or all are paid the same part of theirs. */
  readonly whenExhausted: 'pay-what-is-left' | 'pay-nothing' | 'scale-all';
  readonly afterCutOff: Afterwards;
  /** Null: by the end of the SPIFF's last day. */
  readonly settles: Settles | null;
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
  /** Null: by the end of the window's last day. Prizes are earned in the pay period of that day. */
  readonly settles: Settles | null;
  readonly afterwards: Afterwards;
}

/** An amount that those who qualify share. */
export interface Pool {
  readonly kind: 'pool';
  readonly size: Operand | PoolShare;
  /** In equal parts, or in proportion to a measure or attribute. */
  readonly sharedBy: string;
  /** Measure by whose window it is paid. */
  readonly over: string;
  readonly among: Condition | null;
  /** Null: by the end of the window's last day. Parts are earned in the pay period of that day. */
  readonly settles: Settles | null;
  readonly afterwards: Afterwards;
}

/** A share of what a measure comes to: of all who take part together, or of the company where it is a result of the company. */
export interface PoolShare {
  readonly share: Operand;
  readonly of: string;
}

/** An amount for each of the first bookings, in the order in which they became known. */
export interface FirstN {
  readonly kind: 'first-n';
  readonly count: number;
  readonly each: 'company' | 'participant';
  readonly pays: Operand;
}
