import type { Day } from '../../kernel/day.js';
import type { AnswerTime } from '../../rulebook/parts/approvals.js';
import type { Instant } from './state.js';

/** How instants and days go together where the company is. */
export interface Clock {
  dayOf(at: Instant): Day;
  /** The moment at which a day is so many milliseconds old. */
  momentOf(day: Day, milliseconds: number): Instant;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Hours of business: nine to five, Monday to Friday. */
const [OPENS, CLOSES] = [9 * HOUR, 17 * HOUR];

/**
 * When the time to answer is up. Days and hours run on; business days run from Monday to Friday and end at the time of day at which they began,
 * from Monday morning for what comes at the weekend; business hours run from nine to five of those days, in the company's time zone.
 */
export function dueAt(from: Instant, { count, unit }: AnswerTime, clock: Clock): Instant {
  if (unit === 'hours') return from + count * HOUR;
  const day = clock.dayOf(from);
  const ofDay = from - clock.momentOf(day, 0);
  if (unit === 'days') return clock.momentOf(day + count, ofDay);
  return unit === 'business-days'
    ? afterDays(day, ofDay, { count, clock })
    : afterHours(day, ofDay, { count, clock });
}

function afterDays(day: Day, ofDay: number, { count, clock }: { count: number; clock: Clock }): Instant {
  const time = isWeekend(day) ? 0 : ofDay;
  let at = isWeekend(day) ? nextBusinessDay(day) : day;
  for (let left = count; left > 0; left -= 1) at = nextBusinessDay(at);
  return clock.momentOf(at, time);
}

function afterHours(day: Day, ofDay: number, { count, clock }: { count: number; clock: Clock }): Instant {
  let [at, time] = [day, Math.min(Math.max(ofDay, OPENS), CLOSES)];
  if (isWeekend(at)) [at, time] = [nextBusinessDay(at), OPENS];
  let left = count * HOUR;
  while (left > CLOSES - time) {
    left -= CLOSES - time;
    [at, time] = [nextBusinessDay(at), OPENS];
  }
  return clock.momentOf(at, time + left);
}

function nextBusinessDay(day: Day): Day {
  let next = day + 1;
  while (isWeekend(next)) next += 1;
  return next;
}

/** 1970-01-01, day 0, was a Thursday. */
function isWeekend(day: Day): boolean {
  const weekday = (((day + 3) % 7) + 7) % 7;
  return weekday >= 5;
}

/** The moment so many days after another, at the same time of day. */
export function daysAfter(from: Instant, days: number, clock: Clock): Instant {
  const day = clock.dayOf(from);
  return clock.momentOf(day + days, from - clock.momentOf(day, 0));
}

/** A clock of a place without summer time, at UTC. */
export const UTC_CLOCK: Clock = {
  dayOf: (at) => Math.floor(at / DAY),
  momentOf: (day, milliseconds) => day * DAY + milliseconds,
};
