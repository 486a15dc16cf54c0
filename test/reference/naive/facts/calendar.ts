import { LAST_DAY, type Day, type NamedPeriod } from '../../../../src/engine/kernel/day.js';
import type { Plan } from '../../../../src/engine/rulebook/rulebook.js';
import type { WindowName } from '../../../../src/engine/rulebook/parts/measure.js';
import type { World } from './world.js';

const MONTHS: Readonly<Record<string, number>> = { month: 1, quarter: 3, half: 6, year: 12 };

// Of the many days that are asked for, most are asked for again.
const MONTH_OF = new Map<Day, { year: number; month: number; of: number }>();

/** Days since 1970 of the first day of a month, counted on from January of a year. */
export function firstOfMonth(year: number, month: number): Day {
  return Date.UTC(year, month, 1) / 86_400_000;
}

/** The year and month (0 to 11) of a day. */
export function monthOf(day: Day): { year: number; month: number; of: number } {
  const known = MONTH_OF.get(day);
  if (known) return known;
  const date = new Date(day * 86_400_000);
  const found = { year: date.getUTCFullYear(), month: date.getUTCMonth(), of: date.getUTCDate() };
  MONTH_OF.set(day, found);
  return found;
}

/** The window of a calendar around a day. The years of every calendar here begin on the first of a month, or its quarters are listed. */
export function windowAround(
  { world, plan }: { world: World; plan: Plan },
  name: WindowName,
  day: Day,
): NamedPeriod {
  if (name === 'plan-to-date') return planToDate(world, plan);
  const calendar = world.rulebook.facts.calendars.find(({ id }) => id === plan.calendar);
  if (calendar && calendar.quarters.length > 0) return listedAround(calendar.quarters, name, day);
  const { month: base } = monthOf(calendar?.yearStarts ?? 0);
  const { year, month } = monthOf(day);
  const length = MONTHS[name] ?? 1;
  const sinceYear = (month - base + 12) % 12;
  const ordinal = Math.floor(sinceYear / length);
  const first = month - (sinceYear - ordinal * length);
  const from = firstOfMonth(year, first);
  const until = firstOfMonth(year, first + length);
  const yearOf = monthOf(firstOfMonth(year, month - sinceYear)).year;
  const names: Readonly<Record<string, string>> = {
    month: `${monthOf(from).year}-${String(monthOf(from).month + 1).padStart(2, '0')}`,
    quarter: `${yearOf}-Q${ordinal + 1}`,
    half: `${yearOf}-H${ordinal + 1}`,
    year: String(yearOf),
  };
  return { name: names[name] ?? '', from, until };
}

/** Listed quarters are a half or a year where their names say so: FY26Q1 and FY26Q2 are FY26H1, all four FY26. */
function listedAround(quarters: readonly NamedPeriod[], name: WindowName, day: Day): NamedPeriod {
  const own = quarters.find(({ from, until }) => from <= day && day < until);
  if (!own || name === 'month') throw new Error(`a calendar without a ${name} on ${day}`);
  if (name === 'quarter') return own;
  const [year, number] = [own.name.slice(0, -2), Number(own.name.slice(-1))];
  const half = number <= 2 ? [1, 2] : [3, 4];
  const numbers = name === 'half' ? half : [1, 2, 3, 4];
  const parts = quarters.filter((each) => numbers.some((of) => each.name === `${year}Q${of}`));
  return {
    name: name === 'half' ? `${year}H${number <= 2 ? 1 : 2}` : year,
    from: Math.min(...parts.map(({ from }) => from)),
    until: Math.max(...parts.map(({ until }) => until)),
  };
}

/** Which of the windows of its year one is, from 0. */
export function ordinalInYear(
  by: { world: World; plan: Plan },
  name: WindowName,
  window: NamedPeriod,
): number {
  let [ordinal, day] = [0, windowAround(by, 'year', window.from).from];
  while (day < window.from) [ordinal, day] = [ordinal + 1, windowAround(by, name, day).until];
  return ordinal;
}

/** From the first to the last day of the versions that follow each other without a gap. */
function planToDate(world: World, plan: Plan): NamedPeriod {
  const versions = world.rulebook.plans.filter(({ id }) => id === plan.id).map(({ effective }) => effective);
  let { from, until } = plan.effective;
  for (let again = true; again;) {
    again = false;
    for (const each of versions) {
      if (each.until === from) [from, again] = [each.from, true];
      if (until !== null && each.from === until) [until, again] = [each.until, true];
    }
  }
  return { name: 'plan-to-date', from, until: until ?? LAST_DAY };
}
