import { ONE, ratio, type Ratio } from '../../../kernel/ratio.js';
import { leastCommonMultiple } from '../../../kernel/whole.js';

/** What one deal was paid so far, without a cap and with it, and the cap that held for the first of it, in 1/denominator; null for none. */
export interface Deal {
  readonly whole: bigint;
  readonly kept: bigint;
  readonly limit: bigint | null;
}

interface DealPaid {
  readonly whole: Ratio;
  readonly kept: Ratio;
  readonly limit: Ratio | null;
}

/** What deals were paid by the end of a window, by their numbers. */
export type DealsPaid = ReadonlyMap<number, DealPaid>;

/** A deal of which nothing is paid yet. */
export function startOfDeal(limit: Deal['limit']): Deal {
  return { whole: 0n, kept: 0n, limit };
}

/** An amount that is a limit at most, and its negative at least. */
export function within(amount: bigint, limit: bigint): bigint {
  if (amount > limit) return limit;
  return amount < -limit ? -limit : amount;
}

/** The deals of a window that were paid in windows before. */
export function dealsOf(pieces: readonly { readonly deal: number }[], paid: DealsPaid): DealsPaid {
  if (paid.size === 0) return paid;
  const here = new Set(pieces.map(({ deal }) => deal));
  return new Map([...paid].filter(([deal]) => here.has(deal)));
}

/** A unit in which what was paid of deals is whole. */
export function unitOfDeals(paid: DealsPaid, unit: bigint): bigint {
  let finest = unit;
  for (const deal of paid.values())
    for (const { d } of [deal.whole, deal.kept, deal.limit ?? ONE]) finest = leastCommonMultiple(finest, d);
  return finest;
}

/** What was paid of deals, in the units of a window. */
export function wholeDeals(paid: DealsPaid, denominator: bigint): ReadonlyMap<number, Deal> {
  const of = ({ n, d }: Ratio): bigint => (n * denominator) / d;
  return new Map(
    [...paid].map(([number, { whole, kept, limit }]) => [
      number,
      { whole: of(whole), kept: of(kept), limit: limit === null ? null : of(limit) },
    ]),
  );
}

/** What deals were paid with a window. */
export function dealsPaid(
  before: DealsPaid,
  deals: ReadonlyMap<number, Deal>,
  denominator: bigint,
): DealsPaid {
  if (deals.size === 0) return before;
  const of = (n: bigint): Ratio => ratio(n, denominator);
  const now = [...deals].map(
    ([number, { whole, kept, limit }]) =>
      [number, { whole: of(whole), kept: of(kept), limit: limit === null ? null : of(limit) }] as const,
  );
  return new Map([...before, ...now]);
}
