/** Where a transition stands. */
export type Standing = 'proposed' | 'approved' | 'refused' | 'applied' | 'withdrawn';

/** A transition: moves of accounts that are proposed, decided and applied together. Times are moments in ISO 8601. */
export interface Transition {
  readonly id: string;
  readonly standing: Standing;
  /** The transition that it takes back. */
  readonly undoes: string | null;
  readonly needsApproval: boolean;
  readonly approverRoles: readonly string[];
  readonly accounts: number;
  readonly proposer: string;
  readonly proposedAt: string;
  readonly decider: string | null;
  readonly decidedAt: string | null;
  readonly because: string | null;
  readonly applier: string | null;
  readonly appliedAt: string | null;
}

/** One account of a transition. */
export interface StoredMove {
  readonly transition: string;
  readonly standing: Standing;
  readonly account: string;
  readonly reason: string;
  /** `YYYY-MM-DD`. */
  readonly on: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly segment: string | null;
}
