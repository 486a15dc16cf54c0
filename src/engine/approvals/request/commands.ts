import type { Asking } from '../approvers.js';
import type { HumanDecision } from '../carry.js';
import type { Judgement } from '../requirement.js';
import type { Clock } from './due-at.js';
import type { RequestEvent } from './events.js';
import type { Instant } from './state.js';

/** Who asks, when, and everything that deciding hangs on, as it stands at that moment. */
export interface Setting {
  readonly actor: string;
  readonly at: Instant;
  readonly clock: Clock;
  readonly asking: Asking;
}

/** What is needed to evaluate a deal. */
export interface Evaluation {
  readonly judgement: Judgement;
  readonly decisions: readonly HumanDecision[];
}

/** Why something may not be done; the names are part of the interface. */
export type RefusalCode =
  | 'NOT_OPEN'
  | 'OLD_FINGERPRINT'
  | 'NOT_ASKED'
  | 'TAKES_PART'
  | 'NOT_ACTIVE'
  | 'DECIDED_BEFORE'
  | 'ALREADY_DECIDED'
  | 'GRANTED_OWN_RIGHT'
  | 'REPORTS_TO_SUBMITTER'
  | 'NO_REASON'
  | 'NOT_YOURS'
  | 'NOT_ALLOWED'
  | 'NO_AUTHORITY'
  | 'NOTHING_TO_RETRACT'
  | 'DECIDED_ABOVE'
  | 'CYCLE'
  | 'NEEDS_SECOND'
  | 'NOT_APPROVED';

/** What comes of a command: events to write down, none where it was done before, or why it may not be done. */
export type Decided =
  { readonly events: readonly RequestEvent[] } | { readonly refused: RefusalCode; readonly message: string };

/** A refusal. */
export function refused(code: RefusalCode, message: string): Decided {
  return { refused: code, message };
}
