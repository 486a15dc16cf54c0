import type { Day, NamedPeriod } from '../../../../src/engine/kernel/day.js';
import type { Measure, PartMonth, Relief } from '../../../../src/engine/rulebook/rulebook.js';
import {
  fraction,
  minus,
  most,
  NOTHING,
  plus,
  sumOfRuns,
  times,
  WHOLE,
  type Fraction,
} from '../facts/fraction.js';
import { numberOf } from '../facts/reading.js';
import type { Seen } from '../facts/seen.js';
import { monthsAfter, monthsIn, partCounts } from './days.js';

/** A time away as it is seen: of one that goes on, its days until then. */
interface Away extends Span {
  readonly goesOn: boolean;
}

/** Days of a window that somebody is on the plan. */
interface Within {
  readonly window: NamedPeriod;
  readonly days: readonly Day[];
}

/** What a relief takes of a day, and what a further one finds of it. */
interface Left {
  readonly takes: Fraction;
  readonly leaves: Fraction;
}
const EVERYTHING: Left = { takes: NOTHING, leaves: WHOLE };

/** What time away takes off the sum of what is given for each day, relief by relief; each takes from what the one before leaves of a day. */
export function relievedBy(
  seen: Seen,
  { modify = [] }: Measure,
  { window, days, given }: Within & { given: readonly Fraction[] },
): Fraction {
  let [taken, left] = [NOTHING, given];
  for (const relief of modify.filter((each) => each.kind === 'relief')) {
    const away = awayFor(seen, relief);
    if (away.length === 0) continue;
    const each = leftBy(relief, away, { window, days });
    const takes = left.map((of, at) => times(of, each[at]?.takes ?? NOTHING));
    taken = plus(taken, sumOfRuns(takes));
    left = left.map((of, at) => times(of, each[at]?.leaves ?? WHOLE));
  }
  return taken;
}

function leftBy(relief: Relief, away: readonly Away[], within: Within): readonly Left[] {
  if (relief.by === 'months') return leftByMonths(relief, away, within);
  return within.days.map((day) => {
    const last = away.findLast(({ from }) => from <= day);
    if (!last) return EVERYTHING;
    if (day < last.until) return leftOfDayAway(relief, last, within);
    const part = last.goesOn ? WHOLE : partOf(relief.after, (month) => day < monthsAfter(last.until, month));
    return { takes: minus(WHOLE, part), leaves: part };
  });
}

/** Whole weeks away are so many of the whole weeks that somebody is on the plan; they are taken evenly off the days away. */
function leftOfDayAway({ by }: Relief, away: Away, { days }: Within): Left {
  if (by === 'none') return EVERYTHING;
  if (by === 'days') return { takes: WHOLE, leaves: NOTHING };
  const length = days.filter((day) => isIn(away, day)).length;
  const weeks = Math.floor(length / 7);
  if (weeks === 0) return EVERYTHING;
  const takes = fraction(weeks * days.length, Math.floor(days.length / 7) * length);
  return { takes, leaves: most(NOTHING, minus(WHOLE, takes)) };
}

/** Somebody's times away of the kinds that a relief is for, in order; those that touch are one, and short ones are none. */
function awayFor({ world, stay, known }: Seen, { for: kinds, atLeast }: Relief): readonly Away[] {
  const rows = world.company.absences
    .filter(
      ({ participant, kind, from }) => participant === stay.person && kinds.includes(kind) && from < known,
    )
    .map(({ from, until }): Away => {
      const goesOn = until === null || until > known;
      return { from, until: goesOn ? known : until, goesOn };
    })
    .sort((a, b) => a.from - b.from);
  const joined: Away[] = [];
  for (const row of rows) {
    const last = joined.at(-1);
    if (!last || last.until < row.from) joined.push(row);
    else if (row.until >= last.until)
      joined[joined.length - 1] = { from: last.from, until: row.until, goesOn: last.goesOn || row.goesOn };
  }
  return joined.filter(({ from, until }) => until - from >= (atLeast ?? 0));
}

/** The months that somebody is on the plan count as equally long. */
function leftByMonths(relief: Relief, away: readonly Away[], { window, days }: Within): readonly Left[] {
  const months = monthsIn(window).map((span) => {
    const count = days.filter((day) => isIn(span, day)).length;
    return { span, count, part: leftInMonth(relief, away, span) };
  });
  const there = months.filter(({ count }) => count > 0);
  return days.map((day) => {
    const month = there.find(({ span }) => isIn(span, day));
    if (!month) return EVERYTHING;
    const long = fraction(days.length, there.length * month.count);
    return { takes: times(minus(WHOLE, month.part), long), leaves: month.part };
  });
}

interface Span {
  readonly from: Day;
  readonly until: Day;
}

function isIn({ from, until }: Span, day: Day): boolean {
  return from <= day && day < until;
}

/** A month of which somebody is away has none of the quota, the months that begin on the return or later a part. */
function leftInMonth(relief: Relief, away: readonly Away[], month: Span): Fraction {
  if (isAway(relief, away, month)) return NOTHING;
  const last = away.findLast(({ from }) => from <= month.from);
  if (!last || last.goesOn || last.until > month.from) return WHOLE;
  return partOf(relief.after, (each) => month.from < monthsAfter(last.until, each));
}

/** The part of the first month, counted from 1, for which something holds; after the last of them everything. */
function partOf(after: Relief['after'], holds: (month: number) => boolean): Fraction {
  const part = after.find((_, at) => holds(at + 1));
  return (part && numberOf(part, () => undefined)) ?? WHOLE;
}

function isAway(part: PartMonth, away: readonly Away[], month: Span): boolean {
  return away.some(({ from, until }) => {
    const within = { from: Math.max(from, month.from), until: Math.min(until, month.until) };
    return partCounts(part, within, month);
  });
}
