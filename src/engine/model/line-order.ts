import { compareText } from '../kernel/text-order.js';
import type { BookingLine } from './facts.js';

/** What places a line in the total order. */
export type LinePlace = Pick<BookingLine, 'date' | 'sequence' | 'source' | 'booking' | 'line'>;

/** The one order in which lines count: date, the source's sequence, source, booking, line. When a line reached us never matters. */
export function compareLines(a: LinePlace, b: LinePlace): number {
  if (a.date !== b.date) return a.date - b.date;
  if (a.sequence !== b.sequence) return a.sequence < b.sequence ? -1 : 1;
  return compareText(a.source, b.source) || compareText(a.booking, b.booking) || a.line - b.line;
}

/** The lines in their order, as `calculate` needs them; the given list stays as it is. */
export function inLineOrder(lines: Iterable<BookingLine>): BookingLine[] {
  return [...lines].sort(compareLines);
}
