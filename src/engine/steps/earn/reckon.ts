import { absolute } from '../../formulas/formula.js';
import { ONE, ratio, type Ratio } from '../../kernel/ratio.js';
import { greatestCommonDivisor, leastCommonMultiple } from '../../kernel/whole.js';
import { compareText } from '../../kernel/text-order.js';
import { crosses } from '../../formulas/spread/tiers-spread.js';
import type { TierGroup, TierWorking } from '../../model/result.js';
import type { Measure, Rounding } from '../../rulebook/rulebook.js';
import type { Epoch } from './terms/epoch.js';
import type { Opening } from './opening.js';
import type { SlicePiece } from './pieces.js';
import { Run, shareOf, startOfRun, type RunFrame, type RunState } from './run.js';
import { unitOfDeals, wholeDeals, type DealsPaid } from './terms/deal-pay.js';
import { finerGroups } from './terms/group-sums.js';
import type { ExactTerms, SliceTerms } from './terms/exact-terms.js';
import { inWholeNumbers, scaleFor, signatureOf, type Scale, type Terms } from './terms/whole-terms.js';

/** A window with everything found that its pay needs. Sums are in 1/unit of the stint. */
export interface Window {
  readonly unit: bigint;
  readonly pieces: readonly SlicePiece[];
  readonly slices: readonly SliceTerms[];
  readonly opening: Opening & { readonly owed: Ratio; readonly deals: DealsPaid };
  /** What the number of a group of credits stands for. */
  readonly groupOf: (group: number) => TierGroup;
  readonly negative: Measure['negative'];
  readonly rounding: Rounding;
}

/** A window paid up to the end of one pay period, under the terms as they stand then. */
export interface Reckoned {
  readonly scale: Scale;
  readonly frame: RunFrame;
  readonly termsOf: (epoch: Epoch, rates: number) => Terms;
  readonly start: RunState;
  /** Where it stands before the slice's own credits, and after them. */
  readonly from: RunState;
  readonly end: RunState;
  readonly tiers: readonly TierWorking[];
  /** What caps on deals took off. */
  readonly overDeals: Ratio;
  /** The formulas that paid, by name. */
  readonly formula: string;
}

/** The units of a window: fine enough for every slice of it. */
export function scaleOf({ unit, pieces, slices, opening }: Window): Scale {
  const terms = new Set<ExactTerms>();
  slices.forEach(({ exact }, index) => {
    for (const { epoch, rates, slice } of pieces) if (slice <= index) terms.add(exact(epoch, rates));
  });
  const scale = scaleFor(unit, terms);
  return {
    ...scale,
    rateScale: unitOfDeals(opening.deals, leastCommonMultiple(scale.rateScale, opening.owed.d)),
  };
}

/** Pays everything up to the end of a slice, under that slice's terms. */
export function reckon(window: Window, scale: Scale, slice: number): Reckoned {
  const finer = scale.scale / window.unit;
  const pieces = window.pieces.filter((piece) => piece.slice <= slice);
  const termsOf = wholeTerms(window.slices[slice], scale);
  const frame = frameOf(window, { scale, pieces, termsOf });
  const { axis, base, owed, groups, deals } = window.opening;
  const balance = (owed.n * frame.denominator) / owed.d;
  const start = startOfRun({
    axis: axis * finer,
    base: base * finer,
    balance,
    groups: groups && finerGroups(groups, finer),
    deals: wholeDeals(deals, frame.denominator),
  });
  const run = new Run(frame, start);
  const tiers = new Map<string, TierWorking>();
  const groupOf = (group: number): TierGroup | undefined => (groups ? window.groupOf(group) : undefined);
  let from: RunState | undefined;
  for (const piece of pieces) {
    if (piece.slice === slice) from ??= run.state;
    const terms = termsOf(piece.epoch, piece.rates);
    run.step(terms, { ...piece, axis: piece.axis * finer, base: piece.base * finer });
    const ofGroup = groups ? frame.groupTotals.get(piece.group) : undefined;
    const by = { terms, scale, share: sharedBy(terms, frame, ofGroup), group: groupOf(piece.group) };
    noteTiers(tiers, run.partsOf(terms), by);
  }
  return {
    scale,
    frame,
    termsOf,
    start,
    from: from ?? run.state,
    end: run.state,
    tiers: groups ? groupByGroup(tiers.values()) : [...tiers.values()],
    overDeals: ratio(run.overDeals, frame.denominator),
    formula: namesOf(pieces, termsOf),
  };
}

/** Whether a slice pays every credit before it as the slice before did, so that only its own credits can differ. */
export function payAlike(
  { window, slice }: { window: Window; slice: number },
  before: Reckoned,
  now: Reckoned,
): boolean {
  if (before.frame.share !== now.frame.share) return false;
  const sign = ({ termsOf, frame }: Reckoned, { epoch, rates, group }: SlicePiece): string => {
    const terms = termsOf(epoch, rates);
    if (group === 0) return signatureOf(terms, frame.total);
    const total = frame.groupTotals.get(group) ?? 0n;
    if (window.opening.groups) return signatureOf(terms, total);
    return `${total < 0n ? 'back ' : ''}${signatureOf(terms, absolute(total))}`;
  };
  return window.pieces.every((piece) => piece.slice >= slice || sign(before, piece) === sign(now, piece));
}

function namesOf(pieces: readonly SlicePiece[], termsOf: Reckoned['termsOf']): string {
  return [...new Set(pieces.map(({ epoch, rates }) => termsOf(epoch, rates).formula.name))].join(', then ');
}

function wholeTerms(slice: SliceTerms | undefined, scale: Scale): Reckoned['termsOf'] {
  const known = new Map<unknown, Terms>();
  return (epoch, rates) => {
    const exact = slice?.exact(epoch, rates) ?? { formula: epoch.formula, tiers: [], times: ONE, most: null };
    const found = known.get(exact) ?? inWholeNumbers(exact, scale);
    known.set(exact, found);
    return found;
  };
}

interface Framing {
  readonly scale: Scale;
  readonly pieces: readonly SlicePiece[];
  readonly termsOf: Reckoned['termsOf'];
}

function frameOf(window: Window, { scale, pieces, termsOf }: Framing): RunFrame {
  const finer = scale.scale / window.unit;
  let total = window.opening.axis * finer;
  const groupTotals = new Map(groupAxes(window, finer));
  for (const { axis, group } of pieces) {
    total += axis * finer;
    if (group !== 0) groupTotals.set(group, (groupTotals.get(group) ?? 0n) + axis * finer);
  }
  const formulas = new Set(pieces.map(({ epoch, rates }) => termsOf(epoch, rates).formula));
  const spread = spreadOf(window, { scale, pieces, termsOf });
  const share = shareOf(formulas, window.opening.groups ? [...groupTotals.values()] : [total]) * spread;
  return {
    total,
    groupTotals,
    share,
    spread,
    denominator: scale.scale * scale.rateScale * scale.timesScale * share,
    negative: window.negative,
    rounding: window.rounding,
  };
}

/** What the groups of a window open with. */
function groupAxes({ opening: { groups } }: Window, finer: bigint): readonly [number, bigint][] {
  return [...(groups ?? [])].map(([group, { axis }]) => [group, axis * finer]);
}

/** What the parts of a formula are multiplied by. */
function sharedBy({ formula }: Terms, { share, spread }: RunFrame, ofGroup: bigint | undefined): bigint {
  if (formula.spreads) return share;
  if (!formula.shares) return 1n;
  return ofGroup === undefined ? share / spread : absolute(ofGroup) || 1n;
}

/** What parts of what is paid on have to be divided by, where it is spread over a stretch that goes over a start. */
function spreadOf(window: Window, { scale, pieces, termsOf }: Framing): bigint {
  const finer = scale.scale / window.unit;
  const sums = new Map<number, bigint>([[0, window.opening.axis * finer], ...groupAxes(window, finer)]);
  let spread = 1n;
  for (const { epoch, rates, group, axis, base } of pieces) {
    const before = sums.get(group) ?? 0n;
    const after = before + axis * finer;
    sums.set(group, after);
    const { formula, tiers } = termsOf(epoch, rates);
    if (!formula.spreads || axis === 0n) continue;
    const mirrored = tiers.map((tier) => ({ ...tier, start: -tier.start }));
    const isOver = crosses(tiers, { before, after }) || (group !== 0 && crosses(mirrored, { before, after }));
    if (isOver || formula.spreads === 'always')
      spread = leastCommonMultiple(spread, absolute(axis) / greatestCommonDivisor(axis, base));
  }
  return spread;
}

function noteTiers(
  tiers: Map<string, TierWorking>,
  parts: ReturnType<Run['partsOf']>,
  by: { terms: Terms; scale: Scale; share: bigint; group: TierGroup | undefined },
): void {
  for (const part of parts) {
    const tier = by.terms.tiers[part.tier];
    if (!tier) continue;
    const { scale, rateScale } = by.scale;
    const { group } = by;
    const key = `${tier.id} ${tier.rate}${group ? ` ${JSON.stringify(group.is)}` : ''}`;
    const known = tiers.get(key);
    const base = sum(known?.base, part.base, scale * by.share);
    const amount = sum(known?.amount, part.pay, scale * rateScale * by.share);
    tiers.set(key, {
      id: tier.id,
      base,
      rate: ratio(tier.rate, rateScale),
      amount,
      ...(group ? { group } : {}),
    });
  }
}

/** Tiers group by group in the order of their names, the group of what is not known last. */
function groupByGroup(tiers: Iterable<TierWorking>): readonly TierWorking[] {
  const name = ({ group }: TierWorking): string | null => group?.is ?? null;
  return [...tiers].sort((a, b) => {
    const [first, second] = [name(a), name(b)];
    if (first === null || second === null) return Number(first === null) - Number(second === null);
    return compareText(first, second);
  });
}

function sum(known: Ratio | undefined, n: bigint, d: bigint): Ratio {
  return known ? ratio(known.n * d + n * known.d, known.d * d) : ratio(n, d);
}
