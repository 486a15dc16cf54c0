import { invariant } from '../../kernel/invariant.js';
import type { BookingLine } from '../../model/facts.js';
import type { LineOrdinal } from '../../model/result.js';

/** What names a booking among all sources. */
export type BookingKey = string;

/** What names a booking of a source. */
export function bookingKey(source: string, booking: string): BookingKey {
  return `${source}\u001f${booking}`;
}

/** What bookings came to in the lines that a SPIFF was offered, beside what changes them: a booking that is taken back whole holds no place. */
export class BookingNets {
  private readonly names = new Map<number, BookingKey>();
  private readonly nets = new Map<BookingKey, bigint>();
  private readonly changed = new Set<BookingKey>();
  private last = -1;

  /** Takes a line once, however many people are given a part of it. `run` is the number of its booking among the lines. */
  take(line: BookingLine, ordinal: LineOrdinal, at: { run: number; changes: string | undefined }): void {
    if (ordinal === this.last) return;
    invariant(ordinal > this.last, 'a line is offered to a SPIFF after a later one');
    this.last = ordinal;
    const own = bookingKey(line.source, line.booking);
    this.names.set(at.run, own);
    this.add(own, line.net);
    if (at.changes === undefined) return;
    const original = bookingKey(line.source, at.changes);
    this.changed.add(original);
    this.add(original, line.net);
  }

  /** The name of a booking by its number. */
  nameOf(run: number): BookingKey {
    return this.names.get(run) ?? '';
  }

  /** Whether a booking is there, and something is left of it when all is counted that changes it. */
  stands(booking: BookingKey): boolean {
    const net = this.nets.get(booking);
    return net !== undefined && (net > 0n || !this.changed.has(booking));
  }

  private add(booking: BookingKey, net: bigint): void {
    this.nets.set(booking, (this.nets.get(booking) ?? 0n) + net);
  }
}
