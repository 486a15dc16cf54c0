import { CHANGES } from '../../../model/derived/related-facts.js';
import type { BookingLine } from '../../../model/facts.js';
import type { LineOrdinal } from '../../../model/result.js';
import { IntColumn } from '../../credit/columns.js';

/** Where a line stands: the number of its deal, the line of the booking, and whether the booking changes another one of the deal. */
export interface InDeal {
  readonly deal: number;
  readonly line: number;
  readonly isChange: boolean;
}

/**
 * The deals that lines are part of, found while the lines pass by in their order. A deal is a booking with the bookings that change it, and those that
 * change these. A booking that names one of another source, or one that comes later, is a deal by itself. Kept only where something caps credits or deals.
 */
export class Deals {
  private readonly known = new Map<string, { readonly deal: number; readonly isChange: boolean }>();
  /** Per line: the number of its deal, from 1 on, negative for one that changes the booking with which the deal began; and its number in its booking. */
  private readonly deals = new IntColumn();
  private readonly numbers = new IntColumn();
  private readonly changes: number;
  private count = 0;

  constructor(
    private readonly areKept: boolean,
    lineFacts: readonly string[],
  ) {
    this.changes = lineFacts.indexOf(CHANGES);
  }

  /** Takes the next line, before anything is asked about it. */
  pass(line: BookingLine): void {
    if (!this.areKept) return;
    const { deal, isChange } = this.dealOf(line);
    this.deals.push(isChange ? -deal : deal);
    this.numbers.push(line.line);
  }

  /** Where a line stands. */
  at(line: LineOrdinal): InDeal {
    const deal = this.deals.at(line);
    return { deal: Math.abs(deal), line: this.numbers.at(line), isChange: deal < 0 };
  }

  private dealOf({ source, booking, facts }: BookingLine): { deal: number; isChange: boolean } {
    const key = keyOf(source, booking);
    const known = this.known.get(key);
    if (known) return known;
    const changes = facts[this.changes];
    const original = typeof changes === 'string' ? this.known.get(keyOf(source, changes)) : undefined;
    const found = original ? { deal: original.deal, isChange: true } : { deal: this.next(), isChange: false };
    this.known.set(key, found);
    return found;
  }

  private next(): number {
    this.count += 1;
    return this.count;
  }
}

function keyOf(source: string, booking: string): string {
  return `${source}\u001f${booking}`;
}
