import type { Unit } from '../kernel/quantity.js';
import type { Day } from '../kernel/day.js';
import type { FactValue } from '../model/facts.js';

/** What a decision is about: the day on which it is decided, and every fact that is known of it by its name. */
export interface SubjectFacts {
  readonly id: string;
  readonly date: Day;
  /** The currency of all amounts among the facts; null where there are none. */
  readonly currency: string | null;
  readonly facts: ReadonlyMap<string, FactValue>;
  /** The lines of the same booking, itself among them, where it is a line of one. */
  readonly lines?: readonly SubjectFacts[];
}

/** Why there is no answer. */
export type RulingExceptionCode = 'NO_POLICY' | 'AMBIGUOUS' | 'UNKNOWN_FACT' | 'NOT_A_VALUE' | 'SHARES';

/** What an answer says of one output; a value of null says that there is none. */
export interface RuledOutput {
  readonly output: string;
  readonly value: Exclude<FactValue, undefined> | null;
  readonly unit?: Unit;
  /** Of a credit: what it is called. */
  readonly as?: 'holdover';
}

/** A rule that holds too, and the phase that has answered before it. */
export interface LostRule {
  readonly rule: string;
  readonly phase: string;
  readonly because: string;
  readonly lostTo: string;
}

/** The answer of a policy, or why it has none: never a silent choice. */
export interface Ruling {
  readonly subject: string;
  readonly decision: string;
  /** Null where no policy with this decision is in force on the day. */
  readonly policy: string | null;
  readonly version: { readonly from: Day; readonly fingerprint: string } | null;
  /** The rule that decides, and its phase; null where none does, so that `otherwise` holds, or an exception. */
  readonly rule: string | null;
  readonly phase: string | null;
  /** One for each output; empty with an exception. For a credit: each person's share. */
  readonly gives: readonly RuledOutput[];
  readonly because: string;
  readonly lost: readonly LostRule[];
  /** Every fact, value, table and window that was read, as it was; undefined where it is not known. */
  readonly read: readonly { readonly name: string; readonly value: FactValue }[];
  readonly exception: { readonly code: RulingExceptionCode; readonly reason: string } | null;
}
