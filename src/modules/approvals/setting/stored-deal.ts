import type { Facts } from '../../../engine/approvals/deal.js';
import type { Day } from '../../../engine/kernel/day.js';

/** Whom the bookings of a deal pay already: those whom they name or credit, and those who earn by rollup alone. */
export interface PaidOfDeal {
  readonly direct: readonly string[];
  readonly rollup: readonly string[];
}

/** Of a deal without bookings. */
export const NOBODY_PAID: PaidOfDeal = { direct: [], rollup: [] };

/** A deal as known at a position. */
export interface StoredDeal {
  readonly id: string;
  readonly seller: string | null;
  readonly account: string | null;
  readonly currency: string | null;
  readonly standing: 'open' | 'won' | 'lost';
  readonly offeredOn: Day;
  /** Position at which it was last told. */
  readonly revision: bigint;
  /** Position at which it was first told. */
  readonly firstTold: bigint;
  readonly facts: Facts;
  readonly lines: readonly Facts[];
  /** What is known of its account and its seller on the day. */
  readonly around: Facts;
  /** Participants who wrote any of its revisions. */
  readonly writtenBy: readonly string[];
  readonly paid: PaidOfDeal;
}
