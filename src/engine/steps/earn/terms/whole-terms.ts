import { tierAt, type Formula, type Tier } from '../../../formulas/formula.js';
import { leastCommonMultiple } from '../../../kernel/whole.js';
import type { ExactTerms } from './exact-terms.js';

/** The finest units a window needs, so that everything in it is a whole number. */
export interface Scale {
  /** Of the measure. */
  readonly scale: bigint;
  readonly rateScale: bigint;
  /** Of the multiplier. */
  readonly timesScale: bigint;
}

/** The terms of an epoch in whole numbers. */
export interface Terms {
  readonly formula: Formula;
  readonly tiers: readonly Tier[];
  /** What the modifiers multiply by, in 1/timesScale. */
  readonly times: bigint;
  /** The most that one booking earns, in 1/(scale × rateScale × timesScale); null where deals are not capped. */
  readonly most: bigint | null;
}

/** Finds units in which every start, rate and multiplier of the given terms is whole. */
export function scaleFor(unit: bigint, terms: Iterable<ExactTerms>): Scale {
  let [scale, rateScale, timesScale] = [unit, 1n, 1n];
  for (const { tiers, times, most } of terms) {
    if (most) rateScale = leastCommonMultiple(rateScale, most.d);
    timesScale = leastCommonMultiple(timesScale, times.d);
    for (const { start, rate } of tiers) {
      scale = leastCommonMultiple(scale, start.d);
      rateScale = leastCommonMultiple(rateScale, rate.d);
    }
  }
  return { scale, rateScale, timesScale };
}

/** Terms in the units of the window. */
export function inWholeNumbers({ formula, tiers, times, most }: ExactTerms, by: Scale): Terms {
  const { scale, rateScale, timesScale } = by;
  return {
    formula,
    times: (times.n * timesScale) / times.d,
    most: most && (most.n * scale * rateScale * timesScale) / most.d,
    tiers: tiers.map(({ id, start, inclusive, rate }) => ({
      id,
      inclusive,
      start: (start.n * scale) / start.d,
      rate: (rate.n * rateScale) / rate.d,
    })),
  };
}

/** What decides how terms pay: two slices with the same text pay a credit the same. */
export function signatureOf({ formula, tiers, times, most }: Terms, total: bigint): string {
  const reached = formula.shares ? total : formula.usesTotal ? tierAt(tiers, total) : '';
  return `${formula.name}|${reached}|${times}|${most ?? ''}|${tiers.map((tier) => `${tier.start}${tier.inclusive ? '[' : '('}${tier.rate}`).join()}`;
}
