import type { Day, NamedPeriod } from '../kernel/day.js';
import type { Ratio } from '../kernel/ratio.js';
import type { CreditException } from '../model/result.js';

/** Where an incentive stands by the end of a pay period. */
export interface WorthStanding {
  /** What the pay period earns, in cents. */
  readonly amount: bigint;
  readonly measure: Ratio;
  readonly quota: Ratio | null;
  /** Measure ÷ quota; 1 is 100%. */
  readonly attainment: Ratio | null;
  /** The tier that the last credit reached; empty where there is none. */
  readonly tier: string;
}

/** What an incentive would earn otherwise in one pay period, and where its window would stand. */
export interface WorthEarning {
  readonly incentive: string;
  readonly plan: string;
  /** Fingerprint of the plan version that would decide. */
  readonly version: string;
  readonly period: NamedPeriod;
  readonly window: NamedPeriod;
  readonly currency: string;
  /** The currency of the plan, in which its measure and quota are, where they are money. */
  readonly planCurrency: string;
  /** What the measure counts, where it is not money. */
  readonly unit: string | null;
  /** Cents: after − before; below zero where it would earn less. */
  readonly amount: bigint;
  /** Null where the window has nothing yet. */
  readonly before: WorthStanding | null;
  readonly after: WorthStanding | null;
  /** Why it is no more, or what limits it. */
  readonly because: readonly string[];
}

/** Why a line of a deal does not count for a participant: nobody, or not they, would be credited; or their credit is not counted by something. */
export interface Unworthy {
  /** The deal's place among those asked, and its line, from 1. */
  readonly deal: number;
  readonly line: number;
  readonly code: CreditException['code'] | 'OTHERS' | 'NOT_COUNTED';
  /** For NOT_COUNTED the plan version and its measure or incentive. */
  readonly of: { readonly plan: string; readonly version: string; readonly id: string } | null;
  readonly because: readonly string[];
  /** For NOT_COUNTED the facts of the deal that are not known and could make it count; left out where there are none. */
  readonly lacking?: readonly string[];
}

/** What deals would be worth to a participant. */
export interface Worth {
  /** The day of each deal that is counted, in the order in which they were asked. */
  readonly dates: readonly Day[];
  readonly earnings: readonly WorthEarning[];
  readonly uncounted: readonly Unworthy[];
}

/** The cents that a worth comes to, by currency; none where nothing changes. */
export function sumsOf({ earnings }: Pick<Worth, 'earnings'>): ReadonlyMap<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const { currency, amount } of earnings) sums.set(currency, (sums.get(currency) ?? 0n) + amount);
  return sums;
}

/** One deal: by itself, on top of the deals asked before it, and by itself if it slips. */
export interface DealWorth {
  readonly deal: string;
  readonly alone: Worth;
  readonly inOrder: Worth;
  /** Null where it was not asked, or the calendar has no next period. */
  readonly slipped: Worth | null;
}

/** Deals one by one, and all of them together. What the deals are worth in order adds up to what they are worth together. */
export interface WorthOfDeals {
  readonly deals: readonly DealWorth[];
  readonly together: Worth;
  readonly slipped: Worth | null;
  /** SPIFFs in force on a day of the deals that are not weighed, because what they pay hangs on what others book. */
  readonly notWeighed: readonly string[];
}
