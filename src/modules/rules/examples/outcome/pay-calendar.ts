import { periodContaining, type Stretch } from '../../../../engine/kernel/calendar-period.js';
import { mainMeasure, ownWindow } from '../../../../engine/rulebook/reads/main-measure.js';
import type { Day, NamedPeriod } from '../../../../engine/kernel/day.js';
import type { PayCalendars, PayEvery } from '../../../../engine/model/ledger.js';
import type { Calendar, Incentive, Plan } from '../../../../engine/rulebook/rulebook.js';
import type { World } from '../world/world.js';

const STRETCHES: readonly Stretch[] = ['month', 'quarter', 'half', 'year'];

/** The pay calendars as they stand on a day: every period that ended by then is closed. */
export function calendarsOn(world: World, day: Day): PayCalendars {
  const calendarOf = (id: string): Calendar | undefined =>
    world.rulebook.facts.calendars.find((each) => each.id === id);
  return {
    closedUntil: (id) => {
      const calendar = calendarOf(id);
      return (calendar && shortestAt(calendar, day)?.from) ?? null;
    },
    periodAt: (id, every, on) => {
      const calendar = calendarOf(id);
      return calendar && every !== 'plan-to-date' ? periodContaining(calendar, every, on) : undefined;
    },
    leftOn: (person) => world.company.participants.find(({ id }) => id === person)?.left ?? null,
  };
}

/** How often pay falls due, told from a period that it falls due for. */
export function everyOf(calendar: Calendar | undefined, { from, until }: NamedPeriod): PayEvery {
  const fits = (stretch: Stretch): boolean => {
    const period = calendar && periodContaining(calendar, stretch, from);
    return period?.from === from && period.until === until;
  };
  return STRETCHES.find(fits) ?? 'plan-to-date';
}

/** How often an incentive pays: as it says, else as its plan says, else with the window of what it measures. */
export function payEveryOf(incentive: Incentive, plan: Plan): PayEvery | undefined {
  return incentive.payEvery ?? plan.payEvery ?? ownWindow(mainMeasure(incentive, plan));
}

/** The period of a calendar that is closed first: a month, or a quarter where there are no months. */
function shortestAt(calendar: Calendar, day: Day): NamedPeriod | undefined {
  return periodContaining(calendar, 'month', day) ?? periodContaining(calendar, 'quarter', day);
}
