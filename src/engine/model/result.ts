import type { Day, NamedPeriod } from '../kernel/day.js';
import type { Ratio } from '../kernel/ratio.js';
import type { BookingLine } from './facts.js';

/** How somebody came by a credit. `house` is nobody's: it waits for a ruling. */
export type CreditKind = 'direct' | 'split' | 'rollup' | 'house';

/** One participant's part of one booking line: net × parts ÷ of, kept exact. */
export interface Credit {
  readonly participant: string | null;
  readonly line: BookingLine;
  readonly kind: CreditKind;
  /** `policy/rule` that gave it. */
  readonly rule: string;
  readonly parts: number;
  readonly of: number;
}

/** Why a booking line was credited to nobody, or could not be judged. */
export interface CreditException {
  readonly line: BookingLine;
  readonly code: string;
  readonly reason: string;
}

/** What an incentive earns a participant in a period, and the numbers of the window that made it. Money is in the plan's currency. */
export interface Earning {
  readonly participant: string;
  /** Empty when the credits of this period count for no incentive; `reason` then says why. */
  readonly incentive: string;
  readonly plan: string;
  /** Fingerprint of the plan version that decided. */
  readonly version: string;
  readonly period: NamedPeriod;
  readonly window: NamedPeriod;
  readonly currency: string;
  readonly measure: Ratio;
  readonly quota: Ratio | null;
  readonly attainment: Ratio | null;
  /** Cents: the sum of the lines' amounts. */
  readonly amount: bigint;
  readonly working: WindowWorking;
  readonly reason: string | null;
}

/** The window's own numbers, enough to say its pay in a sentence. */
export interface WindowWorking {
  readonly formula: string;
  readonly tiers: readonly TierWorking[];
  readonly modifiers: readonly ModifierWorking[];
  /** Pay before rounding. */
  readonly exact: Ratio;
  readonly rounding: string;
}

export interface TierWorking {
  readonly id: string;
  /** The part of the base paid at this rate, and what it came to, both exact. */
  readonly base: Ratio;
  readonly rate: Ratio;
  readonly amount: Ratio;
}

export interface ModifierWorking {
  readonly what: string;
  readonly times: Ratio;
  readonly applied: boolean;
  readonly because: string;
}

/** One credit's part of an earning. The amounts of an earning's lines make its amount to the cent. */
export interface EarningLine {
  readonly credit: Credit;
  /** Sum of the window's credits before this one; after it is this plus the credit. */
  readonly measureBefore: Ratio;
  /** The tier that the credit's last part reached; empty when there are none. */
  readonly tier: string;
  /** Paid ÷ credited: the line's effective rate before rounding; null when the credit is zero. */
  readonly rate: Ratio | null;
  readonly exact: Ratio;
  /** Cents. */
  readonly amount: bigint;
}

/** What the engine could not do and a person must look at. */
export interface Trouble {
  readonly participant: string;
  readonly period: string;
  readonly code: string;
  readonly message: string;
}

/** The date on which something was earned or credited, for sorting and for settlement's oldest open period. */
export type EarnedOn = Day;
