import type { Fingerprint } from '../../kernel/fingerprint.js';
import type { Requirement } from '../requirement.js';

/** A moment, in whole milliseconds since 1970-01-01 UTC. */
export type Instant = number;

/** How a request stands. One that is not submitted is no request: the deal is a draft. */
export type RequestStanding =
  | 'EVALUATING'
  | 'EVALUATION_FAILED'
  | 'PENDING'
  | 'APPROVED'
  | 'REJECTED'
  | 'RECALLED'
  | 'EXPIRED'
  | 'SUPERSEDED'
  | 'CANCELLED'
  | 'STALE'
  | 'CONSUMED';

/** How a step stands: one level that must approve. */
export type StepStanding =
  | 'WAITING'
  | 'REQUESTED'
  | 'APPROVED'
  | 'AUTO_CARRIED'
  | 'REJECTED'
  | 'SKIPPED'
  | 'CANCELLED'
  | 'EXPIRED'
  | 'OVERRIDDEN';

/** What a person said of a step. `actingFor`: whom a delegate decided for. */
export interface Vote {
  readonly person: string;
  readonly actingFor: string | null;
  readonly decision: 'approve' | 'reject';
  readonly hash: Fingerprint;
  readonly at: Instant;
}

/** That a step is passed over without its level: where it is still open, that somebody asked for it. */
export interface Override {
  readonly by: string;
  /** The other of two people who agreed, or who must. */
  readonly second: string | null;
  readonly reason: string | null;
  /** Who looked at it later, and what they said. */
  readonly reviewedBy: string | null;
  readonly comment: string | null;
}

/** One level that must approve a request. */
export interface Step {
  readonly requirement: Requirement;
  readonly standing: StepStanding;
  /** The level whose people are asked now: the required one, or one that it went to. */
  readonly level: string;
  readonly people: readonly string[];
  /** Whether somebody named the people, so that they are not found anew. */
  readonly isAssigned: boolean;
  /** The administrator who named them, who therefore does not decide here; null where nobody was named so. */
  readonly assignedBy: string | null;
  /** Who handed the step to whom: by whose right they decide, by who decides. */
  readonly handed: Readonly<Record<string, string>>;
  readonly quorum: number;
  readonly votes: readonly Vote[];
  readonly dueAt: Instant | null;
  /** How often it went on because time was up. */
  readonly rung: number;
  /** The human decision it relies on, where it is carried. */
  readonly carriedFrom: string | null;
  /** Who made that decision, and for whom. */
  readonly carriedOn: readonly string[];
  /** By whom it was passed over, or is to be. */
  readonly override: Override | null;
  /** When that decision runs out; null for never. */
  readonly holdsUntil: Instant | null;
}

/** One submission of one state of a deal, under one version of a matrix. */
export interface Request {
  readonly id: string;
  readonly deal: string;
  readonly parent: string | null;
  readonly submitter: string;
  readonly standing: RequestStanding;
  readonly hash: Fingerprint;
  readonly matrix: Fingerprint;
  readonly steps: readonly Step[];
  readonly validUntil: Instant | null;
  /** Counts up with each event. */
  readonly revision: number;
}

/** Standings that end a request for good. */
export const ENDED: ReadonlySet<RequestStanding> = new Set<RequestStanding>([
  'REJECTED',
  'RECALLED',
  'EXPIRED',
  'SUPERSEDED',
  'CANCELLED',
  'CONSUMED',
]);

/** Standings of a step that let the next level of its chain be asked. */
export const PASSED: ReadonlySet<StepStanding> = new Set<StepStanding>([
  'APPROVED',
  'AUTO_CARRIED',
  'SKIPPED',
  'OVERRIDDEN',
]);

/** The votes of a step that count: of whoever is asked now, by themselves or by who decided for them. Those of people who are asked no more stay, and count again once they are. */
export function countingVotes({ people, votes }: Step): readonly Vote[] {
  return votes.filter(
    ({ person, actingFor }) => people.includes(person) || (actingFor !== null && people.includes(actingFor)),
  );
}

/** Whether a step still waits for somebody. */
export function isOpen({ standing }: Step): boolean {
  return standing === 'WAITING' || standing === 'REQUESTED';
}
