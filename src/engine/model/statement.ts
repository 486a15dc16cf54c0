import type { Day, NamedPeriod } from '../kernel/day.js';
import type { PayState } from './ledger.js';
import type { AppliedRate } from './rates.js';

/** What an entry of the ledger is; a waiver stands for pay that finance gave up asking back. */
export type EntryKind =
  'earning' | 'waiver' | 'adjustment' | 'draw' | 'recovery' | 'hold' | 'release' | 'payment';

/** The booking line behind a line of a statement. */
export interface StatementBooking {
  readonly source: string;
  readonly booking: string;
  readonly line: number;
  readonly date: Day;
}

/** What a line of a statement pays: a booking line, what a window pays that is no booking's, or cents that rounding moved in a window. */
export type PaidFor = 'booking' | 'window' | 'rounding';

/** One booking line's part of an entry. Credit, rate and measure are decimals as stored, for reading; cents are what is paid. */
export interface StatementLine {
  readonly for: PaidFor;
  /** Null where it is for no booking, or for one that is not seen. */
  readonly booking: StatementBooking | null;
  /** The day on which it counts, where that is not the day of the booking. */
  readonly counted: Day | null;
  /** What converted the booking to the currency of the plan, where it was in another. */
  readonly creditRate: AppliedRate | null;
  readonly credit: string | null;
  readonly measureBefore: string | null;
  readonly tier: string;
  readonly rate: string | null;
  readonly cents: bigint;
  /** Cents that earlier entries posted for this booking, incentive and origin; with `cents` it is what the booking pays now. */
  readonly before: bigint;
  readonly cause: readonly string[];
}

/** How the participant stood in the window behind an entry, as decimals in their unit; a ratio of 1 is 100%. */
export interface Performance {
  readonly plan: string;
  readonly measure: string;
  /** What the measure counts, where it is not money: `logo`, `%`. */
  readonly unit: string | null;
  /** The measure's id where no credits add up to it; empty where the pay hangs on no measure. */
  readonly measured: string | null;
  readonly quota: string | null;
  readonly attainment: string | null;
  /** How what it earns was converted from the currency of the plan, in words; null where it was not. */
  readonly converted: string | null;
  /** The currency of the plan, where what it earns was converted from it. */
  readonly planCurrency: string | null;
}

/** A ledger entry as the participant sees it: `cents` are positive in their favour. */
export interface StatementEntry {
  readonly kind: EntryKind;
  readonly incentive: string;
  readonly currency: string;
  readonly state: PayState;
  readonly origin: NamedPeriod;
  readonly posted: NamedPeriod;
  readonly cents: bigint;
  readonly reason: string;
  /** Null for what no calculation earned. */
  readonly performance: Performance | null;
  readonly lines: readonly StatementLine[];
}

/** What was payable and held in one currency before the period. */
export interface Balance {
  readonly currency: string;
  readonly payable: bigint;
  readonly held: bigint;
}

/** A participant's account in one currency over a period: opening balance, what moved it, closing balance. */
export interface StatementAccount {
  readonly currency: string;
  /** Null where it would need days that are not seen. */
  readonly opening: Balance | null;
  readonly earned: readonly StatementEntry[];
  readonly adjusted: readonly StatementEntry[];
  /** Everything else that moved the balance: draws, recoveries, holds, releases, payments. */
  readonly moved: readonly StatementEntry[];
  /** Null together with the opening balance. */
  readonly closing: Balance | null;
}

/** What a participant is told for a period: one account per currency. */
export interface Statement {
  readonly participant: string;
  readonly name: string;
  readonly period: NamedPeriod;
  /** A closed period changes no more. */
  readonly isClosed: boolean;
  readonly accounts: readonly StatementAccount[];
  /** What is left out, in words, where who asks sees the participant's pay on some days only; null: it is whole. */
  readonly partial: string | null;
  /** Why credits of the period earned nothing. */
  readonly notes: readonly string[];
}
