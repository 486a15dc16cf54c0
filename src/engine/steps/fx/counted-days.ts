import type { Day } from '../../kernel/day.js';
import type { LineOrdinal } from '../../model/result.js';
import type { Books } from '../credit/admission.js';
import type { Origin } from './exchange.js';

/** The days on which a person's credits count, where a plan may count them on another day than that of the booking. */
export class CountedDays {
  private readonly ofLines = new Map<LineOrdinal, Day>();
  private readonly ofBookings = new Map<number, Day>();

  constructor(
    private readonly books: Books,
    participant: string,
  ) {
    const person = books.roster.numberOf(participant);
    const own = person === undefined ? undefined : books.credits.of(person);
    own?.line.forEach((line, place) => {
      const day = own.date?.[place];
      if (day === undefined) return;
      this.ofLines.set(line, day);
      const booking = books.lines.booking.at(line);
      if (!this.ofBookings.has(booking)) this.ofBookings.set(booking, day);
    });
  }

  /** The day of a credit. */
  ofLine(line: LineOrdinal): Day {
    return this.ofLines.get(line) ?? this.books.lines.date.at(line);
  }

  /** The day on which the booking that a line changes counted for the person; its own date where they have no credit of it. */
  ofOriginal({ line, date }: Origin): Day {
    return this.ofBookings.get(this.books.lines.booking.at(line)) ?? date;
  }
}
