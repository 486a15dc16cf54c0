import { LAST_DAY, type Day, type NamedPeriod } from '../../../../src/engine/kernel/day.js';
import type { BookingLine } from '../../../../src/engine/model/facts.js';
import type { Plan } from '../../../../src/engine/rulebook/rulebook.js';
import { windowAround } from '../facts/calendar.js';
import { fraction, NOTHING, order, over, sumOf, times, toCents, type Fraction } from '../facts/fraction.js';
import { creditsOf } from '../facts/credits.js';
import type { Earns } from '../facts/pay.js';
import { factOn, type World } from '../facts/world.js';
import { mainMeasureOf } from '../main-measure.js';
import { payRateDay } from './days.js';
import { originOf, type Origin } from './of-line.js';
import { paidAfter, type Paid, type Payment } from './payments.js';
import { asRounded, rateOn } from './rates.js';

/** What one incentive, or the plan as a whole, earns somebody in a pay period, and by whose terms. */
export interface Earned {
  readonly person: string;
  readonly incentive: string;
  readonly version: Plan;
  readonly window: NamedPeriod;
  readonly period: NamedPeriod;
  /** Whether each line has what it earned itself, or a part of a whole that a limit made. */
  readonly is?: 'own' | 'limited whole';
  readonly isLimited?: boolean;
}

/** Cents of it that a line earned, or that are a part of a whole. */
export interface Laid {
  readonly line: BookingLine | null;
  /** The day on which it counts, where that is not its own. */
  readonly date?: Day;
  readonly cents: bigint;
}

/** Earned becomes paid: in the currency of the person, where it is another one and the plan says how. What was paid before of the same incentive decides by which rates it is taken back. */
export function paidOut(
  world: World,
  earned: Earned & { readonly before?: Payment[] },
  laid: readonly Laid[],
): Earns {
  const { person, incentive, version, window, period, before = [] } = earned;
  const own = version.incentives.find(({ id }) => id === incentive);
  const conversion = own?.fx?.pay ?? version.fx?.pay;
  const to = currencyOf(world, person, period);
  const told = { participant: person, incentive, window: window.name, period: period.name };
  const whole = laid.reduce((sum, { cents }) => sum + cents, 0n);
  if (to === undefined || to === version.currency || !conversion)
    return { ...told, currency: version.currency, cents: whole };
  const rateFor = (days: Days): Fraction | undefined => {
    const on = payRateDay(conversion.date, days, { world, plan: version });
    const known = conversion.corrections === 'restate' ? 'newest' : 'first';
    return rateOn(world, { set: conversion.rates, from: version.currency, to, on, told: known });
  };
  const currencies = `${version.currency} ${to}`;
  const paying = { world, earned, rateFor, currencies, before, whole: fraction(whole, 100n) };
  const round = conversion.round ?? { to: 'cents' as const, half: 'away-from-zero' as const };
  const paid = sumOf(paidLines(paying, laid));
  return { ...told, currency: to, cents: toCents(asRounded(paid, round), 'down') };
}

interface Paying {
  readonly world: World;
  readonly earned: Earned;
  readonly rateFor: (days: Days) => Fraction | undefined;
  readonly currencies: string;
  readonly before: Payment[];
  readonly whole: Fraction;
}

/** What each line is paid; where it is paid back, later ones take it into account. */
function paidLines(paying: Paying, laid: readonly Laid[]): readonly Fraction[] {
  const { world, earned, rateFor, currencies, before, whole } = paying;
  const { version, incentive, window, isLimited = false } = earned;
  const isBack = isPaidBack(version, incentive);
  const inWindow = before.filter(
    (each) => each.currencies === currencies && each.isLimited && each.window === window.from,
  );
  const isWhole = isBack && earned.is === 'limited whole';
  const asWhole = isWhole ? paidAfter(inWindow, whole, () => rateFor(earned)) : undefined;
  return laid.map(({ line, date, cents }) => {
    const money = fraction(cents, 100n);
    const of = line && firstOf(world, originOf(world, line).line);
    const paid = isWhole
      ? asWhole && inProportion(asWhole, money, whole)
      : ofLine(paying, { line, date: date ?? line?.date, of, money, isBack });
    const how = { of, window: window.from, isLimited, currencies };
    if (isBack) before.push(...(paid ?? []).map((each) => ({ ...each, ...how })));
    return sumOf((paid ?? []).map((each) => times(each.money, each.rate)));
  });
}

/** The first line of the booking that a line is of. */
function firstOf(world: World, line: BookingLine): BookingLine {
  return (
    world.lines.find(({ source, booking }) => source === line.source && booking === line.booking) ?? line
  );
}

/** A line by itself: one that takes back an earlier booking goes against what was paid of that one. A line of before the pay period is paid anew and takes nothing back. */
function ofLine(
  { world, earned, rateFor, currencies, before }: Paying,
  {
    line,
    date,
    of,
    money,
    isBack,
  }: {
    line: BookingLine | null;
    date: Day | undefined;
    of: BookingLine | null;
    money: Fraction;
    isBack: boolean;
  },
): readonly Paid[] | undefined {
  const origin = line && originOf(world, line);
  const takesBack = isBack && earned.is === 'own' && date !== undefined && date >= earned.period.from;
  if (!takesBack || origin?.isOther !== true) return paidAfter([], money, () => rateFor(earned));
  const ofBooking = before.filter((each) => each.currencies === currencies && each.of === of);
  return paidAfter(ofBooking, money, () => rateFor(paidIn(world, earned, origin)));
}

interface Days {
  readonly period: NamedPeriod;
  readonly window: NamedPeriod;
}

function inProportion(whole: readonly Paid[], part: Fraction, of: Fraction): readonly Paid[] {
  if (order(of, NOTHING) === 0) return whole.map(({ rate }) => ({ money: part, rate }));
  return whole.map(({ money, rate }) => ({ money: times(money, over(part, of)), rate }));
}

/** Whether what takes back is paid back: where the measure says so, and where each line or booking stands for itself, unless it waits as pay. */
function isPaidBack(version: Plan, incentive: string): boolean {
  const own = version.incentives.find(({ id }) => id === incentive);
  const negative = own && mainMeasureOf(version, own)?.negative;
  const alone = own?.formula.kind === 'tiers' && ['line', 'booking'].includes(own.formula.grain);
  return negative === 'pay-back' || (alone && negative !== undefined && negative !== 'carry-earning');
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

/** In which currency somebody is paid on the last day of a pay period, or was on their last day on any plan before that. */
function currencyOf(world: World, person: string, { until }: NamedPeriod): string | undefined {
  const begun = world.company.assignments.filter((row) => row.participant === person && row.from < until);
  const day: Day = Math.max(...begun.map((row) => Math.min(row.until ?? LAST_DAY, until))) - 1;
  const said =
    factOn(world, person, { name: 'attribute.pay-currency', day }) ??
    factOn(world, person, { name: 'participant.pay-currency', day });
  return typeof said === 'string' ? said : undefined;
}
