import { writeDecimal } from '../kernel/ratio.js';
import type { Earning, ModifierWorking, TierWorking } from '../model/result.js';
import { sayAttainment, sayCents, sayExact, sayMoney, sayRate } from './say-numbers.js';
import { whyNothing } from './why-nothing.js';

/**
 * An earning in one sentence of the person's own numbers: `886,711.25 USD credited in FY12Q2 is 113.5% of your quota of 781,000 USD:
 * 781,000 × 1.5% = 11,715.00 and 105,711.25 × 2.25% = 2,378.50; together 14,093.50 USD.` Numbers are rounded for reading; the working
 * behind them is exact.
 */
export function sayEarning(earning: Earning): string {
  if (earning.incentive === '')
    return `${sayMeasure(earning)} and earns nothing. ${earning.reason ?? ''}`.trim();
  const nothing = whyNothing(earning);
  if (nothing !== null) return `${sayMeasure(earning)}, and earns nothing: ${nothing}`;
  const { tiers } = earning.working;
  const steps = [
    sayTogether(earning),
    ...sayModifiers(earning.working.modifiers),
    ...sayEarlier(earning),
  ].filter((step) => step !== '');
  const ending = steps.length === 0 ? ` ${earning.currency}` : `; ${steps.join(', ')}`;
  const reason = earning.reason === null ? '' : ` ${earning.reason}`;
  return `${sayMeasure(earning)}: ${tiers.map(sayTier).join(' and ')}${ending}.${reason}`;
}

/** What was credited in the window and how it lies to the quota. */
export function sayMeasure({ measure, currency, window, quota, attainment }: Earning): string {
  const credited = `${sayMoney(measure)} ${currency} credited in ${window.name}`;
  if (attainment !== null && quota !== null)
    return `${credited} is ${sayAttainment(attainment)} of your quota of ${sayMoney(quota)} ${currency}`;
  return quota === null ? credited : `${credited}, with a quota of ${sayMoney(quota)} ${currency}`;
}

/** One tier: base × rate = amount. */
export function sayTier({ base, rate, amount }: TierWorking): string {
  return `${sayMoney(base)} × ${sayRate(rate)} = ${sayExact(amount)}`;
}

function sayTogether({ amount, currency, working }: Earning): string {
  const ends = !working.modifiers.some(({ applied }) => applied) && working.earlier.n === 0n;
  if (ends)
    return working.tiers.length > 1 || isRounded(working.tiers, amount)
      ? `together ${sayCents(amount)} ${currency}`
      : '';
  return '';
}

function isRounded(tiers: readonly TierWorking[], amount: bigint): boolean {
  const [only] = tiers;
  return only !== undefined && sayExact(only.amount) !== sayCents(amount);
}

function sayModifiers(modifiers: readonly ModifierWorking[]): readonly string[] {
  return modifiers
    .filter(({ applied }) => applied)
    .map(
      ({ times, because }) =>
        `times ${writeDecimal(times)} because ${because.replace(/\.$/, '').replaceAll('\n', ' ')}`,
    );
}

function sayEarlier({ working, amount, currency, window }: Earning): readonly string[] {
  const applied = working.modifiers.some((modifier) => modifier.applied);
  if (working.earlier.n === 0n) return applied ? [`which makes ${sayCents(amount)} ${currency}`] : [];
  return [
    `less ${sayExact(working.earlier)} that earlier pay periods of ${window.name} earned`,
    `which leaves ${sayCents(amount)} ${currency}`,
  ];
}
