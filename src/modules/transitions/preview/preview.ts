import type { Ratio } from '../../../engine/kernel/ratio.js';
import type { MovedCredit, MovedException } from '../../calculation/moved-credits.service.js';
import type { MoveRuling } from './limits.js';
import type { PlannedMove } from './planned-move.js';

/** What the policy's decision on holdovers says of an account that moves. */
export interface HoldoverRuling {
  readonly decision: string;
  /** `output: value` for each output; empty where there is no answer. */
  readonly says: readonly string[];
  readonly because: string;
}

/** One account of a preview. */
export interface PreviewedMove extends PlannedMove {
  readonly ruling: MoveRuling;
  readonly holdover: HoldoverRuling | null;
}

/** An opportunity that is open when its account moves, and what the policy says of a holdover of it. */
export interface PreviewedOpportunity {
  readonly opportunity: string;
  readonly account: string;
  readonly seller: string | null;
  readonly holdover: HoldoverRuling | null;
}

/** A credit that moves, and whether its booking date lies in a closed period. */
export interface PreviewedCredit extends MovedCredit {
  readonly isClosed: boolean;
}

/** What a participant is credited less and more of, in one currency, in open periods or in closed ones. */
export interface CreditSum {
  readonly participant: string;
  readonly currency: string;
  readonly isClosed: boolean;
  readonly before: Ratio;
  readonly after: Ratio;
}

/** What moving accounts comes to, before anybody proposes it. */
export interface TransitionPreview {
  readonly moves: readonly PreviewedMove[];
  /** At most so many as one preview asks the policy about. */
  readonly opportunities: readonly PreviewedOpportunity[];
  readonly credits: readonly PreviewedCredit[];
  readonly sums: readonly CreditSum[];
  readonly exceptions: readonly MovedException[];
  readonly needsApproval: boolean;
  readonly approverRoles: readonly string[];
}
