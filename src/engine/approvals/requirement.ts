import type { Terms } from './deal.js';

/** Why a level is required: a row that matched, and the judged terms it read. */
export interface Reason {
  readonly row: string;
  readonly because: string;
  /** Names of the judged terms that the row tests. */
  readonly tested: readonly string[];
  /** Covers what the row says; another wording is another row. */
  readonly fingerprint: string;
}

/** A level that must approve, with every reason for it. */
export interface Requirement {
  readonly level: string;
  /** Which chain it stands in: the ladder, or a chain of its own. */
  readonly chain: string;
  /** Its place in the chain, from 0: a level is asked when those before it have approved. */
  readonly order: number;
  readonly reasons: readonly Reason[];
}

/** Why a deal could not be judged; nothing is approved then. */
export type JudgingFault =
  'NO_MATCH' | 'SEVERAL_MATCH' | 'ROWS_DIFFER' | 'UNKNOWN_FACT' | 'CURRENCY' | 'NO_AUTHORITY';

/** What a matrix says of a deal. */
export type Judgement =
  | {
      readonly kind: 'judged';
      readonly requirements: readonly Requirement[];
      /** Rows that answered, in their order; none where no row matched and that means approval or a level. */
      readonly rows: readonly string[];
      /** Rows that matched and do not count by the hit policy. */
      readonly passedOver: readonly string[];
      readonly terms: Terms;
    }
  | {
      readonly kind: 'failed';
      readonly code: JudgingFault;
      readonly reason: string;
      readonly rows: readonly string[];
    };

/** The name of the chain of the ladder. */
export const LADDER = 'ladder';
