import { sayWorth } from '../../../../engine/explain/say-worth.js';
import {
  sumsOf,
  type Worth,
  type WorthEarning,
  type WorthOfDeals,
  type WorthStanding,
} from '../../../../engine/worth/worth.js';
import { moneyOf } from '../../../../platform/graphql/scalars/money.js';
import type { DealWorthType, WorthEarningType, WorthStandingType, WorthType } from './worth.type.js';

/** A worth as the API shows it. */
export function worthShown(participantId: string, { deals, together, slipped }: WorthOfDeals): DealWorthType {
  const names = deals.map(({ deal }) => deal);
  const shown = (worth: Worth): WorthType => worthOf(worth, names);
  return {
    participantId,
    deals: deals.map((each) => ({
      deal: each.deal,
      alone: shown(each.alone),
      inOrder: shown(each.inOrder),
      slipped: each.slipped && shown(each.slipped),
    })),
    together: shown(together),
    slipped: slipped && shown(slipped),
  };
}

function worthOf(worth: Worth, names: readonly string[]): WorthType {
  return {
    dates: worth.dates,
    amounts: [...sumsOf(worth)].map(([currency, amount]) => moneyOf(amount, currency)),
    earnings: worth.earnings.map(earningOf),
    uncounted: worth.uncounted.map(({ deal, line, code, of, because }) => ({
      deal: names[deal] ?? '',
      line,
      code,
      of: of && of.id,
      because,
    })),
  };
}

function earningOf(earning: WorthEarning): WorthEarningType {
  const { incentive, plan, period, window, unit, because, currency, amount } = earning;
  const standing = (of: WorthStanding | null): WorthStandingType | null =>
    of && { ...of, amount: moneyOf(of.amount, currency) };
  return {
    incentive,
    plan,
    period,
    window,
    unit,
    because,
    amount: moneyOf(amount, currency),
    before: standing(earning.before),
    after: standing(earning.after),
    says: sayWorth(earning),
  };
}
