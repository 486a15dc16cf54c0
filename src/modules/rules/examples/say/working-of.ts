import { inPlanCurrency, sayPay } from '../../../../engine/explain/fx/say-conversion.js';
import { isTopUp } from '../../../../engine/explain/say-earning.js';
import { hasMeasure, sayMeasure } from '../../../../engine/explain/say-measure.js';
import { isSaidAlone, plain } from '../../../../engine/explain/say-modifiers.js';
import { sayGroup, sayNamedPart } from '../../../../engine/explain/say-parts.js';
import { whyNothing } from '../../../../engine/explain/why-nothing.js';
import { sayNumber } from '../../../../engine/conditions/verdict/say-test.js';
import type { Ratio } from '../../../../engine/kernel/ratio.js';
import type { Earning, ModifierWorking, TierWorking } from '../../../../engine/model/result.js';
import { sayAmount, sayCents, sayMoney } from './say-money.js';

/** The numbers that made an earning, a line each, rendered from its working; one line says it all where one rate is paid on everything. */
export function workingOf(earning: Earning): readonly string[] {
  const converted = sayPay(earning);
  return [...inPlan(inPlanCurrency(earning)), ...(converted === '' ? [] : [converted])];
}

function inPlan(earning: Earning): readonly string[] {
  const { working } = earning;
  const why = whyNothing(earning) ?? earning.reason;
  const parts = isTopUp(earning) ? [] : working.tiers.filter(({ base }) => base.n !== 0n);
  const [only, ...others] = parts;
  const isPlain =
    only && !only.group && others.length === 0 && working.earlier.n === 0n && working.modifiers.length === 0;
  const paid = sayCents(earning.amount, earning.currency);
  const steps =
    isPlain && isRated(earning)
      ? [`${paid} = ${sayPercent(only.rate)} × ${sayAmount(only.base)}, ${sayRounding(earning)}`]
      : [
          ...parts.map((part) => sayPart(part, earning)),
          ...working.modifiers.map((modifier) => sayModifier(modifier, earning)),
          ...(working.earlier.n === 0n
            ? []
            : [`− ${sayMoney(working.earlier, earning.currency)} earned earlier in ${earning.window.name}`]),
          `= ${paid}, ${sayRounding(earning)}`,
        ];
  return [...standing(earning), ...steps, ...(why === null ? [] : [why])];
}

/** Whether parts of the pay are a rate on money, said to its last decimal; others are said as a participant reads them. */
function isRated({ working: { formula, per } }: Earning): boolean {
  return (
    per === undefined && !/^(?:curve|matrix|mbo|bonus|steps|greater of|lesser of|no-quota)/.test(formula)
  );
}

function standing(earning: Earning): readonly string[] {
  const { measure, quota, attainment, window, currency, working } = earning;
  if (!hasMeasure(earning)) return [];
  if (working.unit !== undefined || working.measured !== undefined) return [`${sayMeasure(earning)}.`];
  if (quota === null) return [];
  const reached = attainment === null ? '' : `: ${sayPercent(attainment)}`;
  return [
    `${window.name}: ${sayMoney(measure, currency)} of a quota of ${sayMoney(quota, currency)}${reached}`,
  ];
}

function sayPart(part: TierWorking, earning: Earning): string {
  return `${sayGroup(part)}${sayTier(part, earning)}`;
}

function sayTier(part: TierWorking, earning: Earning): string {
  if (!isRated(earning)) return sayNamedPart(part, earning);
  const { id, base, rate, amount } = part;
  const { currency } = earning;
  const tier = id === '' ? '' : ` (${id})`;
  return `${sayMoney(base, currency)} × ${sayPercent(rate)} = ${sayMoney(amount, currency)}${tier}`;
}

function sayModifier(
  { what, times, applied, because, change }: ModifierWorking,
  { currency }: Earning,
): string {
  const why = plain(because);
  if (isSaidAlone({ what, change })) return why;
  if (what === 'gate') return applied ? `× 0, the gate is shut: ${why}` : `the gate is open: ${why}`;
  if (change && !applied) return `${what} changes nothing: ${why}`;
  if (change) return `${change.n < 0n ? '−' : '+'} ${sayMoney(absolute(change), currency)} (${what}): ${why}`;
  return `${applied ? '×' : 'not ×'} ${sayNumber(times, { kind: 'times' })}: ${why}`;
}

function absolute({ n, d }: Ratio): Ratio {
  return { n: n < 0n ? -n : n, d };
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
