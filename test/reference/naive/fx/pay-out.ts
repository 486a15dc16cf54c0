import { LAST_DAY, type Day, type NamedPeriod } from '../../../../src/engine/kernel/day.js';
import type { BookingLine } from '../../../../src/engine/model/facts.js';
import type { Plan } from '../../../../src/engine/rulebook/rulebook.js';
import { windowAround } from '../facts/calendar.js';
import { fraction, NOTHING, sumOf, times, toCents } from '../facts/fraction.js';
import type { Earns } from '../facts/pay.js';
import { creditsOf } from '../facts/credits.js';
import { factOn, type World } from '../facts/world.js';
import { mainMeasureOf } from '../main-measure.js';
import { payRateDay } from './days.js';
import { originOf } from './of-line.js';
import { asRounded, rateOn } from './rates.js';

/** What one incentive, or the plan as a whole, earns somebody in a pay period, and by whose terms. */
export interface Earned {
  readonly person: string;
  readonly incentive: string;
  readonly version: Plan;
  readonly window: NamedPeriod;
  readonly period: NamedPeriod;
}

/** Cents of it that a line earned, or that are a part of a whole. */
export interface Laid {
  readonly line: BookingLine | null;
  /** The day on which it counts, where that is not its own. */
  readonly date?: Day;
  readonly cents: bigint;
}

/** Earned becomes paid: in the currency of the person, where it is another one and the plan says how. */
export function paidOut(world: World, earned: Earned, laid: readonly Laid[]): Earns {
  const { person, incentive, version, window, period } = earned;
  const own = version.incentives.find(({ id }) => id === incentive);
  const conversion = own?.fx?.pay ?? version.fx?.pay;
  const to = currencyOf(world, person, period);
  const told = { participant: person, incentive, window: window.name, period: period.name };
  const whole = laid.reduce((sum, { cents }) => sum + cents, 0n);
  if (to === undefined || to === version.currency || !conversion)
    return { ...told, currency: version.currency, cents: whole };
  const exact = laid.map(({ line, date, cents }) => {
    const counts = line && { line, date: date ?? line.date };
    const on = payRateDay(conversion.date, paidIn(world, earned, counts), { world, plan: version });
    const told = conversion.corrections === 'restate' ? 'newest' : 'first';
    const rate = rateOn(world, { set: conversion.rates, from: version.currency, to, on, told });
    return rate ? times(fraction(cents, 100n), rate) : NOTHING;
  });
  const round = conversion.round ?? { to: 'cents' as const, half: 'away-from-zero' as const };
  return { ...told, currency: to, cents: toCents(asRounded(sumOf(exact), round), 'down') };
}

/** The pay period and window whose rate a line has: those of the booking that it changes, where that was in an earlier pay period. */
function paidIn(
  world: World,
  { person, version, incentive, window, period }: Earned,
  counts: { line: BookingLine; date: Day } | null,
): { period: NamedPeriod; window: NamedPeriod } {
  const own = version.incentives.find(({ id }) => id === incentive);
  const measure = own && mainMeasureOf(version, own);
  const origin = counts && originOf(world, counts.line);
  // What is not paid back waits for later pay; a line of before the pay period is paid anew and takes nothing back.
  const takesBack =
    origin?.isOther === true &&
    measure?.negative === 'pay-back' &&
    counts !== null &&
    counts.date >= period.from;
  if (!takesBack) return { period, window };
  const counted = creditsOf(world).find((each) => each.person === person && each.line === origin.line);
  const day = counted?.date ?? origin.line.date;
  if (day >= period.from) return { period, window };
  const by = { world, plan: version };
  const name = measure.window;
  return {
    period: windowAround(by, own?.payEvery ?? version.payEvery ?? name, day),
    window: windowAround(by, name, day),
  };
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
