import type { Budget } from '../../../../src/engine/rulebook/rulebook.js';
import { windowAround } from '../facts/calendar.js';
import {
  fraction,
  least,
  minus,
  most,
  NOTHING,
  order,
  over,
  plus,
  sumOf,
  times,
  toCents,
  type Fraction,
} from '../facts/fraction.js';
import { numberOf } from '../facts/reading.js';
import { windowReads } from '../window-reads.js';
import { versionsOf } from '../facts/world.js';
import { runOf, runOfPart, type Part, type Program } from './program.js';
import { paidOf, type Ask, type Refusing, type Share } from './refunds/refused.js';
import { settledDeals } from './refunds/settled-deals.js';
import { firstOf, ownPlace, placeOf, type Place } from './refunds/taken-back.js';

/** Caps on what somebody earns of something shared, in the order in which it was earned; each by the version that decided it. */
export function cappedParts(program: Program, parts: readonly Part[]): readonly Part[] {
  const earned = new Map<string, Fraction>();
  return parts.map((part) => {
    const { version, person, exact } = part;
    const incentive = version?.incentives.find(({ id }) => id === part.incentive);
    const cap = incentive?.modify.find((each) => each.kind === 'cap');
    const stay = program.stays.find((each) => each.person === person);
    if (!version || !cap || !('at' in cap) || !stay) return part;
    const { world } = program;
    const window = windowAround({ world, plan: version }, cap.window ?? 'plan-to-date', part.day);
    const limit = numberOf(cap.at, windowReads({ world, stay, known: part.period.until }, version));
    if (!limit) return part;
    const key = `${person} ${window.from}`;
    const before = earned.get(key) ?? NOTHING;
    // Who is above a lower cap already gets nothing more, and keeps what there is.
    const paid = most(NOTHING, minus(least(plus(before, exact), limit), before));
    earned.set(key, plus(before, paid));
    return order(paid, exact) === 0
      ? part
      : { ...part, exact: paid, cents: toCents(paid, version.rounding.half) };
  });
}

/**
 * Reserves a budget for pay in the order in which the last of the bookings behind it became known, of one booking in the order of the incentives, in cents; what no longer fits whole is paid what is
 * left, or nothing; what takes back gives back. After a pause there is all of it again, and what was paid before it comes back there.
 * Of runs that have settled `settled` is what they paid; all else that was earned of a booking there was not paid.
 */
export function budgeted(
  program: Program,
  all: readonly Part[],
  settled: readonly Part[] = [],
): readonly Part[] {
  const over = new Set(settled.map((part) => runOfPart(program, part)));
  const parts = all.filter((part) => !over.has(runOfPart(program, part)));
  const inOrder = eventsOf(program, parts, 'as paid');
  const earned = all.filter((part) => over.has(runOfPart(program, part)));
  const shares = sharesOf(program, parts, settledDeals(program, earned, settled));
  if (!isScaled(program))
    return inOrder.flatMap(({ part }) =>
      part.until ? [] : [{ ...part, cents: centsOf(shares.get(part) ?? []) }],
    );
  const standing = eventsOf(program, parts, 'as told').flatMap(({ part }) => (part.until ? [] : [part]));
  return scaled(program, standing, shares);
}

/** By which budgets each part is paid, before anything is scaled. */
function sharesOf(
  program: Program,
  parts: readonly Part[],
  before: Omit<Refusing, 'program' | 'takings'>,
): ReadonlyMap<Part, readonly Share[]> {
  const spent = new Map<number, bigint>();
  const shares = new Map<Part, readonly Share[]>();
  const refusing: Refusing = { ...before, program, takings: [] };
  const ask: Ask = (by, cents) => {
    const run = by ? runOf(program, by).from : 0;
    const before = spent.get(run) ?? 0n;
    const terms = program.spiffs.find((spiff) => spiff === by)?.budget ?? null;
    const paid = terms === null || isScaled(program) ? cents : admitted(cents, before, terms);
    spent.set(run, before + paid);
    return paid;
  };
  for (const { part, back } of eventsOf(program, parts, 'as paid')) {
    if (part.until && isScaled(program)) continue;
    if (back) ask(part.version, -centsOf(shares.get(part) ?? []));
    else shares.set(part, paidOf(refusing, part, ask));
  }
  return shares;
}

function centsOf(shares: readonly Share[]): bigint {
  return shares.reduce((sum, { cents }) => sum + cents, 0n);
}

/** What a budget is asked for, or given back, at a moment. */
interface Event extends Place {
  readonly part: Part;
  readonly at: number;
  readonly turn: number;
  readonly back: boolean;
}

/** What a budget is asked for, in the order in which it is. */
function eventsOf(program: Program, parts: readonly Part[], by: 'as told' | 'as paid'): readonly Event[] {
  const ids = versionsOf(program.world, program.id).flatMap(({ incentives }) =>
    incentives.map(({ id }) => id),
  );
  // What a place is given up for comes first of its moment, who moves up last.
  const events = parts.flatMap((part, at): readonly Event[] => {
    const moved = part.since !== undefined && order(part.since, part.recorded) > 0;
    const known = by === 'as told' ? ownPlace(program, part) : placeOf(program, parts, part);
    const moment = moved ? (part.since ?? part.recorded) : known.moment;
    const taken: Event = { ...known, part, at, moment, turn: moved ? 2 : 1, back: false };
    return part.until ? [taken, { ...taken, moment: part.until, turn: 0, back: true }] : [taken];
  });
  return events.sort(
    (a, b) =>
      order(a.moment, b.moment) ||
      a.turn - b.turn ||
      (a.turn === 1 ? a.line - b.line || a.after - b.after || order(a.part.recorded, b.part.recorded) : 0) ||
      (a.turn === 1 && a.after > 0 ? firstOf(program, a.part) - firstOf(program, b.part) : 0) ||
      ids.indexOf(a.part.incentive) - ids.indexOf(b.part.incentive) ||
      a.at - b.at,
  );
}

function isScaled({ spiffs }: Program): boolean {
  return spiffs.some(({ budget }) => budget?.whenExhausted === 'scale-all');
}

/** All pay of a run is the same part of itself, so that together it is no more than the budget; cents make the whole, in order. What is taken back after a pause is of the run that had paid it. */
function scaled(
  program: Program,
  parts: readonly Part[],
  shares: ReadonlyMap<Part, readonly Share[]>,
): readonly Part[] {
  const runs = [...new Set(program.spiffs.map((spiff) => runOf(program, spiff).from))];
  const isOf = (run: number, { by }: Share): boolean => by !== undefined && runOf(program, by).from === run;
  const paid = new Map(parts.map((part) => [part, 0n]));
  for (const run of runs) {
    const asks = parts.flatMap((part) => {
      const own = (shares.get(part) ?? []).filter((share) => isOf(run, share));
      return own.length === 0 ? [] : [{ part, cents: centsOf(own), by: own.at(-1)?.by }];
    });
    const budget = program.spiffs.find((spiff) => spiff === asks[0]?.by)?.budget;
    const most = budget ? (numberOf(budget.amount, () => undefined) ?? NOTHING) : undefined;
    const all = sumOf(asks.map(({ cents }) => fraction(cents, 100n)));
    const isWhole = !most || order(all, most) <= 0;
    let [sofar, before] = [NOTHING, 0n];
    for (const { part, cents, by } of asks) {
      const share = fraction(cents, 100n);
      sofar = plus(sofar, isWhole ? share : over(times(share, most), all));
      const reached = toCents(sofar, by?.rounding.half ?? 'away-from-zero');
      paid.set(part, (paid.get(part) ?? 0n) + reached - before);
      before = reached;
    }
  }
  return parts.map((part) => ({ ...part, cents: paid.get(part) ?? 0n }));
}

function admitted(cents: bigint, spent: bigint, { amount, whenExhausted }: Budget): bigint {
  const whole = numberOf(amount, () => undefined) ?? NOTHING;
  const left = toCents(minus(whole, fraction(spent, 100n)), 'down');
  if (cents <= 0n || cents <= left) return cents;
  if (whenExhausted === 'pay-nothing' || left < 0n) return 0n;
  return left;
}
