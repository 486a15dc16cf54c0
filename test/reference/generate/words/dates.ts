import fc from 'fast-check';
import { writeDay } from '../../../../src/engine/kernel/day.js';
import type { Plan } from '../../../../src/engine/rulebook/rulebook.js';
import { day } from '../../../support/sample-rules.js';

/** The date on which bookings count, where it is not their own. */
export const someCounting = fc.constantFrom(null, null, null, 'value.effective', 'booking.start');

/** How many days after a booking what was sold begins, or before it, as far as anybody knows. */
export const someStart = fc.constantFrom(0, 0, 9, 31, 95, -12, -40, undefined);

/** The fact of a booking that says on which day it begins. */
export function startOf(date: string, days: number | undefined): Readonly<Record<string, string>> {
  return days === undefined ? {} : { 'booking.start': writeDay(day(date) + days) };
}

const EFFECTIVE: Plan['values'][0] = {
  id: 'effective',
  is: 'date',
  unit: null,
  round: null,
  tree: {
    operator: 'later',
    of: [{ operand: { name: 'booking.date' } }, { operand: { name: 'booking.start' } }],
  },
};

/** The plan, counting bookings on another date. */
export function countingOn(plan: Plan, date: string | null): Plan {
  if (date === null) return plan;
  const measures = plan.measures.map((each) => (each.derived ? each : { ...each, date }));
  return { ...plan, measures, values: [...plan.values, EFFECTIVE] };
}

/** The versions of plans, each counting on the date of the first: another would let what is booked later count earlier. */
export function countingAlike(plans: readonly Plan[]): readonly Plan[] {
  return plans.map((each) => {
    const [first = each] = plans
      .filter(({ id }) => id === each.id)
      .sort((a, b) => a.effective.from - b.effective.from);
    const date = first.measures.find((measure) => measure.date !== undefined)?.date ?? null;
    const measures = each.measures.map((measure) => {
      const { date: _, ...rest } = measure;
      return rest;
    });
    return countingOn({ ...each, measures }, date);
  });
}
