import type { ExpectedEarned, ExpectedPosted } from '../../documents/test-document.js';
import type { Plan } from '../../../../engine/rulebook/rulebook.js';
import type { PayEvery } from '../../../../engine/model/ledger.js';
import { payEveryOf } from '../outcome/pay-calendar.js';
import { namedPeriod } from '../../documents/named-period.js';
import type { World } from '../world/world.js';

/** Why the period of an expectation is none that the incentive pays for, so that a misspelt one never passes for a zero; null when it is. */
export function noSuchPeriod(
  { incentive, period }: ExpectedEarned | ExpectedPosted,
  { rulebook }: World,
): string | null {
  const plans = [...rulebook.plans, ...(rulebook.spiffs ?? [])];
  const known = plans.some((plan) => {
    const [every] = paidEvery(plan, incentive);
    const calendar = rulebook.facts.calendars.find(({ id }) => id === plan.calendar);
    if (every === 'plan-to-date') return period === every;
    return (
      every !== undefined && calendar !== undefined && namedPeriod(calendar, every, period) !== undefined
    );
  });
  return known ? null : `${period} is no period for which ${incentive} pays.`;
}

/** How often an incentive pays, or what a plan puts on top of its incentives. */
function paidEvery(plan: Plan, id: string): readonly PayEvery[] {
  const incentives = plan.incentives.flatMap((each) =>
    each.id === id ? (payEveryOf(each, plan) ?? []) : [],
  );
  const tops = (plan.modify ?? []).flatMap(({ kind, window }) => (kind === id ? [window] : []));
  return [...incentives, ...tops];
}
