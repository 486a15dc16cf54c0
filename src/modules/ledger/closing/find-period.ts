import { periodContaining, type Stretch } from '../../../engine/kernel/calendar-period.js';
import { daysFromCivil, type NamedPeriod } from '../../../engine/kernel/day.js';
import { payingIn } from '../../../engine/rulebook/reads/paying.js';
import type { Calendar, Rulebook, WindowName } from '../../../engine/rulebook/rulebook.js';
import { Refusal } from '../../../platform/refusal.js';

const STRETCHES: readonly Stretch[] = ['month', 'quarter', 'half', 'year'];

/** A calendar of the rulebook by its name, or the only one; refused when there is none of that name. */
export function findCalendar({ facts }: Rulebook, id?: string): Calendar {
  const [only, ...others] = facts.calendars;
  const found =
    id === undefined
      ? others.length === 0
        ? only
        : undefined
      : facts.calendars.find((each) => each.id === id);
  if (found) return found;
  const names = facts.calendars.map((each) => each.id).join(', ');
  const message = id === undefined ? 'There is more than one calendar.' : `There is no calendar ${id}.`;
  throw new Refusal('CALENDAR_UNKNOWN', message, `Name one of: ${names}.`, 'calendar');
}

/** A period of a calendar by its name, such as 2026-03 or 2026-Q1; refused when the calendar has none of that name. */
export function findPeriod(calendar: Calendar, name: string): NamedPeriod {
  const found = [...periodsOf(calendar, name)].find((period) => period.name === name);
  if (found) return found;
  const example = calendar.quarters[0]?.name ?? '2026-03 or 2026-Q1';
  const message = `Calendar ${calendar.id} has no period ${name}.`;
  throw new Refusal('PERIOD_UNKNOWN', message, `Write a period by its name, such as ${example}.`, 'period');
}

/** A period by its name that pay falls due by on the calendar: a year is not closed while a plan of its calendar pays by the month. */
export function findPayPeriod(rulebook: Rulebook, calendar: Calendar, name: string): NamedPeriod {
  const period = findPeriod(calendar, name);
  const due = STRETCHES.filter((stretch) => paidBy(rulebook, calendar).has(stretch));
  const falls = due.flatMap((stretch) => periodContaining(calendar, stretch, period.from) ?? []);
  if (falls.some(({ from, until }) => from === period.from && until === period.until)) return period;
  const message =
    due.length === 0
      ? `No plan pays by calendar ${calendar.id}.`
      : `Pay falls due by the ${due.join(' or the ')} on calendar ${calendar.id}, and ${name} is none.`;
  const hint =
    falls.length === 0 ? 'Publish its plans first.' : `Close ${falls.map((each) => each.name).join(' or ')}.`;
  throw new Refusal('PERIOD_NOT_PAID_BY', message, hint, 'period');
}

/** The stretches after which plans of a calendar pay: as they say, or with the window they measure over. */
function paidBy(rulebook: Rulebook, { id }: Calendar): ReadonlySet<WindowName> {
  return new Set(
    payingIn(rulebook)
      .filter(({ calendar }) => calendar === id)
      .flatMap(({ payEvery, incentives, measures }) => [
        ...(payEvery === null ? measures.map(({ window }) => window) : [payEvery]),
        ...incentives.flatMap((incentive) => incentive.payEvery ?? []),
      ]),
  );
}

/** The periods among which a name can be: all that were listed, or those around the year that the name starts with. */
function* periodsOf(calendar: Calendar, name: string): Generator<NamedPeriod> {
  const year = Number(/^\d{4}/.exec(name)?.[0] ?? Number.NaN);
  for (const stretch of STRETCHES) {
    if (calendar.yearStarts === null) {
      for (const quarter of calendar.quarters) yield* listed(calendar, stretch, quarter);
    } else if (year >= 1900 && year < 9999) {
      yield* regular(calendar, stretch, year);
    }
  }
}

function* listed(calendar: Calendar, stretch: Stretch, quarter: NamedPeriod): Generator<NamedPeriod> {
  const period = periodContaining(calendar, stretch, quarter.from);
  if (period) yield period;
}

/** A calendar year may begin in the civil year before its name's or after, so a year to either side is looked at. */
function* regular(calendar: Calendar, stretch: Stretch, year: number): Generator<NamedPeriod> {
  const end = daysFromCivil(year + 2, 1, 1);
  for (let day = daysFromCivil(year - 1, 1, 1); day < end;) {
    const period = periodContaining(calendar, stretch, day);
    if (!period) return;
    yield period;
    day = period.until;
  }
}
