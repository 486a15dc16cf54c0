import type { PayEvery } from '../../../../engine/model/ledger.js';
import type { Plan } from '../../../../engine/rulebook/rulebook.js';
import type { ExpectedEarned, ExpectedPosted } from '../../documents/test-document.js';
import { payEveryOf } from '../outcome/pay-calendar.js';
import { namedPeriod } from '../../documents/named-period.js';
import type { World } from '../world/world.js';

/** Why the period of an expectation is none that the incentive pays for, so that a misspelt one never passes for a zero; null when it is. */
export function noSuchPeriod(
  { incentive, period }: ExpectedEarned | ExpectedPosted,
  { rulebook }: World,
): string | null {
  const known = rulebook.plans.some((plan) => {
    const every = paidEvery(incentive, plan);
    const calendar = rulebook.facts.calendars.find(({ id }) => id === plan.calendar);
    if (every === 'plan-to-date') return period === every;
    return (
      every !== undefined && calendar !== undefined && namedPeriod(calendar, every, period) !== undefined
    );
  });
  return known ? null : `${period} is no period for which ${incentive} pays.`;
}

/** How often a plan pays what earns under an id: one of its incentives, or the guarantee or cap on all of them. */
function paidEvery(id: string, plan: Plan): PayEvery | undefined {
  const incentive = plan.incentives.find((each) => each.id === id);
  if (incentive) return payEveryOf(incentive, plan);
  return plan.modify?.find(({ kind }) => kind === id)?.window;
}
