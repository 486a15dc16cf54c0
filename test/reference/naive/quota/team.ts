import type { Day, NamedPeriod } from '../../../../src/engine/kernel/day.js';
import type { FactValue } from '../../../../src/engine/model/facts.js';
import type { Measure, Plan, TeamQuota } from '../../../../src/engine/rulebook/rulebook.js';
import { sumOf, times, WHOLE, type Fraction } from '../facts/fraction.js';
import { numberOf, reading } from '../facts/reading.js';
import type { Seen } from '../facts/seen.js';
import { factOn, holds, versionOn, type World } from '../facts/world.js';
import { monthsAfter } from './days.js';

/**
 * What those have together who report to somebody on the first day of a window that this one is on the plan, less for who is in the first months then; nothing
 * where nobody has any, or where somebody is on a plan in another currency.
 */
export function teamQuotaOf(
  { world, stay }: Seen,
  { quota, teamQuota }: Measure,
  { plan, window }: { plan: Plan; window: NamedPeriod },
): Fraction | undefined {
  const day = Math.max(window.from, stay.from);
  const version = versionOn(world, plan.id, day) ?? plan;
  const members = world.company.participants.filter(
    ({ id }) => factOn(world, id, { name: 'participant.manager', day }) === stay.person,
  );
  if (members.some(({ id }) => currencyOf(world, id, day) !== plan.currency)) return undefined;
  const parts = members.flatMap(({ id }) => {
    const leaf = (name: string): FactValue => factOn(world, id, { name, day });
    const own = numberOf({ name: quota ?? '' }, reading(world, version, { day, leaf }));
    const since = teamQuota?.since ? leaf(teamQuota.since) : undefined;
    return own ? [times(own, partOf(teamQuota?.months ?? [], since, day))] : [];
  });
  return parts.length === 0 ? undefined : sumOf(parts);
}

/** The part of a member's month, counted from a date. */
function partOf(months: TeamQuota['months'], since: FactValue, day: Day): Fraction {
  if (typeof since !== 'number') return WHOLE;
  const part = months.find((_, at) => day < monthsAfter(since, at + 1));
  return (part && numberOf(part, () => undefined)) ?? WHOLE;
}

function currencyOf(world: World, person: string, day: Day): string | undefined {
  const seat = world.company.assignments.find((row) => row.participant === person && holds(row, day));
  return seat && versionOn(world, seat.plan, day)?.currency;
}
