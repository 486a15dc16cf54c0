import { LAST_DAY, type Day, type NamedPeriod } from '../../../../src/engine/kernel/day.js';
import type { Plan } from '../../../../src/engine/rulebook/rulebook.js';
import { fraction, sumOf, times, toCents, type Fraction } from '../facts/fraction.js';
import type { Earns } from '../facts/pay.js';
import { factOn, type World } from '../facts/world.js';
import { addingIn } from '../main-measure.js';
import { payRateDay } from './days.js';
import { paidOfCredits, paidOfWhole, type Days, type Earned, type Laid, type Paying } from './paid-back.js';
import type { Paid, Payment } from './payments.js';
import { asRounded, rateOn } from './rates.js';

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
  const paying = { world, earned, rateFor, currencies, before };
  const round = conversion.round ?? { to: 'cents' as const, half: 'away-from-zero' as const };
  const paid = sumOf(paidOf(paying, laid).map((each) => times(each.money, each.rate)));
  return { ...told, currency: to, cents: toCents(asRounded(paid, round), 'down') };
}

/** What is paid of an earning, each part by its rate. */
function paidOf(paying: Paying, laid: readonly Laid[]): readonly Paid[] {
  const { earned, rateFor } = paying;
  if (isPaidBack(earned.version, earned.incentive))
    return earned.is === 'own' ? paidOfCredits(paying, laid) : paidOfWhole(paying, laid);
  const rate = rateFor(earned);
  return rate ? laid.map(({ cents }) => ({ money: fraction(cents, 100n), rate })) : [];
}

/** Whether what takes back is paid back: where the measure says so, and where each line or booking stands for itself, unless it waits as pay. */
function isPaidBack(version: Plan, incentive: string): boolean {
  const own = version.incentives.find(({ id }) => id === incentive);
  const negative = addingIn(version, incentive)?.negative;
  if (own && negative === undefined) return true;
  const alone = own?.formula.kind === 'tiers' && ['line', 'booking'].includes(own.formula.grain);
  return negative === 'pay-back' || (alone && negative !== undefined && negative !== 'carry-earning');
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
