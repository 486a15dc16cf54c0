import { addMonths, type Day, type NamedPeriod } from '../../../kernel/day.js';
import { add, multiply, ONE, ZERO, type Ratio } from '../../../kernel/ratio.js';
import type { FactValue } from '../../../model/facts.js';
import type { PersonNumber } from '../../../model/roster.js';
import type { Operand } from '../../../rulebook/parts/condition.js';
import type { Measure, TeamQuota } from '../../../rulebook/parts/measure.js';
import { presentIn } from '../blended.js';
import type { Stint } from '../stint.js';

/** What the quotas of a team make, and of how many people; `lacks` says why they make none. */
export type TeamSum = { readonly sum: Ratio; readonly members: number } | { readonly lacks: string };

/**
 * The quotas of those who report to somebody on the first day of the window that this one is on the plan. A member in the first months has the part that the plan
 * says, for the whole window; one without a quota adds nothing. Who joins, leaves or has another quota within the window changes nothing.
 */
export function teamQuotaOf(
  stint: Stint,
  { quota, teamQuota, ...measure }: Measure,
  at: { window: NamedPeriod; known: Day },
): TeamSum | undefined {
  if (quota === null || !teamQuota) return undefined;
  const { roster } = stint.books;
  const day = presentIn(stint, at).from;
  const version = stint.versionOn(day) ?? stint.versions.find((each) => each.measure(measure.id));
  let [sum, members] = [ZERO, 0];
  const isMoney = measure.is === undefined || measure.is === 'money';
  for (const person of roster.reportsOn(stint.person, day)) {
    const read = (name: string): FactValue => version?.ofPerson(name)({ roster, person, day });
    const value = read(quota);
    if (typeof value !== 'object') continue;
    if (isMoney && currencyOf(stint, person, day) !== version?.plan.currency)
      return { lacks: TWO_CURRENCIES };
    sum = add(sum, multiply(value, partOf(teamQuota, day, read)));
    members += 1;
  }
  return members === 0 ? undefined : { sum, members };
}

const TWO_CURRENCIES =
  'Somebody in the team is on a plan in another currency, so the quotas of the team make no sum.';

/** The currency in which a member's quotas are: that of their plan. */
function currencyOf({ books }: Stint, person: PersonNumber, day: Day): string | undefined {
  const seat = books.roster.seatOn(person, day);
  return typeof seat === 'object' ? books.plans.on(seat.assignment.plan, day)?.plan.currency : undefined;
}

/** The part of a member's quota that counts, by the month they are in. */
function partOf({ since, months }: TeamQuota, day: Day, read: (name: string) => FactValue): Ratio {
  const from = since === null ? undefined : read(since);
  if (typeof from !== 'number' || from > day) return ONE;
  const month = months.findIndex((_, index) => day < addMonths(from, index + 1));
  const part: Operand | undefined = months[month];
  if (!part) return ONE;
  if ('quantity' in part) return part.quantity.value;
  const value = 'name' in part ? read(part.name) : undefined;
  return typeof value === 'object' ? value : ONE;
}
