import type { Day, NamedPeriod } from '../../../engine/kernel/day.js';
import type { WindowKey } from '../../../engine/model/ledger.js';

/** An earning of the calculation, or the lines of it that are held or are not, and the calculation that holds them. */
export interface EarningBlock {
  readonly id: string;
  readonly heldIn: bigint;
  readonly lines: number;
  readonly cents: bigint;
  /** Which of its lines: those that are held, or those that are not; null: all, as none is. */
  readonly held: boolean | null;
}

/** An entry that earlier settlements posted on the window. */
export interface PostedEntry {
  readonly entry: bigint;
  readonly place: number;
  readonly position: bigint;
  readonly lines: number;
}

/** A window that differs from the last settled calculation: what it earns now and what was posted on it. */
export interface SettlingWindow {
  /** Its place among the windows of the settlement, from 1: the number of its ledger entry. */
  readonly number: number;
  readonly key: WindowKey;
  readonly posted: NamedPeriod;
  /** First day of the measure's window. */
  readonly measuredFrom: Day;
  readonly earnings: readonly EarningBlock[];
  readonly entries: readonly PostedEntry[];
  /** Whether lines of it are held, or were: what moves between held and payable says why. */
  readonly isSplit: boolean;
}

/** Whether nothing was posted on the window and it falls into its own period: then its lines are posted as they are earned. */
export function isFresh({ entries, posted, key, isSplit }: SettlingWindow): boolean {
  return !isSplit && entries.length === 0 && posted.name === key.origin.name;
}

/** How many lines both sides of a window have. */
export function linesOf({ earnings, entries }: SettlingWindow): number {
  return [...earnings, ...entries].reduce((sum, { lines }) => sum + lines, 0);
}

/** The calculations whose partitions hold the windows' lines, so that no other is looked at. */
export function holding(windows: readonly SettlingWindow[]): readonly bigint[] {
  return [...new Set(windows.flatMap(({ earnings }) => earnings.map(({ heldIn }) => heldIn)))];
}

/** What the calculation earns in the window, in cents. */
export function earnedCents({ earnings }: SettlingWindow): bigint {
  return earnings.reduce((sum, { cents }) => sum + cents, 0n);
}
