import type { NamedPeriod } from '../../../src/engine/kernel/day.js';
import type { Plan, PlanModifier } from '../../../src/engine/rulebook/rulebook.js';
import { windowAround } from './facts/calendar.js';
import type { PeriodPay } from './facts/pay.js';
import { baseOf } from './formulas.js';
import { fraction, minus, NOTHING, order, toCents, type Fraction } from './facts/fraction.js';
import { monthsAfter } from './quotas.js';
import { meets, numberOf } from './facts/reading.js';
import type { Earns } from './facts/pay.js';
import { windowReads } from './window-reads.js';
import type { Seen } from './facts/seen.js';
import { versionOn, type Stay, type World } from './facts/world.js';

type Paid = Pick<PeriodPay, 'period' | 'cents'>;

/** What the plan as a whole puts on top of what the pay periods in a window earned, or takes off: a guarantee, a cap. */
export function topUpsOf(world: World, stay: Stay, earned: readonly Paid[]): readonly Earns[] {
  const paid = [...earned];
  const first = versionOn(world, stay.plan, stay.from);
  return (first?.modify ?? []).flatMap((_, at) =>
    windowsOf(world, stay, at).flatMap(({ window, plan, modifier }) => {
      const within = paid.filter(({ period }) => period.until > window.from && period.until <= window.until);
      const sum = fraction(
        within.reduce((all, { cents }) => all + cents, 0n),
        100,
      );
      const seen: Seen = { world, stay, known: window.until };
      const change = changeBy(modifier, sum, { seen, plan, window });
      const cents = toCents(change, plan.rounding.half);
      paid.push({ period: window, cents });
      return [
        {
          participant: stay.person,
          incentive: modifier.kind,
          period: window.name,
          window: window.name,
          cents,
        },
      ];
    }),
  );
}

interface At {
  readonly seen: Seen;
  readonly plan: Plan;
  readonly window: NamedPeriod;
}

function windowsOf(
  world: World,
  stay: Stay,
  at: number,
): readonly { window: NamedPeriod; plan: Plan; modifier: PlanModifier }[] {
  const windows: { window: NamedPeriod; plan: Plan; modifier: PlanModifier }[] = [];
  for (let day = stay.from; day < stay.until && day <= world.horizon;) {
    const plan = versionOn(world, stay.plan, day);
    const modifier = plan?.modify?.[at];
    if (!plan || !modifier) break;
    const window = windowAround({ world, plan }, modifier.window, day);
    windows.push({ window, plan, modifier });
    day = window.until;
  }
  return windows;
}

/** A cap takes off what is over it; a guarantee puts on what is missing, in the months it lasts and where its condition holds. */
function changeBy(modifier: PlanModifier, sum: Fraction, at: At): Fraction {
  const read = windowReads(at.seen, at.plan);
  if (modifier.kind === 'cap') {
    const limit = numberOf(modifier.at, read);
    return limit && order(sum, limit) > 0 ? minus(limit, sum) : NOTHING;
  }
  const limit = baseOf(modifier.at, { ...at, incentives: () => undefined });
  const since = modifier.since === null ? at.window.from : read(modifier.since);
  if (!limit || typeof since !== 'number' || at.window.until <= since) return NOTHING;
  if (modifier.months !== null && Math.max(at.window.from, since) >= monthsAfter(since, modifier.months))
    return NOTHING;
  if (modifier.when && !meets(modifier.when, at.plan, read)) return NOTHING;
  return order(sum, limit) < 0 ? minus(limit, sum) : NOTHING;
}
