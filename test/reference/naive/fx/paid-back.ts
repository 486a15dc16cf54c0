import type { Day, NamedPeriod } from '../../../../src/engine/kernel/day.js';
import type { BookingLine } from '../../../../src/engine/model/facts.js';
import { windowAround } from '../facts/calendar.js';
import { creditsOf } from '../facts/credits.js';
import { fraction, NOTHING, order, over, sumOf, times, type Fraction } from '../facts/fraction.js';
import type { Plan } from '../../../../src/engine/rulebook/rulebook.js';
import type { World } from '../facts/world.js';
import { mainMeasureOf } from '../main-measure.js';
import { originOf, type Origin } from './of-line.js';
import { inProportion, stillPaid, takeFrom, type Paid, type Payment } from './payments.js';

/** What one incentive, or the plan as a whole, earns somebody in a pay period, and by whose terms. */
export interface Earned {
  readonly person: string;
  readonly incentive: string;
  readonly version: Plan;
  readonly window: NamedPeriod;
  readonly period: NamedPeriod;
  /** Whether each line has what it earned itself; else it has a part of a whole. */
  readonly is?: 'own';
}

/** Cents of it that a line earned, or that are a part of a whole. */
export interface Laid {
  readonly line: BookingLine | null;
  /** The day on which it counts, where that is not its own. */
  readonly date?: Day;
  readonly cents: bigint;
}

/** A pay period and its window. */
export interface Days {
  readonly period: NamedPeriod;
  readonly window: NamedPeriod;
}

/** An earning that is paid, after others that are still paid. */
export interface Paying {
  readonly world: World;
  readonly earned: Earned;
  readonly rateFor: (days: Days) => Fraction | undefined;
  readonly currencies: string;
  readonly before: Payment[];
}

/** A whole: what it falls by is taken back of what was paid of the window. */
export function paidOfWhole(paying: Paying, laid: readonly Laid[]): readonly Paid[] {
  const { earned, rateFor, before } = paying;
  const { paid, further } = takeFrom(before, inWindow(paying), sumOf(laid.map(moneyOf)));
  if (order(further, NOTHING) === 0) return paid;
  const more = paidAt(paying, { of: null, money: further, rate: rateFor(earned) });
  return more.length === 0 ? [] : [...paid, ...more];
}

/** Credit by credit: what is new at the rate of now; what changes a booking of before against what is still paid of it, then of the window. */
export function paidOfCredits(paying: Paying, laid: readonly Laid[]): readonly Paid[] {
  const { world, earned, rateFor } = paying;
  const changes = (each: Laid): boolean => {
    const { line } = each;
    return line !== null && (originOf(world, line).isOther || dayOf(each) < earned.period.from);
  };
  const now = laid.filter((each) => !changes(each));
  const anew = now.flatMap((each) =>
    paidAt(paying, { of: bookingOf(world, each), money: moneyOf(each), rate: rateFor(earned) }),
  );
  return [...anew, ...paidOfChanges(paying, laid.filter(changes))];
}

interface Change {
  readonly of: BookingLine | null;
  readonly paid: readonly Paid[];
  readonly further: Fraction;
  readonly rate: () => Fraction | undefined;
}

function paidOfChanges(paying: Paying, laid: readonly Laid[]): readonly Paid[] {
  const { world, before, currencies } = paying;
  const bookings = [...new Set(laid.map((each) => bookingOf(world, each)))];
  const changes = bookings.map((of): Change => {
    const theirs = laid.filter((each) => bookingOf(world, each) === of);
    const isOf = (each: Payment): boolean => each.currencies === currencies && each.of === of;
    return { of, ...takeFrom(before, isOf, sumOf(theirs.map(moneyOf))), rate: () => ownRate(paying, theirs) };
  });
  const paysBackDebts = order(stillPaid(before, inWindow(paying)), NOTHING) < 0;
  const fallsBy = ({ further }: Change): boolean => order(further, NOTHING) === (paysBackDebts ? 1 : -1);
  const own = (change: Change, money: Fraction): readonly Paid[] | null => {
    if (order(money, NOTHING) === 0) return [];
    const more = paidAt(paying, { of: change.of, money, rate: change.rate() });
    return more.length === 0 ? null : more;
  };
  // What falls goes against what rises with it, too.
  const rises = changes
    .filter((change) => !fallsBy(change))
    .map((change) => ({ change, back: [] as readonly Paid[], more: own(change, change.further) }));
  const falling = changes.filter(fallsBy);
  const all = sumOf(falling.map(({ further }) => further));
  const { paid, further } = takeFrom(before, inWindow(paying), all);
  const falls = falling.map((change) => ({
    change,
    back: inProportion(paid, change.further, all),
    more: own(change, times(further, over(change.further, all))),
  }));
  // Nothing of it is paid where a rate is missing.
  return [...rises, ...falls].flatMap(({ change, back, more }) =>
    more === null ? [] : [...change.paid, ...back, ...more],
  );
}

/** Pays by a rate, and remembers it; nothing where there is none. */
function paidAt(
  { earned, before, currencies }: Paying,
  { of, money, rate }: { of: BookingLine | null; money: Fraction; rate: Fraction | undefined },
): readonly Paid[] {
  if (!rate) return [];
  before.push({ of, money, rate, currencies, window: earned.window.from });
  return [{ money, rate }];
}

/** The rate of what goes further than anything was paid: that of the booking that is taken back now, else of now. */
function ownRate({ world, earned, rateFor }: Paying, laid: readonly Laid[]): Fraction | undefined {
  const back = laid.find((each) => {
    const { line } = each;
    return line !== null && originOf(world, line).isOther && dayOf(each) >= earned.period.from;
  });
  return rateFor(back?.line ? paidIn(world, earned, originOf(world, back.line)) : earned);
}

function inWindow({ currencies, earned }: Paying): (payment: Payment) => boolean {
  return (each) => each.currencies === currencies && each.window === earned.window.from;
}

function moneyOf({ cents }: Laid): Fraction {
  return fraction(cents, 100n);
}

function dayOf({ line, date }: Laid): Day {
  return date ?? line?.date ?? 0;
}

/** The first line of the booking that something is of. */
function bookingOf(world: World, { line }: Laid): BookingLine | null {
  if (line === null) return null;
  const { source, booking } = originOf(world, line).line;
  return world.lines.find((each) => each.source === source && each.booking === booking) ?? line;
}

/** The pay period and window of the booking that a line changes, where that was in an earlier pay period. */
function paidIn(world: World, { person, version, incentive, window, period }: Earned, origin: Origin): Days {
  const own = version.incentives.find(({ id }) => id === incentive);
  const measure = own && mainMeasureOf(version, own);
  const day = countedOn(world, person, origin) ?? origin.line.date;
  if (!measure || day >= period.from) return { period, window };
  const by = { world, plan: version };
  const name = measure.window;
  return {
    period: windowAround(by, own?.payEvery ?? version.payEvery ?? name, day),
    window: windowAround(by, name, day),
  };
}

/** The day on which a booking counted for somebody: that of the first of its lines of which they have credit. */
function countedOn(world: World, person: string, { line: { source, booking } }: Origin): Day | undefined {
  const theirs = creditsOf(world).filter((each) => each.person === person);
  return world.lines
    .filter((each) => each.source === source && each.booking === booking)
    .map((line) => theirs.find((each) => each.line === line)?.date)
    .find((day) => day !== undefined);
}
