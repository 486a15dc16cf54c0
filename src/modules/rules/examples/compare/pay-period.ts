import type { ExpectedEarned, ExpectedPosted } from '../../documents/test-document.js';
import { payEveryOf } from '../outcome/pay-calendar.js';
import { namedPeriod } from '../../documents/named-period.js';
import type { PayEvery } from '../../../../engine/model/ledger.js';
import type { Plan } from '../../../../engine/rulebook/rulebook.js';
import type { World } from '../world/world.js';

/** Why the period of an expectation is none that the incentive pays for, so that a misspelt one never passes for a zero; null when it is. */
export function noSuchPeriod(
  { incentive, period }: ExpectedEarned | ExpectedPosted,
  { rulebook }: World,
): string | null {
  const known = rulebook.plans.some((plan) => {
    const calendar = rulebook.facts.calendars.find(({ id }) => id === plan.calendar);
    return payStretches(incentive, plan).some((every) =>
      every === 'plan-to-date' ? period === every : calendar && namedPeriod(calendar, every, period),
    );
  });
  return known ? null : `${period} is no period for which ${incentive} pays.`;
}

/** How often an incentive of a plan pays; or what the plan puts on top of all of them, which has the name of its kind. */
function payStretches(incentive: string, plan: Plan): readonly PayEvery[] {
  return [
    ...plan.incentives.flatMap((each) => (each.id === incentive ? (payEveryOf(each, plan) ?? []) : [])),
    ...(plan.modify ?? []).flatMap(({ kind, window }) => (kind === incentive ? [window] : [])),
  ];
}
