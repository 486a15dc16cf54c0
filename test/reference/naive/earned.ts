import type { Day, NamedPeriod } from '../../../src/engine/kernel/day.js';
import type { Incentive, Plan } from '../../../src/engine/rulebook/rulebook.js';
import type { WindowName } from '../../../src/engine/rulebook/parts/measure.js';
import { windowAround } from './facts/calendar.js';
import { payStanding } from './formulas.js';
import { minus, NOTHING, sumOf, toCents } from './facts/fraction.js';
import type { EarnedByDeals } from './deals/earned.js';
import type { CreditPay, PeriodPay } from './facts/pay.js';
import { laidOn, lessLaid } from './laid.js';
import { modifiedIn, type WindowSoFar } from './limits.js';
import { addingIn, mainMeasureOf, measuresOf } from './main-measure.js';
import type { Seen } from './facts/seen.js';
import { creditsIn, incentiveOf, isCounted } from './measures.js';
import type { Reads } from './facts/reading.js';
import { payStreamed } from './streamed.js';
import { once, versionOn, versionsOf, type Stay, type World } from './facts/world.js';

/** One incentive of one stay. `plain` leaves its modifiers out. */
export interface OneIncentive {
  readonly world: World;
  readonly stay: Stay;
  readonly id: string;
  readonly plain?: boolean;
}

/** Everything an incentive earns, window by window and pay period by pay period. */
export function earnedBy(one: OneIncentive): readonly PeriodPay[] {
  const { world, stay, id, plain = false } = one;
  return once(world, `earned ${JSON.stringify([stay, id, plain])}`, () => {
    const versions = versionsOf(world, stay.plan).filter((plan) => incentiveOf(plan, id));
    const isStreaming = versions.every((plan) => isStreamed(plan, incentiveOf(plan, id)));
    const isLimited = versions.some((plan) => incentiveOf(plan, id)?.modify.some(limits));
    if (isStreaming && (plain || !isLimited)) return streamed(one);
    return standing(one, isStreaming);
  });
}

/** Whether an incentive pays credit by credit: rates on measures that credits add to. */
function isStreamed(plan: Plan, incentive: Incentive | undefined): boolean {
  const formula = incentive?.formula;
  if (formula?.kind !== 'flat' && formula?.kind !== 'override' && formula?.kind !== 'tiers') return false;
  const { axis, base } = measuresOf(plan, { formula });
  if (axis.derived || base.derived) return false;
  if (formula.kind !== 'tiers') return true;
  const paysAmounts = formula.starts.some(
    ({ what }) => 'quantity' in what && what.quantity.unit.kind === 'money',
  );
  return formula.mode !== 'cumulative' && !paysAmounts;
}

function limits(modifier: Incentive['modify'][0]): boolean {
  return (
    modifier.kind === 'floor' ||
    modifier.kind === 'threshold' ||
    (modifier.kind === 'cap' && modifier.what === 'earning')
  );
}

function streamed({ world, stay, id, plain = false }: OneIncentive): readonly PeriodPay[] {
  const earned: PeriodPay[] = [];
  let owed = NOTHING;
  let deals: EarnedByDeals = new Map();
  for (const { window, plan } of windowsOf(world, stay, id)) {
    let [exact, cents, rest, after] = [NOTHING, 0n, owed, deals];
    let before: readonly CreditPay[] = [];
    for (const period of periodsOf({ world, stay }, { plan, id, window })) {
      const seen = seenBy({ world, stay, id }, Math.min(period.until, window.until));
      const paid = payStreamed({ seen, id, plan, window, owed, deals, plain });
      const parts = paid.parts.map((part, at) => lessThan(part, before[at]));
      earned.push({ window, period, exact: minus(paid.exact, exact), cents: paid.cents - cents, parts });
      [exact, cents, rest, before, after] = [paid.exact, paid.cents, paid.owed, paid.parts, paid.deals];
    }
    [owed, deals] = [rest, after];
  }
  return earned;
}

function lessThan(part: CreditPay, before: CreditPay | undefined): CreditPay {
  return before
    ? { ...part, exact: minus(part.exact, before.exact), cents: part.cents - before.cents }
    : part;
}

type Reached = Required<Pick<PeriodPay, 'exact' | 'cents' | 'laid'>>;

/** What a window has come to, less what it had by the end of the pay period before. */
function less(now: Reached, before: Reached): Reached {
  return {
    exact: minus(now.exact, before.exact),
    cents: now.cents - before.cents,
    laid: lessLaid(now.laid, before.laid),
  };
}

function standing(
  { world, stay, id, plain = false }: OneIncentive,
  isStreaming: boolean,
): readonly PeriodPay[] {
  const earned: PeriodPay[] = [];
  let carried = NOTHING;
  for (const { window, plan: first } of windowsOf(world, stay, id)) {
    const sofar: WindowSoFar[] = [];
    let before: Reached = { exact: NOTHING, cents: 0n, laid: [] };
    let [over, wasOwn] = [carried, true];
    for (const period of periodsOf({ world, stay }, { plan: first, id, window })) {
      const known = Math.min(period.until, window.until);
      const plan = versionFor(world, stay, { id, known });
      const incentive = plan && incentiveOf(plan, id);
      // No version had it yet.
      if (!plan || !incentive) continue;
      const seen = seenBy({ world, stay, id }, known);
      const by = isStreaming ? plainBy({ world, stay, id }, { window, known }) : null;
      const incentives = incentivesBy({ world, stay }, { window, known });
      const raw = by
        ? sumOf(by.map(({ exact }) => exact))
        : payStanding(incentive, { seen, plan, window, incentives });
      const found = modifiedIn(
        { seen, plan, window, period, incentive: plain ? { ...incentive, modify: [] } : incentive },
        { raw, sofar, carried, earned },
      );
      sofar.push(found.step);
      const laid = laidOn({ seen, id, window }, found.pay, { plan, streamed: by });
      const now = { exact: found.pay, cents: toCents(found.pay, plan.rounding.half), laid };
      const isOwn = by !== null && wasOwn && found.isEven;
      earned.push({ window, period, ...less(now, before), isOwn });
      [before, over, wasOwn] = [now, found.over, by !== null && found.isEven];
    }
    carried = over;
  }
  return earned;
}

/** What the credits of a window earned by a day, before the modifiers. */
function plainBy(
  one: OneIncentive,
  { window, known }: { window: NamedPeriod; known: Day },
): readonly PeriodPay[] {
  return earnedBy({ ...one, plain: true }).filter(
    (each) => each.window.from === window.from && Math.min(each.period.until, each.window.until) <= known,
  );
}

/** What another incentive earned in the pay periods of a window that ended by a day. */
function incentivesBy(
  { world, stay }: { world: World; stay: Stay },
  { window, known }: { window: NamedPeriod; known: Day },
): Reads {
  return (name) => {
    const [, id = '', before] = name.split('.');
    const earned = earnedBy({ world, stay, id, plain: before !== undefined });
    return sumOf(
      earned
        .filter(({ period }) => period.until > window.from && period.until <= known)
        .map(({ exact }) => exact),
    );
  };
}

/** The version in force at the end of a pay period, as far as somebody is on the plan; else the last that had the incentive by then. */
export function versionFor(
  world: World,
  stay: Stay,
  { id, known }: { id: string; known: Day },
): Plan | undefined {
  const now = versionOn(world, stay.plan, Math.min(known, stay.until) - 1);
  if (now && incentiveOf(now, id)) return now;
  return versionsOf(world, stay.plan).findLast(
    (plan) => incentiveOf(plan, id) && plan.effective.from < Math.min(known, stay.until),
  );
}

/** A stay as an incentive sees it at the end of a pay period; one that a later version drops looks no further than the last that had it. */
function seenBy({ world, stay, id }: OneIncentive, known: Day): Seen {
  const plan = versionFor(world, stay, { id, known });
  const now = versionOn(world, stay.plan, Math.min(known, stay.until) - 1);
  const isDropped = plan !== undefined && now !== plan;
  return { world, stay, known: isDropped ? Math.min(known, plan.effective.until ?? known) : known };
}

/** The last day of which anything is known: what counts for an incentive may do so later than anything is booked. */
function lastDayOf({ world, stay, id }: OneIncentive): Day {
  const seen = { world, stay, known: stay.until };
  const counted = creditsIn(seen, stay).filter((credit) => {
    const measure = addingIn(credit.version, id);
    return measure !== undefined && isCounted(seen, credit, { measure: measure.id });
  });
  return Math.max(world.horizon, ...counted.map(({ date }) => date));
}

/** The windows of an incentive that somebody is on the plan in, with the version of their first day there. */
function windowsOf(world: World, stay: Stay, id: string): readonly { window: NamedPeriod; plan: Plan }[] {
  const windows: { window: NamedPeriod; plan: Plan }[] = [];
  const last = lastDayOf({ world, stay, id });
  for (let day: Day = stay.from; day < stay.until && day <= last;) {
    const version = versionsOf(world, stay.plan).find(
      (each) => incentiveOf(each, id) && (each.effective.until === null || each.effective.until > day),
    );
    if (!version) break;
    day = Math.max(day, version.effective.from);
    if (day >= stay.until || day > last) break;
    const window = windowAround({ world, plan: version }, windowName(version, id), day);
    windows.push({ window, plan: version });
    day = window.until;
  }
  return windows;
}

/** The window of an incentive: that of the measure that it is about, else how often it is paid. */
export function windowName(plan: Plan, id: string): WindowName {
  const incentive = incentiveOf(plan, id);
  const every = incentive?.payEvery ?? plan.payEvery ?? 'month';
  const measure = incentive && mainMeasureOf(plan, incentive);
  // The last days are no window of their own.
  return measure?.rolling === undefined ? (measure?.window ?? every) : every;
}

/** The pay periods of a window that have begun, from the one in which somebody joins the plan. */
function periodsOf(
  { world, stay }: { world: World; stay: Stay },
  { plan, id, window }: { plan: Plan; id: string; window: NamedPeriod },
): readonly NamedPeriod[] {
  const every = incentiveOf(plan, id)?.payEvery ?? plan.payEvery;
  if (every === null) return [window];
  const periods: NamedPeriod[] = [];
  const last = lastDayOf({ world, stay, id });
  for (let day: Day = Math.max(window.from, stay.from); day < window.until && day <= last;) {
    const period = windowAround({ world, plan }, every, day);
    periods.push(period);
    day = period.until;
  }
  return periods;
}
