import type { Day, NamedPeriod } from '../../../src/engine/kernel/day.js';
import type { Plan, PlanModifier } from '../../../src/engine/rulebook/rulebook.js';
import { windowAround } from './facts/calendar.js';
import type { PeriodPay } from './facts/pay.js';
import { baseOf } from './formulas.js';
import { fraction, minus, NOTHING, order, sumOf, toCents, type Fraction } from './facts/fraction.js';
import { monthsAfter } from './quota/days.js';
import { meets, numberOf } from './facts/reading.js';
import type { Earns } from './facts/pay.js';
import { paidOut } from './fx/pay-out.js';
import { windowReads } from './window-reads.js';
import type { Seen } from './facts/seen.js';
import { versionOn, versionsOf, type Stay, type World } from './facts/world.js';

type Paid = Pick<PeriodPay, 'period' | 'cents'>;

/**
 * What the plan as a whole puts on top of what its incentives earned, or takes off, in cents: caps and guarantees are part of what is earned, each on its own
 * window, from top to bottom. A window belongs to the version in force on its last day.
 */
export function topUpsOf(world: World, stay: Stay, earned: readonly Paid[]): readonly Earns[] {
  const paid = [...earned];
  const places = Math.max(0, ...versionsOf(world, stay.plan).map(({ modify = [] }) => modify.length));
  const changes = Array.from({ length: places }, (_, place) => place).flatMap((place) =>
    windowsOf(world, stay, place).map((at) => {
      const cents = toCents(changeBy(at.modifier, paidIn(paid, at.window), at), at.plan.rounding.half);
      paid.push({ period: at.window, cents });
      return { ...at, cents };
    }),
  );
  return togetherPaid(world, stay, changes);
}

/** Two of a kind for one window, such as two guarantees, are paid as one. */
function togetherPaid(
  world: World,
  { person }: Stay,
  changes: readonly (At & { modifier: PlanModifier; cents: bigint })[],
): readonly Earns[] {
  const keyOf = ({ modifier: { kind }, window: { from, until } }: (typeof changes)[0]): string =>
    `${kind} ${from} ${until}`;
  return [...new Set(changes.map(keyOf))].flatMap((key) => {
    const all = changes.filter((each) => keyOf(each) === key);
    const last = all.at(-1);
    if (!last) return [];
    const { modifier, window, plan: version } = last;
    const laid = all.map(({ cents }) => ({ line: null, cents }));
    return [paidOut(world, { person, incentive: modifier.kind, version, window, period: window }, laid)];
  });
}

/** What the pay periods that end in a window earned, in money. */
function paidIn(paid: readonly Paid[], window: NamedPeriod): Fraction {
  const within = paid.filter(({ period }) => period.until > window.from && period.until <= window.until);
  return sumOf(within.map(({ cents }) => fraction(cents, 100n)));
}

interface At {
  readonly seen: Seen;
  readonly plan: Plan;
  readonly window: NamedPeriod;
}

/** The windows of what stands at one place of the plan, which somebody is on it in, as far as anything is known. */
function windowsOf(world: World, stay: Stay, place: number): readonly (At & { modifier: PlanModifier })[] {
  return versionsOf(world, stay.plan).flatMap((plan) => {
    const modifier = plan.modify?.[place];
    if (!modifier) return [];
    const windows = new Map<Day, NamedPeriod>();
    for (let day = stay.from; day < stay.until && day <= world.horizon; day += 1) {
      if (!versionOn(world, stay.plan, day)) continue;
      const window = windowAround({ world, plan }, modifier.window, day);
      windows.set(window.from, window);
      day = window.until - 1;
    }
    return [...windows.values()]
      .filter((window) => decides(world, plan, Math.min(window.until, stay.until) - 1))
      .map((window) => ({ seen: { world, stay, known: window.until }, plan, window, modifier }));
  });
}

/** Whether a version is the one of a day, or the last before it. */
function decides(world: World, plan: Plan, day: Day): boolean {
  return versionsOf(world, plan.id).findLast(({ effective }) => effective.from <= day) === plan;
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
