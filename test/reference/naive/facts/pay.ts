import type { NamedPeriod } from '../../../../src/engine/kernel/day.js';
import type { Credit } from './credits.js';
import type { Fraction } from './fraction.js';

/** What an incentive has earned in a pay period of a window, exactly and in cents. */
export interface PeriodPay {
  readonly window: NamedPeriod;
  readonly period: NamedPeriod;
  readonly exact: Fraction;
  readonly cents: bigint;
  /** What each credit adds in the pay period, where it is paid credit by credit. */
  readonly parts?: readonly CreditPay[];
  /** How the cents lie on credits, or on none, where it is not. */
  readonly laid?: readonly LaidPay[];
  /** Whether what lies on credits is what each earned by itself. */
  readonly isOwn?: boolean;
}

/** Cents that lie on a credit, or on none. */
export interface LaidPay {
  readonly credit: Credit | null;
  readonly cents: bigint;
}

/** What a credit is paid. */
export interface CreditPay {
  readonly credit: Credit;
  readonly exact: Fraction;
  readonly cents: bigint;
}

/** What one incentive earns one person in one pay period of a window. */
export interface Earns {
  readonly participant: string;
  readonly incentive: string;
  readonly period: string;
  readonly window: string;
  readonly currency: string;
  readonly cents: bigint;
}
