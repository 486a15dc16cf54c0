import { attributed, type Part } from './attribute.js';
import type { Day } from '../../../kernel/day.js';
import { subtract, ZERO, type Ratio } from '../../../kernel/ratio.js';
import type { EarningLine } from '../../../model/result.js';
import type { Rounding } from '../../../rulebook/rulebook.js';
import type { Stint } from '../../measure/stint.js';
import type { StoodInGroup } from './streamed-windows.js';
import type { Contribution } from './contributions.js';

/** How a window's pay lies on its credits by the end of a pay period. */
export interface Attribution {
  readonly parts: ReadonlyMap<number, Part>;
  /** What lies on no credit. */
  readonly rest: Part;
}

/** Nothing, before the first pay period. */
export const NO_ATTRIBUTION: Attribution = { parts: new Map(), rest: { exact: ZERO, cents: 0n } };

/** A credit and its weight in a window's pay. */
export interface Weighted extends Contribution {
  readonly weight: bigint;
}

/** Lays a window's pay on its credits by their weights, and on none what has that weight; all of it on none where they weigh nothing together. */
export function attributionOf(
  total: { exact: Ratio; cents: bigint },
  { credits, rest }: { readonly credits: readonly Weighted[]; readonly rest: bigint },
  { half }: Rounding,
): Attribution {
  const weights = [...credits.map(({ weight }) => weight), rest];
  if (weights.reduce((all, weight) => all + weight, 0n) === 0n) return { parts: new Map(), rest: total };
  const parts = attributed(total.exact, weights, half);
  const map = new Map(credits.map(({ place }, index) => [place, parts[index] ?? NO_ATTRIBUTION.rest]));
  return { parts: map, rest: parts.at(-1) ?? NO_ATTRIBUTION.rest };
}

/** How pay lies on the credits now, and how it lay before the pay period. */
interface Attributed {
  readonly now: Attribution;
  readonly before: Attribution;
}

/** The lines of a pay period: what each credit has now, less what it had by the end of the period before; one without a credit last. */
export function* standingLines(
  stint: Stint,
  credits: readonly Contribution[],
  at: Attributed & { from: Day; tier: string; stood?: ReadonlyMap<number, StoodInGroup> | undefined },
): Generator<EarningLine> {
  let measured = 0n;
  for (const { place, amount } of credits) {
    const now = at.now.parts.get(place) ?? NO_ATTRIBUTION.rest;
    const before = at.before.parts.get(place) ?? NO_ATTRIBUTION.rest;
    const exact = subtract(now.exact, before.exact);
    const cents = now.cents - before.cents;
    const stood = stoodAt(stint, place, at.stood) ?? {
      measureBefore: { n: measured, d: stint.unit },
      tier: at.tier,
    };
    measured += amount;
    if ((stint.dates[place] ?? 0) < at.from && exact.n === 0n && cents === 0n) continue;
    const credited = { n: amount, d: stint.unit };
    yield {
      credit: stint.creditAt(place),
      credited,
      ...stood,
      rate: rateOf(exact, credited),
      exact,
      amount: cents,
    };
  }
  const rest = subtract(at.now.rest.exact, at.before.rest.exact);
  const cents = at.now.rest.cents - at.before.rest.cents;
  if (rest.n === 0n && cents === 0n) return;
  yield {
    credit: null,
    credited: ZERO,
    measureBefore: ZERO,
    tier: at.tier,
    rate: null,
    exact: rest,
    amount: cents,
  };
}

/** Where a credit found its group, where the formula is applied to groups. */
function stoodAt(
  stint: Stint,
  place: number,
  stood: ReadonlyMap<number, StoodInGroup> | undefined,
): StoodInGroup | undefined {
  const found = stood?.get(stint.credits.line[place] ?? 0);
  return found && { measureBefore: found.measureBefore, tier: found.tier };
}

function rateOf(exact: Ratio, credited: Ratio): Ratio | null {
  if (credited.n === 0n) return null;
  const sign = credited.n < 0n ? -1n : 1n;
  return { n: sign * exact.n * credited.d, d: sign * exact.d * credited.n };
}
