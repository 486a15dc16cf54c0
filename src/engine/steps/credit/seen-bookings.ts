import { writeDay } from '../../kernel/day.js';
import type { BookingLine } from '../../model/facts.js';
import type { LinePlace } from '../../model/line-order.js';

/** The bookings that lines came of, to find one that comes back after others: its lines then do not stand side by side. */
export class SeenBookings {
  private readonly bySource = new Map<string, Set<string>>();

  /** Whether a booking was there before; from now on it was. */
  comesBack({ source, booking }: Pick<LinePlace, 'source' | 'booking'>): boolean {
    const known = this.bySource.get(source) ?? new Set();
    this.bySource.set(source, known);
    if (known.has(booking)) return true;
    known.add(booking);
    return false;
  }
}

/** What is said of a booking that comes back after other lines. */
export function apart({ booking, date }: BookingLine): string {
  return `The booking ${booking} comes back on ${writeDay(date)} after other lines; what is paid, rounded or added up by booking takes that part of it for itself.`;
}
