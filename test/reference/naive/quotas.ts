import type { Day, NamedPeriod } from '../../../src/engine/kernel/day.js';
import type { FactValue } from '../../../src/engine/model/facts.js';
import type { Measure, Plan } from '../../../src/engine/rulebook/rulebook.js';
import { ordinalInYear } from './facts/calendar.js';
import {
  fraction,
  minus,
  most,
  over,
  NOTHING,
  sumOfRuns,
  times,
  WHOLE,
  type Fraction,
} from './facts/fraction.js';
import type { Seen } from './facts/seen.js';
import { daysPresent, monthsAfter, monthsIn, partCounts } from './quota/days.js';
import { relievedBy } from './quota/relief.js';
import { teamQuotaOf } from './quota/team.js';
import { numberOf, reading, worth } from './facts/reading.js';
import { factOn, once, versionOn } from './facts/world.js';

interface In {
  readonly plan: Plan;
  readonly window: NamedPeriod;
}

/** A number of the person on a day; of days that are not over yet the last that is seen goes on. */
function onDay(seen: Seen, name: string, { day, plan }: { day: Day; plan: Plan }): Fraction | undefined {
  const { world, stay } = seen;
  const at = day < seen.known ? day : seen.known - 1;
  const question = `${name} of ${stay.person} by ${plan.fingerprint} of ${plan.id}`;
  const known = once(world, question, () => new Map<Day, Fraction | undefined>());
  if (!known.has(at)) {
    const version = versionOn(world, plan.id, at) ?? plan;
    const leaf = (fact: string): FactValue => factOn(world, stay.person, { name: fact, day: at });
    known.set(at, numberOf({ name }, reading(world, version, { day: at, leaf })));
  }
  return known.get(at);
}

/** Each value × its days ÷ all days of the window; `undefined` where there is none on any day. */
export function byDays(seen: Seen, name: string, { plan, window }: In): Fraction | undefined {
  const values = daysPresent(seen, window).map((day) => onDay(seen, name, { day, plan }));
  const known = values.filter((each) => each !== undefined);
  if (known.length === 0) return undefined;
  // Plan-to-date has no days to count by: the last value stands.
  if (window.name === 'plan-to-date') return known.at(-1);
  return over(sumOfRuns(known), fraction(window.until - window.from));
}

/** The quota of a measure over a window; where it is meant as at each credit, as it is on the day of one. */
export function quotaOf(seen: Seen, measure: Measure, at: In & { credit?: Day }): Fraction | undefined {
  const { plan, window, credit } = at;
  const of = [seen.stay, seen.known, measure.id, plan.fingerprint, window, credit];
  const question = `quota ${JSON.stringify(of)}`;
  return once(seen.world, question, () => {
    const name = measure.quota ?? '';
    const days = daysPresent(seen, window);
    const team = measure.teamQuota && teamQuotaOf(seen, measure, at);
    const values = days.map((day) =>
      measure.teamQuota ? team : onDay(seen, name, { day: credit ?? day, plan }),
    );
    const known = values.filter((each) => each !== undefined);
    const last = known.at(-1);
    if (!last) return undefined;
    if (isShare(measure) || window.name === 'plan-to-date') return last;
    const held = measure.quotaChange !== 'by-day' ? values.map((value) => value && last) : values;
    const given = held.map((value, at) =>
      value ? times(value, rampOn(seen, measure, days[at] ?? 0)) : NOTHING,
    );
    const relieved = relievedBy(seen, measure, { window, days, given });
    // Months and whole weeks may be longer than the days that they are taken off.
    const total = most(NOTHING, minus(sumOfRuns(given), relieved));
    const part = partOf(seen, measure, window);
    const averaged =
      part === undefined
        ? over(total, fraction(window.until - window.from))
        : times(over(total, fraction(days.length)), part);
    return times(averaged, seasonOf(seen, measure, at));
  });
}

function isShare({ is, derived }: Measure): boolean {
  return is === 'percent' || is === 'days' || derived?.kind === 'ratio' || derived?.kind === 'weighted';
}

/** What part of a year's quota falls on the window. */
function seasonOf({ world }: Seen, { seasonal, window: name }: Measure, { plan, window }: In): Fraction {
  const part = seasonal?.[ordinalInYear({ world, plan }, name, window)];
  return (part && numberOf(part, () => undefined)) ?? WHOLE;
}

/** What part of the quota somebody has in a month after they started. */
function rampOn(seen: Seen, { modify = [] }: Measure, day: Day): Fraction {
  const ramps = modify.filter((each) => each.kind === 'ramp');
  return ramps.reduce((part, { since, months }) => {
    const start = worth({ name: since }, (fact) =>
      factOn(seen.world, seen.stay.person, { name: fact, day: Math.min(day, seen.known - 1) }),
    );
    if (typeof start !== 'number') return part;
    const month = months.findIndex((_, at) => day < monthsAfter(start, at + 1));
    const share = month < 0 ? undefined : months[month];
    return share ? times(part, numberOf(share, () => undefined) ?? WHOLE) : part;
  }, WHOLE);
}

/** The part of a window that counts for somebody, where it goes by months, weeks or not at all; by days where nothing is said. */
function partOf(seen: Seen, { modify = [] }: Measure, window: NamedPeriod): Fraction | undefined {
  const proration = modify.find((each) => each.kind === 'proration');
  const days = daysPresent(seen, window);
  if (!proration || proration.by === 'days' || days.length === 0) return undefined;
  if (proration.by === 'none') return WHOLE;
  if (proration.by === 'weeks')
    return fraction(Math.floor(days.length / 7), Math.floor((window.until - window.from) / 7));
  const months = monthsIn(window);
  const counted = months.filter((month) => {
    const there = days.filter((day) => day >= month.from && day < month.until);
    const [first = month.from, last = first - 1] = [there[0], there.at(-1)];
    return partCounts(proration, { from: first, until: last + 1 }, month);
  });
  return fraction(counted.length, months.length);
}
