import type { Clock } from '../approvals/request/due-at.js';
import type { Asked, Doer, Instant } from './dispute.js';

/** Who acts when, and who would be asked at a level. Time is an argument. */
export interface DisputeSetting {
  readonly doer: Doer;
  readonly isCompOperations: boolean;
  readonly at: Instant;
  readonly clock: Clock;
  /** For whom who acts may decide, by delegations in force that who acts did not tell. */
  readonly standsInFor: ReadonlySet<string>;
  /** Who manages who acts. */
  readonly managers: ReadonlySet<string>;
  askedAt(level: string): Asked;
}
