import type { NamedPeriod } from '../../../src/engine/kernel/day.js';
import type { Incentive, Modifier, Plan } from '../../../src/engine/rulebook/rulebook.js';
import { windowAround } from './facts/calendar.js';
import type { PeriodPay } from './facts/pay.js';
import {
  least,
  minus,
  most,
  NOTHING,
  order,
  over as dividedBy,
  plus,
  sumOf,
  times,
  type Fraction,
} from './facts/fraction.js';
import type { Seen } from './facts/seen.js';
import { namedStand } from './measures.js';
import { numberOf } from './facts/reading.js';
import { multiplierOf, windowReads } from './window-reads.js';

/** A window at the end of a pay period. */
interface At {
  readonly seen: Seen;
  readonly plan: Plan;
  readonly window: NamedPeriod;
  readonly period: NamedPeriod;
  readonly incentive: Incentive;
}

/** Amounts before the first modifier, after it, after the second …, at the end of one pay period. */
export interface WindowSoFar {
  readonly amounts: readonly Fraction[];
}

interface Before {
  readonly raw: Fraction;
  /** The pay periods of the window before this one. */
  readonly sofar: readonly WindowSoFar[];
  /** What a cap put over from the window before. */
  readonly carried: Fraction;
  /** All that was earned before. */
  readonly earned: readonly PeriodPay[];
}

/** What modifiers made of a window. */
interface Modified {
  readonly pay: Fraction;
  readonly over: Fraction;
  readonly step: WindowSoFar;
  /** Whether no limit changed the amount, so that every credit still has what it earned by itself. */
  readonly isEven: boolean;
}

/** Applies the modifiers of a window from top to bottom to what it has earned so far. */
export function modifiedIn(at: At, before: Before): Modified {
  const amounts: Fraction[] = [before.raw];
  let [over, isEven] = [NOTHING, true];
  for (const modifier of at.incentive.modify) {
    const amount = amounts.at(-1) ?? NOTHING;
    const found = applied(modifier, amount, { at, before, index: amounts.length });
    if (isLimit(modifier) && order(found.amount, amount) !== 0) isEven = false;
    amounts.push(found.amount);
    over = plus(over, found.over);
  }
  return { pay: amounts.at(-1) ?? NOTHING, over, step: { amounts }, isEven };
}

/** What bounds an amount, rather than multiplies it. */
function isLimit({ kind }: Modifier): boolean {
  return kind === 'threshold' || kind === 'floor' || kind === 'cap';
}

interface Applied {
  readonly amount: Fraction;
  readonly over: Fraction;
}

function applied(modifier: Modifier, amount: Fraction, by: Applying): Applied {
  const { at } = by;
  if (modifier.kind === 'threshold') return { amount: overThreshold(modifier, amount, at), over: NOTHING };
  if (modifier.kind === 'floor' || (modifier.kind === 'cap' && modifier.what === 'earning'))
    return limited(modifier, amount, by);
  return { amount: times(amount, multiplierOf(at.seen, at.plan, modifier)), over: NOTHING };
}

/** Puts a limit on what a window, a longer one, or a pay period alone earns. */
function limited(modifier: Limit, amount: Fraction, { at, before, index }: Applying): Applied {
  const limit = numberOf(modifier.at, windowReads(at.seen, at.plan));
  if (!limit) return { amount, over: NOTHING };
  const carries = modifier.kind === 'cap' && modifier.excess === 'carried';
  const bound = modifier.kind === 'cap' ? least : most;
  const all = carries ? plus(amount, before.carried) : amount;
  const earlier = isOfPeriod(modifier, at) ? before.sofar.at(-1)?.amounts : undefined;
  // A limit on the pay period alone bounds what it adds; what was lost before is not in it, what was carried is.
  const [unlimited, paid] = [earlier?.[index - 1] ?? NOTHING, earlier?.[index] ?? NOTHING];
  const added = minus(all, carries ? paid : unlimited);
  const left = bound(added, minus(limit, earnedInLonger(modifier, { at, before })));
  return { amount: plus(paid, left), over: carries ? minus(added, left) : NOTHING };
}

/** What a modifier is applied with: how many amounts there are before it. */
interface Applying {
  readonly at: At;
  readonly before: Before;
  readonly index: number;
}

type Limit = Extract<Modifier, { kind: 'cap' | 'floor' }>;

/** Whether a limit is put on a window that is shorter than that of the incentive: its pay period. */
function isOfPeriod({ window }: Limit, at: At): boolean {
  if (window === null) return false;
  const around = windowAround({ world: at.seen.world, plan: at.plan }, window, at.period.until - 1);
  return around.until - around.from < at.window.until - at.window.from;
}

/** What was earned in earlier windows of the limit's own, longer window. */
function earnedInLonger({ window }: Limit, { at, before }: Pick<Applying, 'at' | 'before'>): Fraction {
  if (window === null) return NOTHING;
  const last = Math.min(at.window.until, at.period.until) - 1;
  const around = windowAround({ world: at.seen.world, plan: at.plan }, window, last);
  const within = before.earned.filter(
    (each) => each.window.from >= around.from && each.window.until <= at.window.from,
  );
  return sumOf(within.map(({ exact }) => exact));
}

/** Below a threshold nothing is paid; from it on everything, or the part that lies above it. */
function overThreshold(
  modifier: Extract<Modifier, { kind: 'threshold' }>,
  amount: Fraction,
  { seen, plan }: At,
): Fraction {
  const [stands, from] = [
    namedStand(seen, modifier.of, plan),
    numberOf(modifier.from, windowReads(seen, plan)),
  ];
  // A modifier whose numbers are not known leaves the pay as it is.
  if (!stands || !from) return amount;
  if (order(stands, from) < 0) return NOTHING;
  if (modifier.counts === 'from-first') return amount;
  return order(stands, NOTHING) === 0 ? NOTHING : times(amount, dividedBy(minus(stands, from), stands));
}
