import { invariant } from '../../../../engine/kernel/invariant.js';
import type { LineChange, LineValue } from '../../../../engine/model/ledger.js';
import { after, together, WindowSettlement } from '../../../../engine/steps/settle/settle-window.js';

/** A row of one of the two sides, as they come: by window, then by booking line, the rounding line last. */
export interface SideRow {
  readonly number: number;
  readonly bookingLine: string | null;
  readonly isPosted: boolean;
  readonly value: LineValue;
  readonly told: Told;
}

/** What was told of a booking line since the last settlement, and why its pay is held, or is no longer. */
export interface Told {
  readonly revision: string | undefined;
  readonly held: string | undefined;
  /** Whether it is held now and was not, or the other way round. */
  readonly isMoved: boolean;
  /** Whether it is held, and was, for another reason. */
  readonly isOtherReason: boolean;
}

/** What the fold tells: each change as it is found, and each window's earned cents at its end. */
export interface FoldListener {
  changed(number: number, change: LineChange, told: Told): void;
  settled(number: number, earned: bigint): void;
}

/** Of a line that nobody spoke of. */
export const NOTHING_TOLD: Told = {
  revision: undefined,
  held: undefined,
  isMoved: false,
  isOtherReason: false,
};

/** Settles windows from their rows in order; holds one booking line at a time. */
export class WindowFold {
  private number = 0;
  private settlement = new WindowSettlement();
  private bookingLine: string | null = null;
  private told = NOTHING_TOLD;
  private earned: LineValue | undefined;
  private posted: LineValue | undefined;

  constructor(private readonly listener: FoldListener) {}

  take(row: SideRow): void {
    if (row.number !== this.number) this.endWindow();
    else if (row.bookingLine !== this.bookingLine) this.endLine();
    this.number = row.number;
    this.bookingLine = row.bookingLine;
    this.told = row.told;
    if (row.isPosted) this.posted = after(this.posted, row.value);
    else this.earned = together(this.earned, row.value);
  }

  /** After the last row. */
  end(): void {
    this.endWindow();
  }

  private endLine(): void {
    if (this.bookingLine !== null) {
      const change = this.settlement.line(this.bookingLine, this.earned, this.posted);
      this.tell(change ?? this.otherReason(this.bookingLine));
      this.posted = undefined;
    }
    this.earned = undefined;
    this.bookingLine = null;
  }

  /** A line of no amount, which tells why what is held is held by now. */
  private otherReason(bookingLine: string): LineChange | undefined {
    const { earned, posted, told } = this;
    if (!told.isOtherReason || !earned || !posted) return undefined;
    return { bookingLine, tier: earned.tier, rate: earned.rate, cents: 0n, exact: 0n, isNew: false };
  }

  private endWindow(): void {
    if (this.number === 0) return;
    invariant(this.bookingLine !== null || this.earned === undefined, 'an earning line without a booking');
    this.endLine();
    this.tell(this.settlement.rounding(this.posted));
    this.listener.settled(this.number, this.settlement.earned);
    this.settlement = new WindowSettlement();
    this.posted = undefined;
    this.number = 0;
  }

  private tell(change: LineChange | undefined): void {
    if (change)
      this.listener.changed(this.number, change, change.bookingLine === null ? NOTHING_TOLD : this.told);
  }
}
