import type { Clock } from '../../../engine/approvals/request/due-at.js';
import { civilFromDays, daysFromCivil } from '../../../engine/kernel/day.js';
import { invariant } from '../../../engine/kernel/invariant.js';

/** The clock of a time zone of the IANA list: which day an instant falls on there, and when a day of it is so old. */
export function zoneClock(timeZone: string): Clock {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  /** How far the place is ahead of UTC at an instant, in milliseconds. */
  const ahead = (at: number): number => {
    const part = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const of = (name: Intl.DateTimeFormatPartTypes): number => {
      const found = part.get(name);
      invariant(found !== undefined, `the time zone ${timeZone} has no ${name}`);
      return found;
    };
    const there = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
    return there - Math.floor(at / 1_000) * 1_000;
  };
  return {
    dayOf: (at) => {
      const there = new Date(at + ahead(at));
      return daysFromCivil(there.getUTCFullYear(), there.getUTCMonth() + 1, there.getUTCDate());
    },
    momentOf: (date, milliseconds) => {
      const { year, month, day } = civilFromDays(date);
      const asUtc = Date.UTC(year, month - 1, day) + milliseconds;
      // Summer time may begin or end between the two guesses; the second one knows.
      const guess = asUtc - ahead(asUtc);
      return asUtc - ahead(guess);
    },
  };
}
