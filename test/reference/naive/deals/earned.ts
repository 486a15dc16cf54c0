import type { Modifier } from '../../../../src/engine/rulebook/rulebook.js';
import { readsOfCredit, type Credit } from '../facts/credits.js';
import { minus, NOTHING, plus, type Fraction } from '../facts/fraction.js';
import { numberOf } from '../facts/reading.js';
import type { World } from '../facts/world.js';
import { dealOf, within } from './deal.js';

/** What a deal has earned so far before the cap on it, and the cap that its first credit has. */
export interface DealPay {
  readonly earned: Fraction;
  readonly cap: Fraction | undefined;
}

/** What the deals of somebody have earned by an incentive. */
export type EarnedByDeals = ReadonlyMap<string, DealPay>;

/** What the cap leaves of what a credit adds to its deal: of all of it now, less of what there was before. */
export function leftOfDeal(
  world: World,
  deals: Map<string, DealPay>,
  { credit, earned, modifier }: { credit: Credit; earned: Fraction; modifier: Modifier | undefined },
): Fraction {
  const deal = dealOf(world, credit.line);
  const cap = modifier?.kind === 'deal-cap' ? numberOf(modifier.at, readsOfCredit(world, credit)) : undefined;
  const before = deals.get(deal) ?? { earned: NOTHING, cap };
  const after = { ...before, earned: plus(before.earned, earned) };
  deals.set(deal, after);
  return minus(within(after.earned, before.cap), within(before.earned, before.cap));
}
