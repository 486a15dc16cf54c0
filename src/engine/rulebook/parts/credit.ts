import type { Ratio } from '../../kernel/ratio.js';
import type { Condition, Operand } from './condition.js';

/** Parts of a line that are stated as a share of it, 60% as 3/5. */
export interface ShareOf {
  readonly share: Ratio;
}

/** Parts of a line that a fact of the booking, or a value, gives: stages worked, days, a share. */
export interface NamedParts {
  readonly name: string;
}

/** Whole parts of the total, an equal part for each of several people, nothing, a share, or the name of what gives parts or a share. */
export type CreditParts = number | 'equal' | 'none' | ShareOf | NamedParts;

/** Parts of the same whole that retire quota. */
export type QuotaParts = Exclude<CreditParts, 'equal'>;

/** Who gets a part of a booking line, and how many of the parts; shares are exact, never rounded. */
export interface CreditPart {
  /** A relation of the catalogue, such as `booking.salesperson`. */
  readonly to: string;
  readonly parts: CreditParts;
  /** As many as `parts` unless said. The whole of both is what all `parts` make. */
  readonly quotaParts?: QuotaParts;
  /** What the credit is called where it is told: one that somebody keeps although the account is another's. */
  readonly as?: 'holdover';
}

/** What a credit does to a quota: it retires it and is paid on, is paid on alone, or retires it alone. */
export type QuotaEffect = 'counts' | 'does-not-count' | 'only';

/** Credit beside what the rules give, whoever they give it to: it never takes from theirs, and does not roll up. */
export interface Overlay {
  readonly id: string;
  readonly when: Condition | null;
  readonly to: string;
  /** The part of the line that all of `to` have together. */
  readonly share: Operand;
  readonly quota: QuotaEffect;
}
