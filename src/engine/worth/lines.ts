import type { BookingLine } from '../model/facts.js';
import { compareLines } from '../model/line-order.js';
import type { CreditException } from '../model/result.js';

/** The lines of each booking together; `null` where those of one do not stand side by side. */
export function runsOf(lines: readonly BookingLine[]): readonly (readonly BookingLine[])[] | null {
  const runs: BookingLine[][] = [];
  const bookings = new Set<string>();
  let [last, run]: [string | undefined, BookingLine[]] = [undefined, []];
  for (const line of lines) {
    const booking = bookingOf(line);
    if (booking !== last) runs.push((run = []));
    bookings.add(booking);
    run.push(line);
    last = booking;
  }
  return bookings.size < runs.length ? null : runs;
}

function bookingOf({ source, booking }: BookingLine): string {
  return `${source}\u001f${booking}`;
}

/** Two lists of lines as one, both in their order. */
export function merged(
  lines: readonly BookingLine[],
  others: readonly BookingLine[],
): readonly BookingLine[] {
  const all: BookingLine[] = [];
  let next = 0;
  for (const line of lines) {
    for (let other = others[next]; other && compareLines(other, line) < 0; other = others[next]) {
      all.push(other);
      next += 1;
    }
    all.push(line);
  }
  return [...all, ...others.slice(next)];
}

/** The exceptions of some lines among all. */
export function exceptionsOf(
  found: Iterable<CreditException>,
  all: readonly BookingLine[],
  asked: ReadonlySet<BookingLine>,
): ReadonlyMap<BookingLine, readonly CreditException[]> {
  const exceptions = new Map<BookingLine, CreditException[]>();
  for (const exception of found) {
    const line = all[exception.line];
    if (line && asked.has(line)) exceptions.set(line, [...(exceptions.get(line) ?? []), exception]);
  }
  return exceptions;
}
