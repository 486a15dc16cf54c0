import type { Fingerprint } from '../../kernel/fingerprint.js';
import type { Requirement } from '../requirement.js';
import type { Instant, RequestStanding, StepStanding } from './state.js';

/** Who did something, when and why. */
export interface By {
  /** The person who did it, or the rule by whose name it happened: AUTO_GATE, AUTO_CARRIED, TIME. */
  readonly actor: string;
  readonly actingFor: string | null;
  readonly reason: string | null;
  readonly at: Instant;
}

/** What can happen to a request. Events carry all that was found out, so that replaying them gives the same state without asking anybody again. */
export type Happening =
  | {
      readonly event: 'SUBMIT';
      readonly deal: string;
      readonly parent: string | null;
      readonly hash: Fingerprint;
      readonly matrix: Fingerprint;
    }
  | { readonly event: 'EVALUATED'; readonly steps: readonly FoundStep[]; readonly validUntil: Instant | null }
  | { readonly event: 'EVALUATION_ERROR'; readonly code: string }
  | { readonly event: 'RETRY' }
  | { readonly event: 'GATE_OPEN'; readonly step: number; readonly asked: Asked }
  | { readonly event: 'APPROVE' | 'REJECT' | 'RETRACT'; readonly step: number; readonly hash: Fingerprint }
  | {
      readonly event:
        | 'STEP_APPROVED'
        | 'CLOSE_GATE'
        | 'STEP_REJECTED'
        | 'CANCEL_STEP'
        | 'STEP_EXPIRED'
        | 'OVERRIDE_REVIEWED';
      readonly step: number;
    }
  | {
      readonly event: 'DELEGATE' | 'REASSIGN' | 'REORGANISE' | 'SLA_BREACH';
      readonly step: number;
      readonly asked: Asked;
    }
  /** `second`: the other of two people: who must agree to what is asked for, and whose asking was agreed to. */
  | { readonly event: 'OVERRIDE' | 'OVERRIDE_ASKED'; readonly step: number; readonly second: string | null }
  | { readonly event: 'APPROVED'; readonly validUntil: Instant | null }
  | {
      readonly event:
        | 'REJECTED'
        | 'RECALL'
        | 'TIMER_EXPIRED'
        | 'DEAL_CHANGED'
        | 'RESUBMIT'
        | 'DEAL_REVERTED'
        | 'VALIDITY_PASSED'
        | 'DEAL_CLOSED_LOST'
        | 'NO_APPROVER_LEFT';
    }
  | { readonly event: 'BOOKED'; readonly booking: string };

/** What happened to a request. */
export type RequestEvent = By & Happening;

/** How a step came out of the evaluation. */
export interface FoundStep {
  readonly requirement: Requirement;
  readonly standing: Extract<StepStanding, 'WAITING' | 'AUTO_CARRIED' | 'SKIPPED'>;
  readonly carriedFrom: string | null;
  /** Who made the decision it is carried from, and for whom; nobody where nothing is said. */
  readonly carriedOn?: readonly string[];
  /** When the decision that it relies on runs out; null for never, absent in logs from before this was written down. */
  readonly holdsUntil?: Instant | null;
}

/** Who is asked, how many of them must approve, and by when. */
export interface Asked {
  readonly level: string;
  readonly people: readonly string[];
  readonly isAssigned: boolean;
  readonly quorum: number;
  readonly dueAt: Instant | null;
}

/** What the standing of a request becomes by an event; events of steps leave it. */
export const BECOMES: Readonly<Partial<Record<RequestEvent['event'], RequestStanding>>> = {
  SUBMIT: 'EVALUATING',
  EVALUATION_ERROR: 'EVALUATION_FAILED',
  RETRY: 'EVALUATING',
  APPROVED: 'APPROVED',
  REJECTED: 'REJECTED',
  RECALL: 'RECALLED',
  TIMER_EXPIRED: 'EXPIRED',
  VALIDITY_PASSED: 'EXPIRED',
  RESUBMIT: 'SUPERSEDED',
  DEAL_REVERTED: 'APPROVED',
  DEAL_CLOSED_LOST: 'CANCELLED',
  NO_APPROVER_LEFT: 'EVALUATION_FAILED',
  BOOKED: 'CONSUMED',
};
