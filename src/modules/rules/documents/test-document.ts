import type { Day } from '../../../engine/kernel/day.js';
import type { Ratio } from '../../../engine/kernel/ratio.js';

/** Situations of one document and what must come out of them, exactly. `test` names every document of that id: plan, policy, table. */
export interface TestDocument {
  readonly test: string;
  readonly situations: readonly Situation[];
}

/** A fact by its dotted name and the value as written, with its unit; the catalogue types it. */
export interface TestFact {
  readonly name: string;
  readonly value: string;
}

export interface Situation {
  readonly id: string;
  /** The situation that this one continues: its people, credits and bookings come first. */
  readonly follows: string | null;
  readonly people: readonly TestPerson[];
  readonly absences: readonly TestAbsence[];
  readonly credits: readonly TestCredit[];
  readonly bookings: readonly TestBooking[];
  readonly given: readonly TestGiven[];
  readonly measured: readonly TestMeasured[];
  readonly events: readonly TestEvent[];
  readonly rates: readonly TestRate[];
  readonly deals: readonly TestDeal[];
  readonly groups: readonly TestGroup[];
  readonly expect: readonly Expectation[];
  readonly approvals: readonly ExpectedApproval[];
}

/** Somebody on the plan, with the attributes of the assignment; `since` and `until` bound the assignment. */
export interface TestPerson {
  readonly person: string;
  readonly since: Day | null;
  readonly until: Day | null;
  readonly facts: readonly TestFact[];
}

/** A time in which a person is away; `until` null where it has no end. */
export interface TestAbsence {
  readonly person: string;
  readonly kind: string;
  readonly from: Day;
  readonly until: Day | null;
}

/** A credit given without asking an engagement policy. `recorded`: when it was told; null with its date. */
export interface TestCredit {
  readonly id: string;
  readonly person: string;
  readonly date: Day;
  readonly recorded: Day | null;
  readonly facts: readonly TestFact[];
}

/** A booking that the engagement policy credits. Without `lines` the booking's own facts are its one line. */
export interface TestBooking {
  readonly id: string;
  readonly date: Day;
  readonly recorded: Day | null;
  readonly facts: readonly TestFact[];
  readonly lines: readonly (readonly TestFact[])[];
}

/** Something that a policy decides about, on a day. */
export interface TestGiven {
  readonly id: string;
  readonly date: Day;
  readonly facts: readonly TestFact[];
}

/** A deal at one of its steps; `approvedBy` and `rejectedBy` are levels whose people then decide. `date` null: the first day of the matrix. */
export interface TestDeal {
  readonly id: string;
  readonly step: number;
  readonly date: Day | null;
  readonly facts: readonly TestFact[];
  readonly lines: readonly (readonly TestFact[])[];
  readonly approvedBy: readonly string[];
  readonly rejectedBy: readonly string[];
}

export interface TestGroup {
  readonly group: string;
  readonly people: readonly string[];
}

/** A measure of a window, given instead of credits: complete and exact. */
export interface TestMeasured {
  readonly person: string;
  readonly period: string | null;
  readonly date: Day | null;
  readonly facts: readonly TestFact[];
}

export interface TestEvent {
  readonly id: string;
  readonly event: string;
  readonly date: Day;
  readonly recorded: Day | null;
  readonly amount: Amount | null;
}

/** What one unit of a currency was worth in a set of rates from a day on; `recorded`: when it was told, null where it always was known. */
export interface TestRate {
  readonly set: string;
  readonly from: string;
  readonly date: Day;
  readonly rate: Amount;
  readonly recorded: Day | null;
}

/** What must be asked for a deal at a step: all levels, or that it cannot be approved. Null where nothing is expected of it. */
export interface ExpectedApproval {
  readonly path: string;
  readonly deal: string;
  readonly step: number;
  readonly levels: readonly string[] | 'refused';
  readonly rows: readonly string[] | null;
  readonly carried: readonly string[] | null;
  /** In turn; each person once. */
  readonly asks: readonly string[] | null;
  readonly why: string | null;
  /** What judged terms come to. */
  readonly terms: readonly TestFact[];
}

export interface Amount {
  readonly value: Ratio;
  readonly currency: string;
}

/** What must come out for one person and period; a list of either in the text is several expectations. `path` is where it stands. */
export type ExpectedPay = ExpectedCredit | ExpectedEarned | ExpectedPosted;

export type Expectation = ExpectedPay | ExpectedDecision;

/** What must be decided: every output, or why there is no answer. What is null is not asked. */
export interface ExpectedDecision {
  readonly what: 'decides';
  readonly path: string;
  readonly decision: string;
  readonly of: string;
  /** As written; `nothing` says that there is none. */
  readonly gives: readonly { readonly output: string; readonly text: string }[];
  readonly rule: string | null;
  readonly lost: readonly string[] | null;
  readonly refused: string | null;
  readonly version: Day | null;
}

interface Expected {
  readonly path: string;
  readonly person: string;
  readonly amount: Amount;
}

export interface ExpectedCredit extends Expected {
  readonly what: 'credit';
  readonly rule: string;
  readonly booking: string;
}

export interface ExpectedEarned extends Expected {
  readonly what: 'earned';
  readonly incentive: string;
  readonly period: string;
}

export interface ExpectedPosted extends Expected {
  readonly what: 'posted';
  readonly incentive: string;
  readonly period: string;
  readonly origin: string | null;
  readonly cause: string | null;
}
