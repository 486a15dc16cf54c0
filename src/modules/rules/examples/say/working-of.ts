import { sayNumber } from '../../../../engine/conditions/verdict/say-test.js';
import { whyNothing } from '../../../../engine/explain/why-nothing.js';
import type { Ratio } from '../../../../engine/kernel/ratio.js';
import type { Earning, ModifierWorking, TierWorking } from '../../../../engine/model/result.js';
import { sayAmount, sayCents, sayMoney } from './say-money.js';

/** The numbers that made an earning, a line each, rendered from its working; one line says it all where one rate is paid on everything. */
export function workingOf(earning: Earning): readonly string[] {
  const { working } = earning;
  const why = whyNothing(earning) ?? earning.reason;
  const [only, ...others] = working.tiers.filter(({ base }) => base.n !== 0n);
  const isPlain = only && others.length === 0 && working.earlier.n === 0n && working.modifiers.length === 0;
  const paid = sayCents(earning.amount, earning.currency);
  const steps = isPlain
    ? [`${paid} = ${sayPercent(only.rate)} × ${sayAmount(only.base)}, ${sayRounding(earning)}`]
    : [
        ...working.tiers.filter(({ base }) => base.n !== 0n).map((tier) => sayTier(tier, earning.currency)),
        ...working.modifiers.map(sayModifier),
        ...(working.earlier.n === 0n
          ? []
          : [`− ${sayMoney(working.earlier, earning.currency)} earned earlier in ${earning.window.name}`]),
        `= ${paid}, ${sayRounding(earning)}`,
      ];
  return [...standing(earning), ...steps, ...(why === null ? [] : [why])];
}

function standing({ measure, quota, attainment, window, currency }: Earning): readonly string[] {
  if (quota === null) return [];
  const reached = attainment === null ? '' : `: ${sayPercent(attainment)}`;
  return [
    `${window.name}: ${sayMoney(measure, currency)} of a quota of ${sayMoney(quota, currency)}${reached}`,
  ];
}

function sayTier({ id, base, rate, amount }: TierWorking, currency: string): string {
  const tier = id === '' ? '' : ` (${id})`;
  return `${sayMoney(base, currency)} × ${sayPercent(rate)} = ${sayMoney(amount, currency)}${tier}`;
}

function sayModifier({ times, applied, because }: ModifierWorking): string {
  const why = because
    .split('\n')
    .map((line) => line.trim())
    .join(' ');
  return `${applied ? '×' : 'not ×'} ${sayNumber(times, { kind: 'times' })}: ${why}`;
}

function sayRounding({ working }: Earning): string {
  const per = working.rounding.split(' per ').at(-1) ?? '';
  return per === 'line' || per === 'booking'
    ? `rounded per ${per}`
    : `rounded once per ${per === 'running-total' ? 'running total' : 'window'}`;
}

function sayPercent(value: Ratio): string {
  return sayNumber(value, { kind: 'percent' });
}
