import type { Day, NamedPeriod } from '../kernel/day.js';
import type { Stretch } from '../kernel/calendar-period.js';

/** Whether an amount is the participant's to be paid, or waits for something such as the customer's cash. */
export type PayState = 'payable' | 'held';

/** Whole trillionths of a currency unit: the 12 decimals to which exact pay is stored and compared. */
export type Trillionths = bigint;

/** Stands for the booking line of what a window pays that is no booking's: a guarantee, a bonus on a reported result. It sorts before every other. */
export const WINDOW_LINE = '00000000-0000-0000-0000-000000000000';

/** How often a plan pays. */
export type PayEvery = Stretch | 'plan-to-date';

/** What a difference is taken over: everything one incentive earned a participant in one origin period, in one state. */
export interface WindowKey {
  readonly participant: string;
  readonly incentive: string;
  readonly currency: string;
  /** The pay calendar and how often the plan pays decide which period takes a late difference. */
  readonly calendar: string;
  readonly every: PayEvery;
  readonly origin: NamedPeriod;
  readonly state: PayState;
}

/** What one booking line comes to under one key, with the rate and tier that made it. */
export interface LineValue {
  readonly exact: Trillionths;
  readonly cents: bigint;
  readonly tier: string;
  /** Trillionths; null when the line has no one rate. */
  readonly rate: Trillionths | null;
}

/** A line as now known to be earned. */
export interface EarnedLine extends LineValue {
  readonly key: WindowKey;
  /** `WINDOW_LINE` for what is no booking's. */
  readonly bookingLine: string;
}

/**
 * A line of the ledger. What a calculation posted and what finance waived stand for what was earned; an adjustment is finance's own
 * and is never netted. `bookingLine` is null for the rounding line of a window.
 */
export interface PostedLine extends LineValue {
  readonly key: WindowKey;
  readonly bookingLine: string | null;
  readonly kind: 'earning' | 'waiver' | 'adjustment';
}

/** A change of what one booking line earned a participant: to be posted to a period that is not closed. */
export interface LineChange {
  /** Null: the rounding line of the window. */
  readonly bookingLine: string | null;
  readonly tier: string;
  readonly rate: Trillionths | null;
  readonly cents: bigint;
  readonly exact: Trillionths;
  /** Nothing of this line was posted before. */
  readonly isNew: boolean;
}

/** A change with its place in the ledger and the facts that caused it; no cause means a booking first posted in its own period. */
export interface Posting extends LineChange {
  readonly key: WindowKey;
  readonly posted: NamedPeriod;
  readonly cause: readonly string[];
}

/** The pay calendars as they stand: which days are closed, and which periods come. */
export interface PayCalendars {
  /** The first day that is not closed; null when nothing was ever closed. */
  closedUntil(calendar: string): Day | null;
  /** The pay period a day falls in; undefined where the calendar has none. */
  periodAt(calendar: string, every: PayEvery, day: Day): NamedPeriod | undefined;
  /** The first day on which the participant is no longer paid; null for somebody who stays. */
  leftOn(participant: string): Day | null;
}

/** What changed since the last settlement, asked per line. */
export interface Causes {
  /** The revision of this booking line itself. */
  ofLine(bookingLine: string): string | undefined;
  /** Other facts that touch the window: bookings of its measure's window, quotas, assignments, documents. */
  ofWindow(key: WindowKey): readonly string[];
}

/** Said beside bookings of somebody else: only that they moved it, not by what numbers. */
export const WITH_OTHERS = 'of others with whom it is shared';

/** What is told of them to those who do not see these bookings. */
export const OTHERS_BOOKED = 'what others booked, with whom it is shared';

/** What is told of a deal or a credit ruling of somebody else that moved a line, to those who may not know of it. */
export const ANOTHERS_FACT = 'a fact of another';
