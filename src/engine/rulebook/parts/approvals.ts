import type { Day, Period } from '../../kernel/day.js';
import type { Fingerprint } from '../../kernel/fingerprint.js';
import type { Condition, Operand } from './condition.js';

/** Which change of a judged term makes a deal worse for the company. */
export type Worse = 'higher' | 'lower' | 'any-change';

/** A judged term: what rows read, and what reopens an approval. The terms together are the deal's fingerprint. */
export interface JudgedTerm {
  readonly fact: string;
  readonly worse: Worse;
  /** How much worse than the last human decision is still as good: an amount, percentage points, a count or days. */
  readonly tolerance: Operand | null;
}

/** How long a level has to answer. Business days are Monday to Friday, and so many of the hours of those days. */
export interface AnswerTime {
  readonly count: number;
  readonly unit: 'days' | 'hours' | 'business-days' | 'business-hours';
}

/** How many of the people of a level must approve. */
export type Quorum = 'any' | 'all' | number;

/** A level of authority: who decides, how many of them, and by when. */
export interface ApprovalLevel {
  readonly id: string;
  /** `deal.seller-manager`, a relation of the catalogue, `role.<role>`, `group.<group>` or `person.<person>`. */
  readonly approver: string;
  /** With `deal.seller-manager`: how many managers up, 1 for the seller's own. */
  readonly up: number;
  readonly quorum: Quorum;
  readonly answersWithin: AnswerTime | null;
  /** The level that decides instead when time is up; with `nobody` the step expires. It is never approved by time. */
  readonly lateGoesTo: string | 'nobody' | null;
  /** In the ladder a level is asked after the one below it; a parallel one at once. */
  readonly order: 'ladder' | 'parallel';
  /** What holds where nobody of the level may decide: no approval, no need of this one, or another level. */
  readonly ifNobody: 'refuse' | 'skip' | { readonly level: string };
  /** What the level may sign at most; a deal outside needs the next level of the ladder as well. */
  readonly maySign: Condition | null;
}

/** What a row demands: nothing, exactly these levels, or the ladder from its first level up to one. */
export type Needs = 'none' | readonly string[] | { readonly upTo: string };

/** A row of the matrix; `because` is what the submitter and the approver are told. */
export interface ApprovalRow {
  readonly id: string;
  readonly when: Condition;
  readonly needs: Needs;
  readonly because: string;
  /** Covers what the row tests and demands, so that an approval under another wording carries nothing. */
  readonly fingerprint: Fingerprint;
}

/** What holds when several rows match: `priority` asks for the highest demand alone, `collect` for all of them. */
export type ApprovalHit = 'unique' | 'any' | 'first' | 'priority' | 'collect';

/** The terms of a matrix that are no row's. */
export interface ApprovalTerms {
  /** One person at two levels is asked once, or two people must decide. */
  readonly samePersonTwice: 'asked-once' | 'two-people';
  /** A level whose only approvers take part in the deal: the next level instead, none, or no approval. */
  readonly ownDeal: 'next-level' | 'skip-level' | 'refuse';
  /** Whether those who earn from a deal by rollup alone may decide it. */
  readonly rollupManagers: 'may-decide' | 'may-not-decide';
  readonly recall: 'allowed' | 'not-allowed';
  /** Days for which an approval holds, and carries over to a changed deal; null for ever. */
  readonly valid: number | null;
  /** Of which deals two people pass a level over; none where nothing is said. */
  readonly overrideByTwo?: Condition;
}

/** A version of an approval matrix. */
export interface ApprovalMatrix {
  readonly id: string;
  readonly effective: Period;
  readonly fingerprint: Fingerprint;
  readonly inputs: readonly JudgedTerm[];
  /** The ladder in order, with the parallel levels among it. */
  readonly levels: readonly ApprovalLevel[];
  readonly hit: ApprovalHit;
  readonly rows: readonly ApprovalRow[];
  readonly noMatch: 'approve' | 'refuse' | { readonly level: string };
  readonly terms: ApprovalTerms;
}

/** The version in force on a day, of those of one matrix. */
export function matrixOn(matrices: readonly ApprovalMatrix[], day: Day): ApprovalMatrix | undefined {
  return matrices.find(({ effective: { from, until } }) => from <= day && (until === null || day < until));
}
