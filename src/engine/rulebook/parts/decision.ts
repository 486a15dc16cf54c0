import type { Condition, FactType, Operand } from './condition.js';

/** What an engagement policy decides beside who is credited for a booking. */
export type DecisionSubject =
  'owner' | 'transfer' | 'holdover' | 'registration' | 'lead' | 'book' | 'dispute';

/** One of the things that every answer of a decision says. */
export interface DecisionOutput {
  readonly id: string;
  readonly is: FactType;
  /** For `count`: of what. For `one-of`: the words allowed. */
  readonly unit?: string;
  readonly values?: readonly string[];
}

/** What an answer says of one output; `nothing` where it says that there is none. */
export interface Given {
  readonly output: string;
  readonly value: Operand | 'nothing';
}

/** A rule that answers; `because` is what people are told. */
export interface DecisionRule {
  readonly id: string;
  readonly when: Condition;
  readonly gives: readonly Given[];
  readonly because: string;
}

/** A decision about something other than a credit: the first phase with an answer wins. */
export interface Decision {
  /** Its own, or its subject where it says none: a policy has one decision of an id. */
  readonly id: string;
  readonly decides: DecisionSubject;
  readonly outputs: readonly DecisionOutput[];
  readonly phases: readonly {
    readonly id: string;
    readonly hit: 'unique' | 'first';
    readonly rules: readonly DecisionRule[];
  }[];
  readonly otherwise: { readonly gives: readonly Given[]; readonly because: string };
  /** Where it is `exception`, a rule that might answer if a missing fact were known leaves the answer to a person. */
  readonly unknown?: WhenUnknown;
}

/** What a rule is whose facts are missing: none that holds, or a reason for there to be no answer. */
export type WhenUnknown = 'does-not-match' | 'exception';

/** First parts of the names of facts that no booking line has: they are told of what a decision is about. */
export const SUBJECT_FACTS = [
  'transfer',
  'transition',
  'registration',
  'lead',
  'request',
  'opportunity',
  'dispute',
  'book',
  'renewal',
] as const;

/** Those of them that a booking may bring itself: what it came of, in columns of the file of bookings. */
export const TOLD_BY_BOOKINGS: readonly (typeof SUBJECT_FACTS)[number][] = [
  'opportunity',
  'transfer',
  'registration',
  'renewal',
  'lead',
  'request',
];

/** Whether a fact of what a booking came of is one that it may bring itself. */
export function isToldByBookings(name: string): boolean {
  return TOLD_BY_BOOKINGS.some((first) => name.startsWith(`${first}.`));
}

/** Whether a fact is one of these. */
export function isOfSubject(name: string): boolean {
  return SUBJECT_FACTS.some((first) => name.startsWith(`${first}.`));
}

/** The day on which something is decided. */
export const DECISION_DATE = 'decision.date';
