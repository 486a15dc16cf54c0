import type { Day, NamedPeriod } from '../kernel/day.js';
import type { Ratio } from '../kernel/ratio.js';
import type { AppliedRate } from './rates.js';

/** How somebody came by a credit. What the house gets is an exception that waits for a ruling, not a credit. */
export type CreditKind = 'direct' | 'split' | 'rollup' | 'overlay';

/**
 * Which booking line: its ordinal, from 0, in the declared order in which the lines were given to the engine. The caller knows which
 * line that was; the engine holds only what it computes with.
 */
export type LineOrdinal = number;

/** One participant's part of one booking line: net × parts ÷ of, kept exact. */
export interface Credit {
  readonly participant: string;
  readonly line: LineOrdinal;
  readonly kind: CreditKind;
  /** `policy/rule` that gave it. */
  readonly rule: string;
  /** Parts that are paid on. */
  readonly parts: number;
  readonly of: number;
  /** Parts that retire quota, where those are others. */
  readonly quotaParts?: number;
  /** The day on which it counts, where that is another than the one of the booking. */
  readonly counted?: Day;
  /** The person's part of the net that is shown, in the booking's currency, and the rate that converted it, where that is another than the plan's. */
  readonly booked?: { readonly net: Ratio; readonly rate: AppliedRate };
}

/** Why a booking line was credited to nobody, or what somebody has to look at: the house account, nobody's plan, another currency, a rate that is missing, parts that make no whole, a windfall. */
export interface CreditException {
  readonly line: LineOrdinal;
  readonly code:
    | 'HOUSE'
    | 'NO_PLAN'
    | 'NO_POLICY'
    | 'CURRENCY'
    | 'NO_RATE'
    | 'UNKNOWN_PERSON'
    | 'UNDECIDED'
    | 'NO_PERIOD'
    | 'NO_NUMBER'
    | 'NO_PARTS'
    | 'NO_DATE'
    | 'WINDFALL';
  readonly reason: string;
  /** Whom the line, or their part of it, was for, where it is about one person. */
  readonly participant?: string;
}

/** What an incentive earns a participant in a period, and the numbers of the window that made it. Money is in the plan's currency, but `amount` where `working.pay` says from which. */
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
  /** The window up to this period's end, tier by tier, before the modifiers. */
  readonly tiers: readonly TierWorking[];
  readonly modifiers: readonly ModifierWorking[];
  /** What earlier pay periods of the same window earned, before rounding; this period earns the rest. */
  readonly earlier: Ratio;
  /** What the measure counts, where it is not money: `logo`, `%`, `days`. */
  readonly unit?: string;
  /** What the bases of the tiers count, where that is not money; rates are then money for each of them. */
  readonly per?: string;
  /** The measure's id where no credits add up to it, such as a result that somebody hands in; empty where the pay hangs on no measure, or on one that is not known. */
  readonly measured?: string;
  /** What that measure is made of, where it is made of others. */
  readonly made?: { readonly by: 'ratio' | 'difference' | 'weighted'; readonly of: readonly Stood[] };
  /** Over how many days until the end of the period the measure is, where it is over no window. */
  readonly rolling?: number;
  /** The quota before relief for time away, where that is more. */
  readonly relievedFrom?: Ratio;
  /** Of how many people the quota is the sum, where it is a team's. */
  readonly members?: number;
  /** Whether each credit is rated by the quota of its day; the earning says the last. */
  readonly quotaByCredit?: true;
  /** What the window before left below zero, which this window's measure begins with. */
  readonly carried?: Ratio;
  /** The measure that is paid on, where another picks the tier. */
  readonly paidOn?: string;
  /** What of the measure is paid on, where that is not what was credited: other parts retire quota, or the incentive pays on some credits only. */
  readonly paid?: Ratio;
  /** This period's pay before rounding. */
  readonly exact: Ratio;
  readonly rounding: string;
  /** What the plan's currency was converted to the person's from; the amount of the earning is in the person's. */
  readonly pay?: PayConversion;
}

/** What an earning was in the plan's currency, and the rates by which the person is paid it. */
export interface PayConversion {
  readonly currency: string;
  /** Cents. */
  readonly amount: bigint;
  /** What the person is paid before rounding. */
  readonly exact: Ratio;
  /** Each rate once; none where one is missing. */
  readonly rates: readonly AppliedRate[];
}

/** What one tier did for the window: its part of the base, its rate, and what they make. */
export interface TierWorking {
  readonly id: string;
  /** The part of the base paid at this rate, and what it came to, both exact. */
  readonly base: Ratio;
  readonly rate: Ratio;
  readonly amount: Ratio;
  /** The group of credits it was for, where the formula is applied to each by itself. */
  readonly group?: TierGroup;
  /** What decided it beside the measure: the places on a matrix, the weight and score of an objective, the amounts that were chosen from. */
  readonly by?: readonly Stood[];
}

/** Credits of a window that share the value of a fact; null is the group of those for which nobody knows it. */
export interface TierGroup {
  readonly by: string;
  readonly is: string | null;
}

/** A number that a window stood at, in money where it has no other unit. */
export interface Stood {
  readonly name: string;
  readonly value: Ratio;
  readonly unit?: string;
  /** How much it counts, where it is weighted. */
  readonly weight?: Ratio;
  /** How it was made, in sentences, where it is what another incentive would earn. */
  readonly how?: string;
}

/** How a modifier was judged on the window, and what it multiplied pay by where it applied. */
export interface ModifierWorking {
  readonly what: string;
  readonly times: Ratio;
  readonly applied: boolean;
  readonly because: string;
  /** What a limit took off or put on, where it is no factor. */
  readonly change?: Ratio;
}

/**
 * One credit's part of an earning. The amounts of an earning's lines make its amount to the cent. Ratios are as they were accumulated,
 * not in lowest terms: compare them with `compare`, write them with `writeDecimal`.
 */
export interface EarningLine {
  /** Null where the window's pay is no credit's: a guarantee, a bonus on a result that somebody handed in. */
  readonly credit: Credit | null;
  /** The credit's amount, in the plan's currency. */
  readonly credited: Ratio;
  /** Sum of the window's credits before this one; after it is this plus the credit. */
  readonly measureBefore: Ratio;
  /** The tier that the credit's last part reached, or that the window's total decides; empty when there is none. */
  readonly tier: string;
  /** Paid ÷ credited: the line's effective rate before rounding; null when the credit is zero. */
  readonly rate: Ratio | null;
  readonly exact: Ratio;
  /** Cents. */
  readonly amount: bigint;
  /** What the line was in the plan's currency, in cents, and its rate, where the person is paid in another; `exact` and `amount` are then in the person's. */
  readonly paid?: {
    readonly amount: bigint;
    readonly rate: AppliedRate | null;
    /** Where it is paid by several rates, how much of it by each, in the plan's currency; `rate` is then the first. */
    readonly parts?: readonly PaidPart[];
  };
}

/** A part of what a line was in the plan's currency, and the rate by which it is paid. */
export interface PaidPart {
  readonly amount: Ratio;
  readonly rate: AppliedRate;
}

/** A line that is a credit's. */
export interface CreditLine extends EarningLine {
  readonly credit: Credit;
}

/** What the engine could not do and a person must look at. */
export interface Trouble {
  readonly participant: string;
  readonly period: string;
  readonly code: string;
  readonly message: string;
}

/** An earning with its lines; the lines are made as they are read, once, so that nobody has to hold a window's lines. */
export interface Earned {
  readonly earning: Earning;
  readonly lines: Iterable<EarningLine>;
  /** Whether each line is what its own credit earned, rather than the credit's part of a whole. */
  readonly byCredit?: boolean;
}
