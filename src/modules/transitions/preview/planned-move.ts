import type { Day } from '../../../engine/kernel/day.js';
import type { FactsOfAccount } from '../../accounts/accounts.service.js';

/** An account that is to change hands, with what is known of it on the day. */
export interface PlannedMove {
  readonly account: string;
  readonly name: string;
  readonly reason: string;
  readonly on: Day;
  /** The first day on which somebody else was to have it anyway; null for none. */
  readonly until: Day | null;
  /** Who has it on the day; null for nobody. */
  readonly from: string | null;
  /** Null where a move is taken back and nobody had it before. */
  readonly to: string | null;
  readonly segment: string | null;
  readonly facts: FactsOfAccount;
}
