import { periodContaining, type CalendarDays, type Stretch } from '../kernel/calendar-period.js';
import { addMonths, isWithin, type Day } from '../kernel/day.js';
import type { Roster } from '../model/roster.js';
import { mainMeasure, ownWindow } from '../rulebook/reads/main-measure.js';
import type { Plan, Rulebook, WindowName } from '../rulebook/rulebook.js';

const MONTHS: Readonly<Record<Stretch, number>> = { month: 1, quarter: 3, half: 6, year: 12 };

/** The plan version that a participant is paid by on a day; none where they are on no plan or on two. */
export function planOn(
  { plans }: Pick<Rulebook, 'plans'>,
  roster: Roster,
  at: { readonly participant: string; readonly date: Day },
): Plan | undefined {
  const person = roster.numberOf(at.participant);
  const seat = person === undefined ? undefined : roster.seatOn(person, at.date);
  if (typeof seat !== 'object') return undefined;
  return plans
    .filter(({ id, effective }) => id === seat.assignment.plan && isWithin(at.date, effective))
    .sort((a, b) => a.effective.from - b.effective.from)
    .at(-1);
}

/**
 * The day of a deal that slips by one pay period: the same day of the month in the next period of the shortest length in which the plan pays, or the last day of that period
 * where it has no such day. Without a plan a month later; `null` where the calendar has no next period.
 */
export function slippedDay(date: Day, plan: Plan | undefined, rulebook: Rulebook): Day | null {
  if (!plan) return addMonths(date, 1);
  const calendar = rulebook.facts.calendars.find(({ id }) => id === plan.calendar);
  return calendar ? inNextPeriod(date, paidEvery(plan), calendar) : null;
}

function inNextPeriod(date: Day, every: Stretch, calendar: CalendarDays): Day | null {
  const period = periodContaining(calendar, every, date);
  const next = period && periodContaining(calendar, every, period.until);
  if (!next) return null;
  return Math.max(next.from, Math.min(addMonths(date, MONTHS[every]), next.until - 1));
}

/** The shortest time for which any incentive of a plan is paid. */
function paidEvery(plan: Plan): Stretch {
  const every = plan.incentives.map(
    (incentive) => incentive.payEvery ?? plan.payEvery ?? ownWindow(mainMeasure(incentive, plan)) ?? 'year',
  );
  const stretches = every.filter(
    (each): each is Exclude<WindowName, 'plan-to-date'> => each !== 'plan-to-date',
  );
  const [shortest = 'month'] = [...stretches].sort((a, b) => MONTHS[a] - MONTHS[b]);
  return shortest;
}
