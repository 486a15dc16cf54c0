import { compare, writeDecimal } from '../kernel/ratio.js';
import type { WorthEarning, WorthStanding } from '../worth/worth.js';
import { sayAttainment, sayCents, sayMoney } from './say-numbers.js';
import { sayWindow } from './say-window.js';

/**
 * What an incentive would earn otherwise, in one sentence: `15,500.00 USD more in 2026-03: 2026-Q1 goes from 83.3% to 123.3% of your quota of 300,000 USD, from to-quota
 * to above.` Where it is no more, why.
 */
export function sayWorth(earning: WorthEarning): string {
  const { amount, currency, period, because } = earning;
  const more = `${sayCents(amount < 0n ? -amount : amount)} ${currency} ${amount < 0n ? 'less' : 'more'}`;
  const what = `${amount === 0n ? 'Nothing more' : more} in ${period.name}`;
  const steps = [sayMove(earning), ...because.map((each) => each.replace(/\.$/, ''))];
  const said = steps.filter((step) => step !== '').join('; ');
  return said === '' ? `${what}.` : `${what}: ${said}.`;
}

function sayMove({ before, after, window, planCurrency, unit }: WorthEarning): string {
  if (!after) return '';
  const amount = (standing: WorthStanding | null): string => {
    if (!standing) return '0';
    return unit === null ? sayMoney(standing.measure) : writeDecimal(standing.measure, 6);
  };
  const tier =
    after.tier === '' || after.tier === before?.tier
      ? ''
      : `, ${before && before.tier !== '' ? `from ${before.tier} to` : 'reaching'} ${after.tier}`;
  if (after.attainment && after.quota) {
    const from = before?.attainment ? sayAttainment(before.attainment) : '0%';
    const quota = unit === null ? `${sayMoney(after.quota)} ${planCurrency}` : writeDecimal(after.quota, 6);
    return `${sayWindow(window)} goes from ${from} to ${sayAttainment(after.attainment)} of your quota of ${quota}${tier}`;
  }
  if (before && compare(before.measure, after.measure) === 0) return '';
  return `${sayWindow(window)} goes from ${amount(before)} to ${amount(after)} ${unit ?? planCurrency}${tier}`;
}
