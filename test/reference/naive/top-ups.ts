import { LAST_DAY, type Day, type NamedPeriod } from '../../../src/engine/kernel/day.js';
import type { Plan, PlanModifier } from '../../../src/engine/rulebook/rulebook.js';
import type { WindowName } from '../../../src/engine/rulebook/parts/measure.js';
import { windowName } from './earned.js';
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
 * window, from top to bottom. A guarantee comes when its window is over, and the window belongs to the version in force on its last day. A cap holds at the end of every pay period: what it takes off the window by
 * then, as the version in force then says, less what it had taken off by the end of the one before.
 */
export function topUpsOf(world: World, stay: Stay, earned: readonly Paid[]): readonly Earns[] {
  const paid: (Paid & { by?: string })[] = [...earned];
  const places = Math.max(0, ...versionsOf(world, stay.plan).map(({ modify = [] }) => modify.length));
  const changes: Change[] = [];
  for (let place = 0; place < places; place += 1) {
    const last = Math.max(world.horizon, ...paid.map(({ period }) => lastDayOf(period)));
    const taken = new Map<string, bigint>();
    for (const at of looksAt({ world, stay, place, last })) {
      const by = at.kind === 'cap' ? `cap ${place} ${at.window.from} ${at.window.until}` : undefined;
      const others = paid.filter((each) => by === undefined || each.by !== by);
      const sum = paidIn(others, at);
      const stands = at.modifier ? toCents(changeBy(at.modifier, sum, at), at.plan.rounding.half) : 0n;
      const cents = by === undefined ? stands : stands - (taken.get(by) ?? 0n);
      if (by !== undefined) taken.set(by, stands);
      paid.push({ period: at.period, cents, ...(by ? { by } : {}) });
      changes.push({ ...at, cents });
    }
  }
  return togetherPaid(world, stay, changes);
}

/** The last day of a pay period; of what never ends, none. */
function lastDayOf({ until }: NamedPeriod): Day {
  return until === LAST_DAY ? 0 : until - 1;
}

/** Two of a kind for one window, such as two guarantees, are paid as one. */
function togetherPaid(world: World, { person }: Stay, changes: readonly Change[]): readonly Earns[] {
  const keyOf = ({ kind, window: { from, until }, period }: Change): string =>
    `${kind} ${from} ${until} ${period.from}`;
  return [...new Set(changes.map(keyOf))].flatMap((key) => {
    const all = changes.filter((each) => keyOf(each) === key);
    const last = all.at(-1);
    if (!last) return [];
    const { kind, window, period, plan: version } = last;
    const laid = all.map(({ cents }) => ({ line: null, cents }));
    return [paidOut(world, { person, incentive: kind, version, window, period }, laid)];
  });
}

/** What the pay periods of a window earned that are over by the end of one, in money. */
function paidIn(paid: readonly Paid[], { window, period: { until } }: At): Fraction {
  const within = paid.filter(({ period }) => period.until > window.from && period.until <= until);
  return sumOf(within.map(({ cents }) => fraction(cents, 100n)));
}

interface At {
  readonly seen: Seen;
  readonly plan: Plan;
  readonly window: NamedPeriod;
  readonly period: NamedPeriod;
}

/** When one of the plan's modifiers is looked at, and what it then says; a cap that is there no more says nothing. */
interface Look extends At {
  readonly kind: PlanModifier['kind'];
  readonly modifier: PlanModifier | null;
}

interface Change extends Look {
  readonly cents: bigint;
}

interface Place {
  readonly world: World;
  readonly stay: Stay;
  readonly place: number;
  /** The last day of which anything is known or paid. */
  readonly last: Day;
}

/** When what stands at one place of the plan is looked at, in the order of time. */
function looksAt({ world, stay, place, last }: Place): readonly Look[] {
  const capped = new Set<string>();
  const looks = versionsOf(world, stay.plan).flatMap((plan): readonly (Look & { known: Day })[] => {
    const modifier = plan.modify?.[place];
    if (!modifier) return [];
    const windows = windowsOf(world, stay, { plan, name: modifier.window });
    if (modifier.kind === 'guarantee')
      return windows
        .filter((window) => decides(world, plan, Math.min(window.until, stay.until) - 1))
        .map((window) => {
          const seen = { world, stay, known: window.until };
          return { seen, plan, window, period: window, modifier, kind: modifier.kind, known: window.until };
        });
    return windows
      .filter(({ from, until }) => !capped.has(`${from} ${until}`) && capped.add(`${from} ${until}`))
      .flatMap((window) => capLooks({ world, stay, place, last }, plan, window));
  });
  return looks.sort((a, b) => a.known - b.known);
}

/** A cap at the end of each of the pay periods that have begun, or of its window where that is no longer than one. */
function capLooks(
  { world, stay, place, last }: Place,
  plan: Plan,
  window: NamedPeriod,
): readonly (Look & { known: Day })[] {
  const looks: (Look & { known: Day })[] = [];
  for (let day = window.from; day < window.until && day <= last;) {
    const pay = windowAround({ world, plan }, paidMostOften(plan), day);
    const isWhole = day === window.from && pay.until >= window.until;
    const period = isWhole ? window : pay;
    const known = Math.min(period.until, window.until);
    day = period.until;
    if (known <= stay.from) continue;
    const on = Math.min(known, stay.until) - 1;
    const inForce = versionsOf(world, plan.id).findLast(({ effective }) => effective.from <= on);
    if (!inForce) continue;
    const own = inForce.modify?.[place];
    const around = own && windowAround({ world, plan: inForce }, own.window, known - 1);
    const holds = own?.kind === 'cap' && around?.from === window.from && around.until === window.until;
    const seen = { world, stay, known };
    looks.push({ seen, plan: inForce, window, period, modifier: holds ? own : null, kind: 'cap', known });
  }
  return looks;
}

/** How often the incentive is paid that is paid most often. */
function paidMostOften(plan: Plan): WindowName {
  const names = plan.incentives.map(({ id, payEvery }) => payEvery ?? plan.payEvery ?? windowName(plan, id));
  const all: readonly WindowName[] = ['month', 'quarter', 'half', 'year', 'plan-to-date'];
  return all.find((name) => names.includes(name)) ?? plan.payEvery ?? 'year';
}

/** The windows of a name that somebody is on a version of the plan in, as far as anything is known. */
function windowsOf(
  world: World,
  stay: Stay,
  { plan, name }: { plan: Plan; name: WindowName },
): readonly NamedPeriod[] {
  const windows = new Map<Day, NamedPeriod>();
  const { from, until } = plan.effective;
  for (let day = stay.from; day < stay.until && day <= world.horizon; day += 1) {
    if (!versionOn(world, stay.plan, day)) continue;
    const window = windowAround({ world, plan }, name, day);
    windows.set(window.from, window);
    day = window.until - 1;
  }
  return [...windows.values()].filter(
    (window) => from < window.until && (until === null || until > Math.max(window.from, stay.from)),
  );
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
