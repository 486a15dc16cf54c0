import type { Facts } from '../../../engine/approvals/deal.js';

/** A deal as known at a position. */
export interface StoredDeal {
  readonly id: string;
  readonly seller: string | null;
  readonly account: string | null;
  readonly currency: string | null;
  readonly standing: 'open' | 'won' | 'lost';
  /** Position at which it was last told. */
  readonly revision: bigint;
  readonly facts: Facts;
  readonly lines: readonly Facts[];
  /** Participants who wrote any of its revisions. */
  readonly writtenBy: readonly string[];
}
