import type { Earning, TierWorking } from '../model/result.js';
import { inPlanCurrency, sayPay } from './fx/say-conversion.js';
import { plain, sayStep } from './say-modifiers.js';
import { hasMeasure, isMany, sayMeasure } from './say-measure.js';
import { sayCents, sayExact } from './say-numbers.js';
import { isChoice, isNamed, isSameGroup, sayChosen, sayGroup, sayNamedPart, sayPart } from './say-parts.js';
import { whyNothing } from './why-nothing.js';
import { sayOf } from './say-window.js';

/**
 * An earning in one sentence of the person's own numbers: `886,711.25 USD credited in FY12Q2 is 113.5% of your quota of 781,000 USD:
 * 781,000 × 1.5% = 11,715.00 and 105,711.25 × 2.25% = 2,378.50; together 14,093.50 USD.` Numbers are rounded for reading; the working
 * behind them is exact.
 */
export function sayEarning(earning: Earning): string {
  const said = sayInPlan(inPlanCurrency(earning));
  const paid = sayPay(earning);
  return paid === '' ? said : `${said} ${paid}.`;
}

/** The same in the plan's currency, before pay is converted. */
export function sayInPlan(earning: Earning): string {
  if (earning.incentive === '')
    return `${sayMeasure(earning)} and earns nothing. ${earning.reason ?? ''}`.trim();
  if (isTopUp(earning)) return sayTopUp(earning);
  const nothing = whyNothing(earning);
  if (nothing !== null) {
    const earns = !hasMeasure(earning)
      ? ' nothing is earned'
      : `, and ${isMany(earning) ? 'earn' : 'earns'} nothing`;
    return `${sayMeasure(earning)}${earns}: ${nothing}`;
  }
  const { working, currency } = earning;
  const applied = working.modifiers.filter((modifier) => modifier.applied).map(sayStep);
  const steps = [sayTogether(earning), ...applied, ...sayEarlier(earning)].filter((step) => step !== '');
  const ending = steps.length === 0 ? ` ${currency}` : `; ${steps.join(', ')}`;
  const reason = earning.reason === null ? '' : ` ${earning.reason}`;
  return `${sayMeasure(earning)}: ${sayParts(earning) || 'nothing'}${ending}.${reason}`;
}

/** The parts of the pay; where they are for groups of credits, group by group, each named once. */
function sayParts(earning: Earning): string {
  const parts = worthSaying(earning.working.tiers);
  return parts
    .map((part, at) => {
      const said = sayOne(part, earning);
      if (at === 0) return `${sayGroup(part)}${said}`;
      return isSameGroup(part, parts[at - 1]) ? ` and ${said}` : `; ${sayGroup(part)}${said}`;
    })
    .join('');
}

function sayOne(part: TierWorking, earning: Earning): string {
  if (isChoice(earning.working.formula)) return sayChosen(part, earning, sayMeasure(earning));
  return isNamed(part, earning) ? sayNamedPart(part, earning) : sayPart(part, earning);
}

/** Tiers that nothing fell into are told of in the tree alone. */
function worthSaying(tiers: readonly TierWorking[]): readonly TierWorking[] {
  const paidOn = tiers.filter(({ base, by }) => base.n !== 0n || by !== undefined);
  return paidOn.length === 0 ? tiers : paidOn;
}

/** Whether an earning is what the plan as a whole puts on top of its incentives, or takes off. */
export function isTopUp({ working: { formula } }: Earning): boolean {
  return formula === 'guarantee' || formula === 'cap';
}

function sayTopUp({ amount, currency, working: { modifiers } }: Earning): string {
  const because = plain(modifiers.map((each) => each.because).join(' ')).replace(/\.$/, '');
  const [does, cents] = amount < 0n ? ['takes off', -amount] : ['adds', amount];
  return `${because}, which ${does} ${sayCents(cents)} ${currency}.`;
}

function sayTogether({ amount, currency, working }: Earning): string {
  const { tiers, modifiers, earlier, formula } = working;
  if (modifiers.some(({ applied }) => applied) || earlier.n !== 0n || tiers.length === 0) return '';
  const [only] = tiers;
  const isRounded = only !== undefined && sayExact(only.amount) !== sayCents(amount);
  if (isRounded && formula === 'pool')
    return `${sayCents(amount)} ${currency}, so that the cents of all make the pool`;
  return tiers.length > 1 || isRounded ? `together ${sayCents(amount)} ${currency}` : '';
}

function sayEarlier({ working, amount, currency, window }: Earning): readonly string[] {
  const applied = working.modifiers.some((modifier) => modifier.applied);
  if (working.earlier.n === 0n) return applied ? [`which makes ${sayCents(amount)} ${currency}`] : [];
  return [
    `less ${sayExact(working.earlier)} that earlier pay periods ${sayOf(window)} earned`,
    `which leaves ${sayCents(amount)} ${currency}`,
  ];
}
