import { writeDay, type NamedPeriod } from '../../kernel/day.js';
import type { PayCalendars, WindowKey } from '../../model/ledger.js';

/**
 * The period that takes a difference: the origin itself while it is open, else the oldest period of the plan's pay calendar that is not
 * closed. A period is closed when the calendar is closed up to its end, so a quarterly plan's quarter closes with its last month.
 * Somebody who left before that period began, or whose calendar has ended, is paid off cycle.
 */
export function postingPeriod(key: WindowKey, calendars: PayCalendars): NamedPeriod {
  const closedUntil = calendars.closedUntil(key.calendar);
  if (closedUntil === null || key.origin.until > closedUntil) return key.origin;
  const open = calendars.periodAt(key.calendar, key.every, closedUntil);
  if (!open) {
    return { name: `off-cycle-${writeDay(closedUntil)}`, from: closedUntil, until: closedUntil + 1 };
  }
  const left = calendars.leftOn(key.participant);
  return left !== null && left <= open.from ? { ...open, name: `${open.name}-off-cycle` } : open;
}
