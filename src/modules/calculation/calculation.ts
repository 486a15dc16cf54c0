/** Amounts by currency, as decimals. */
export type Amounts = Readonly<Record<string, string>>;

/** What happened in a pay period. Bookings and exceptions are those dated in it; a booking counts once a day. */
export interface PeriodTotals {
  readonly name: string;
  readonly from: string;
  readonly until: string;
  readonly bookings: number;
  readonly lines: number;
  readonly net: Amounts;
  readonly credits: number;
  readonly exceptions: number;
  readonly earned: Amounts;
}

/** A calculation in numbers. */
export interface Totals {
  readonly periods: readonly PeriodTotals[];
  /** Lines dated in none of the periods. */
  readonly outside: { readonly bookings: number; readonly lines: number; readonly net: Amounts };
  readonly bookings: number;
  readonly lines: number;
  readonly participants: number;
  readonly exceptions: number;
  readonly exceptionsByCode: Readonly<Record<string, number>>;
  readonly earnings: number;
  /** Blocks that an earlier calculation holds, and that were not written again. */
  readonly shared: number;
  readonly troubles: readonly {
    readonly participant: string;
    readonly period: string;
    readonly code: string;
    readonly message: string;
  }[];
}

/** A document version that a calculation was made by. */
export interface PinnedVersion {
  readonly kind: string;
  readonly name: string;
  readonly version: string;
  readonly fingerprint: string;
  readonly from: string | null;
  readonly until: string | null;
}

/** A complete calculation as everybody sees it. */
export interface CalculationSummary {
  readonly calculation: bigint;
  readonly position: bigint;
  readonly engine: string;
  readonly rulebook: string;
  readonly versions: readonly PinnedVersion[];
  readonly fingerprint: string;
  readonly digest: string;
  readonly totals: Totals;
}

/** How far a calculation is. Lines are read by every shard; participants are earned by one each. */
export interface CalculationProgress {
  readonly step: 'read' | 'earn' | 'publish';
  readonly done: number;
  /** 0 while the whole is not known. */
  readonly of: number;
}

/** What asking for a calculation gave: a new one, or the complete one of the very same inputs. */
export interface Calculated {
  readonly summary: CalculationSummary;
  readonly sameAs: bigint | null;
  /** The position it holds for: where the inputs were pinned, also when an older calculation came out. */
  readonly position: bigint;
}
