import { compare, type Ratio } from '../../../kernel/ratio.js';
import { warningAt, type Finding } from '../../finding.js';
import type { Contest } from '../../rulebook.js';
import type { InPlan } from '../plan/in-plan.js';
import { sayLoss, sayPay } from '../money/money-words.js';
import { constantOf } from '../money/plain-rate.js';

/** A prize above that of a better place: with 0 for the second and 3,000 for the third, who is second loses by it. */
export function prizesFall({ prizes }: Contest, path: string, { plan: { currency } }: InPlan): Finding[] {
  const amounts = prizes.map(constantOf);
  return amounts.flatMap((prize, index) => {
    const better = leastBefore(amounts, index);
    if (!prize || !better || compare(better.prize, prize) >= 0) return [];
    const loss = sayLoss({ before: prize, after: better.prize }, currency);
    const message = `Place ${better.place} has a prize of ${sayPay(better.prize, currency)} and place ${index + 1} one of ${sayPay(prize, currency)}: ${loss} for the better place.`;
    const remedy = 'Let no place have a higher prize than the one before it.';
    return [warningAt(`${path}.prizes.${index}`, { code: 'PAY_FALLS', message, remedy })];
  });
}

/** The lowest of the prizes before one, and its place. */
function leastBefore(
  amounts: readonly (Ratio | undefined)[],
  index: number,
): { readonly prize: Ratio; readonly place: number } | undefined {
  const before = amounts
    .slice(0, index)
    .flatMap((prize, at) => (prize === undefined ? [] : [{ prize, place: at + 1 }]));
  return before.reduce<(typeof before)[number] | undefined>(
    (least, each) => (least && compare(least.prize, each.prize) <= 0 ? least : each),
    undefined,
  );
}
