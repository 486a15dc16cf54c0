import { addMonths, LAST_DAY, type Day, type NamedPeriod } from '../../../kernel/day.js';
import { multiply, ONE, ratio, subtract, ZERO, type Ratio } from '../../../kernel/ratio.js';
import type { Operand } from '../../../rulebook/parts/condition.js';
import type { MeasureModifier, Relief } from '../../../rulebook/parts/measure.js';
import { presentIn } from '../blended.js';
import { countsMonth, monthsOf, within, type Days } from './months.js';
import type { Stint } from '../stint.js';

/** What relief is found from: the window, what is known of it, and what the quota comes to on the person's own days of a stretch. */
export interface Relieving {
  readonly window: NamedPeriod;
  readonly known: Day;
  readonly own: (days: Days) => Ratio;
  readonly number: (operand: Operand) => Ratio;
}

/** Days of the window with less quota: how much of it they have, what a further relief finds of it, and how much of the person's time they are. */
interface Lighter extends Days {
  readonly has: Ratio;
  readonly leaves: Ratio;
  readonly part: Ratio;
}

/**
 * The part of a person's quota that is left after relief for absences. Time away has none of it, each month after the return the part that the plan
 * says: the latest return decides, and a new absence ends it; a further relief takes from what the one before leaves. Time is counted by days; by whole weeks away, of the whole weeks that the person is on
 * the plan; or by months of the window, where the months after are those that begin on the day of the return or later. Only days
 * before `known` are time away: of an absence that goes on, no day after them, and no month after its return.
 */
export function relieved(stint: Stint, modify: readonly MeasureModifier[], at: Relieving): Ratio {
  const reliefs = modify.filter((each) => each.kind === 'relief');
  const present = presentIn(stint, at);
  if (reliefs.length === 0 || present.until <= present.from) return ONE;
  const whole = at.own(present);
  if (whole.n === 0n) return ONE;
  let [left, own] = [whole, at.own];
  for (const relief of reliefs) {
    const [lighter, before] = [lighterDays(stint, relief, at), own];
    for (const each of lighter) left = subtract(left, multiply(lostOf(each, before), each.part));
    own = (days) => leftOf(days, lighter, before);
  }
  return left.n > 0n ? ratio(left.n * whole.d, left.d * whole.n) : ZERO;
}

/** The days of an absence that are over; nobody is back from one that goes on. */
interface Away extends Days {
  readonly isOver: boolean;
}

/** How much less quota days have, on average. */
function lostOf({ has, ...days }: Lighter, own: Relieving['own']): Ratio {
  return multiply(subtract(ONE, has), own(days));
}

/** What days have on average once a relief is taken off: the next one relieves only what is left of them. */
function leftOf(days: Days, lighter: readonly Lighter[], own: Relieving['own']): Ratio {
  return lighter.reduce((left, each) => {
    const both = within(each, days);
    const part = ratio(BigInt(both.until - both.from), BigInt(days.until - days.from));
    if (part.n === 0n) return left;
    return subtract(left, multiply(lostOf({ ...each, ...both, has: each.leaves }, own), part));
  }, own(days));
}

/** The absences that a relief is for, as known: those that touch or overlap are one. */
function absencesOf(stint: Stint, relief: Relief, known: Day): readonly Away[] {
  const joined: { from: Day; until: Day }[] = [];
  for (const { kind, from, until } of stint.books.roster.absencesOf(stint.person)) {
    if (from >= known || !relief.for.includes(kind)) continue;
    const end = until ?? LAST_DAY;
    const before = joined.at(-1);
    if (before && from <= before.until) before.until = Math.max(before.until, end);
    else joined.push({ from, until: end });
  }
  return joined
    .map(({ from, until }) => ({ from, until: Math.min(until, known), isOver: until <= known }))
    .filter(({ from, until }) => until - from >= (relief.atLeast ?? 0));
}

function lighterDays(stint: Stint, relief: Relief, at: Relieving): readonly Lighter[] {
  const absences = absencesOf(stint, relief, at.known);
  const present = presentIn(stint, at);
  if (relief.by === 'months') return lighterMonths(absences, relief, { ...at, present });
  const parts = relief.after.map(at.number);
  const of = present.until - present.from;
  return absences.flatMap((absence, index) => {
    const next = absences[index + 1]?.from ?? LAST_DAY;
    const away = within(absence, present);
    const after = parts.map((has, month): Lighter => {
      const [from, until] = [addMonths(absence.until, month), addMonths(absence.until, month + 1)];
      const days = within(within({ from, until }, { from, until: next }), present);
      return { ...days, has, leaves: has, part: ratio(BigInt(days.until - days.from), BigInt(of)) };
    });
    const lost = relief.by === 'none' ? [] : [daysAway(away, relief, of)];
    return [...lost, ...(absence.isOver ? after : [])].filter(({ from, until }) => from < until);
  });
}

/** What whole weeks do not take of the days away, a further relief finds on them. */
function daysAway(away: Days, relief: Relief, of: number): Lighter {
  const part = partAway(away, relief, of);
  const days = Math.max(1, away.until - away.from);
  const left = subtract(ONE, multiply(part, ratio(BigInt(of), BigInt(days))));
  return { ...away, has: ZERO, leaves: left.n > 0n ? left : ZERO, part };
}

function partAway({ from, until }: Days, { by }: Relief, of: number): Ratio {
  if (by !== 'weeks') return ratio(BigInt(until - from), BigInt(of));
  return ratio(BigInt(Math.floor((until - from) / 7)), BigInt(Math.max(1, Math.floor(of / 7))));
}

/** Month by month: a month away counts as the plan says, and so do those that begin once somebody is back. */
function lighterMonths(
  absences: readonly Away[],
  relief: Relief,
  { window, present, number }: Relieving & { readonly present: Days },
): readonly Lighter[] {
  const parts = relief.after.map(number);
  const months = monthsOf(window).filter((month) => !isEmpty(within(month, present)));
  const part = ratio(1n, BigInt(Math.max(1, months.length)));
  return months.flatMap((month): Lighter[] => {
    const days = within(month, present);
    if (absences.some((absence) => countsMonth(month, absence, relief)))
      return [{ ...days, has: ZERO, leaves: ZERO, part }];
    // Who has begun another time away by then is not in the months after the one before it.
    const back = absences.findLast(({ from }) => from <= month.from);
    const has =
      back?.isOver &&
      back.until <= month.from &&
      parts[parts.findIndex((_, index) => addMonths(month.from, -index - 1) < back.until)];
    return has ? [{ ...days, has, leaves: has, part }] : [];
  });
}

function isEmpty({ from, until }: Days): boolean {
  return from >= until;
}
