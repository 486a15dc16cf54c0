import type { ExpectedEarned, ExpectedPosted } from '../../documents/test-document.js';
import { payEveryOf } from '../outcome/pay-calendar.js';
import { namedPeriod } from '../../documents/named-period.js';
import type { World } from '../world/world.js';

/** Why the period of an expectation is none that the incentive pays for, so that a misspelt one never passes for a zero; null when it is. */
export function noSuchPeriod(
  { incentive, period }: ExpectedEarned | ExpectedPosted,
  { rulebook }: World,
): string | null {
  const plans = [...rulebook.plans, ...(rulebook.spiffs ?? [])].filter((plan) =>
    plan.incentives.some(({ id }) => id === incentive),
  );
  const known = plans.some((plan) => {
    const every = plan.incentives.flatMap((each) =>
      each.id === incentive ? (payEveryOf(each, plan) ?? []) : [],
    )[0];
    const calendar = rulebook.facts.calendars.find(({ id }) => id === plan.calendar);
    if (every === 'plan-to-date') return period === every;
    return (
      every !== undefined && calendar !== undefined && namedPeriod(calendar, every, period) !== undefined
    );
  });
  return known ? null : `${period} is no period for which ${incentive} pays.`;
}
