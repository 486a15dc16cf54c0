import { absolute, tierAt, type Formula, type Stretch, type TierPart } from '../../formulas/formula.js';
import { leastCommonMultiple, roundedQuotient } from '../../kernel/whole.js';
import type { Measure, Rounding } from '../../rulebook/rulebook.js';
import type { GroupSum, GroupSums } from './terms/group-sums.js';
import { startOfDeal, within, type Deal } from './terms/deal-pay.js';
import type { Terms } from './terms/whole-terms.js';

const CENTS = 100n;

/** Where a run stands after some of a window's credits: all it needs to go on from there. */
export interface RunState {
  /** The window's sums. */
  readonly axis: bigint;
  readonly base: bigint;
  /** Earned so far in 1/denominator, and in cents. */
  readonly earned: bigint;
  readonly cents: bigint;
  /** Earned so far with what was owed before and what a negative still owes, in 1/denominator. */
  readonly balance: bigint;
  /** The line or booking it is in, where the formula starts anew with each, and the sum within it. */
  readonly group: number;
  readonly groupAxis: bigint;
  /** The sums of each group of credits that share a fact, where the formula is applied to each by itself; else null. */
  readonly groups: GroupSums | null;
  /** The line or booking that is rounded by itself, what was earned before it, and its cents so far. */
  readonly roundedWith: number;
  readonly roundedFrom: bigint;
  readonly rounded: bigint;
  /** What deals were paid so far, by their numbers, where they are capped. */
  readonly deals: ReadonlyMap<number, Deal>;
}

const EMPTY: GroupSum = { axis: 0n, base: 0n };

/** The start of a window. */
export function startOfRun({
  axis,
  base,
  balance,
  groups,
  deals,
}: Pick<RunState, 'axis' | 'base' | 'balance' | 'groups' | 'deals'>): RunState {
  return {
    axis,
    base,
    earned: 0n,
    cents: 0n,
    balance,
    group: 0,
    groupAxis: 0n,
    groups,
    roundedWith: 0,
    roundedFrom: 0n,
    rounded: 0n,
    deals,
  };
}

/** What stays the same while a window is run through: sizes, the total that decides, and what a negative means. */
export interface RunFrame {
  readonly total: bigint;
  /** Total of each line, booking or group, where the formula starts anew with it. */
  readonly groupTotals: ReadonlyMap<number, bigint>;
  /** What pay is multiplied by so that shares of the total, and parts of what is spread over a stretch, stay whole; the second of the two by itself. */
  readonly share: bigint;
  readonly spread: bigint;
  readonly denominator: bigint;
  readonly negative: Measure['negative'];
  readonly rounding: Rounding;
}

/** What a credit, or several taken together, adds. */
export interface Step {
  readonly axis: bigint;
  readonly base: bigint;
  readonly group: number;
  readonly roundedWith: number;
  /** The deal, where deals are capped. */
  readonly deal: number;
  readonly isPaidOn: boolean;
}

/**
 * One pass over a window's credits: running sums of the axis, the base and the pay. Pay is rounded as a running total, so that the
 * cents of the lines always make the cents of their sum; with rounding per line or booking the total starts anew with each.
 */
export class Run {
  axis: bigint;
  base: bigint;
  earned: bigint;
  cents: bigint;
  /** What the last step earned, exactly and in cents. */
  lastExact = 0n;
  lastCents = 0n;
  private readonly last: { -readonly [key in keyof Stretch]: Stretch[key] };
  private isLastPaid = true;
  /** Whether the last step belongs to a group of credits that share a fact. */
  private isAmong = false;
  private balance: bigint;
  private group: number;
  private groupAxis: bigint;
  private readonly groups: Map<number, GroupSum> | null;
  private roundedWith: number;
  private roundedFrom: bigint;
  private rounded: bigint;
  private readonly deals: Map<number, Deal>;
  /** What caps on deals took off. */
  overDeals = 0n;
  private readonly clips: boolean;
  private readonly total: bigint;

  constructor(
    private readonly frame: RunFrame,
    start: RunState,
  ) {
    this.axis = start.axis;
    this.base = start.base;
    this.earned = start.earned;
    this.cents = start.cents;
    this.balance = start.balance;
    this.group = start.group;
    this.groupAxis = start.groupAxis;
    this.groups = start.groups && new Map(start.groups);
    this.roundedWith = start.roundedWith;
    this.roundedFrom = start.roundedFrom;
    this.rounded = start.rounded;
    this.deals = new Map(start.deals);
    this.last = { before: 0n, after: 0n, paid: 0n, total: 0n, axis: 0n, base: 0n, share: frame.share };
    this.clips = frame.negative === 'carry-measure' || frame.negative === 'zero';
    this.total = this.counted(frame.total);
  }

  step(terms: Terms, step: Step): void {
    this.isLastPaid = step.isPaidOn;
    this.isAmong = this.groups !== null && step.group !== 0;
    if (step.group !== 0)
      return this.groups ? this.stepAmong(this.groups, terms, step) : this.stepInGroup(terms, step);
    const { last } = this;
    const axisBefore = this.axis;
    const baseBefore = this.base;
    this.axis += step.axis;
    this.base += step.base;
    last.before = this.counted(axisBefore);
    last.after = this.counted(this.axis);
    last.paid = this.counted(this.base) - this.counted(baseBefore);
    last.total = this.total;
    [last.axis, last.base] = [step.axis, step.base];
    this.group = 0;
    this.earn(this.kept(this.pay(terms), terms, step), step.roundedWith);
  }

  /** The tier that the last step reached, or that the total decides. */
  tierOf({ formula, tiers }: Terms): string {
    const reached = formula.usesTotal ? this.last.total : this.last.after;
    return tiers[tierAt(tiers, this.isMirrored ? -reached : reached)]?.id ?? '';
  }

  /** What each tier did for the last step, before the modifiers. */
  partsOf({ formula, tiers }: Terms): readonly TierPart[] {
    if (formula.inOrder && !this.isLastPaid) return [];
    if (!this.isMirrored) return formula.parts(tiers, this.last);
    return formula
      .parts(tiers, mirror(this.last))
      .map(({ tier, base, pay }) => ({ tier, base: -base, pay: -pay }));
  }

  /** The sum of the axis that the next step of a group finds: its own where it is a group of credits that share a fact, else the window's. */
  stoodAt(group: number): bigint {
    return this.groups && group !== 0 ? (this.groups.get(group)?.axis ?? 0n) : this.axis;
  }

  get state(): RunState {
    return {
      axis: this.axis,
      base: this.base,
      earned: this.earned,
      cents: this.cents,
      balance: this.balance,
      group: this.group,
      groupAxis: this.groupAxis,
      groups: this.groups && new Map(this.groups),
      roundedWith: this.roundedWith,
      roundedFrom: this.roundedFrom,
      rounded: this.rounded,
      deals: new Map(this.deals),
    };
  }

  /** A line or booking stands for itself: what a negative of the window becomes is not asked of it. */
  private stepInGroup(terms: Terms, step: Step): void {
    const { group, axis, base } = step;
    const { last } = this;
    if (group !== this.group) {
      this.group = group;
      this.groupAxis = 0n;
    }
    last.before = this.groupAxis;
    last.after = this.groupAxis += axis;
    last.paid = base;
    last.total = this.frame.groupTotals.get(group) ?? 0n;
    [last.axis, last.base] = [axis, base];
    this.axis += axis;
    this.base += base;
    this.earn(this.kept(this.pay(terms), terms, step), step.roundedWith);
  }

  /** A group of credits that share a fact stands as a window does; credits of several groups come in turn. */
  private stepAmong(groups: Map<number, GroupSum>, terms: Terms, step: Step): void {
    const { group, axis, base } = step;
    const { last } = this;
    const stood = groups.get(group) ?? EMPTY;
    const stands = { axis: stood.axis + axis, base: stood.base + base };
    groups.set(group, stands);
    last.before = this.counted(stood.axis);
    last.after = this.counted(stands.axis);
    last.paid = this.counted(stands.base) - this.counted(stood.base);
    last.total = this.counted(this.frame.groupTotals.get(group) ?? 0n);
    [last.axis, last.base] = [axis, base];
    this.axis += axis;
    this.base += base;
    this.earn(this.kept(this.pay(terms), terms, step), step.roundedWith);
  }

  /** Below zero nothing is measured where the plan carries or drops a negative. */
  private counted(value: bigint): bigint {
    return this.clips && value < 0n ? 0n : value;
  }

  /** A negative line or booking of tiers by line or booking takes back what its mirror would earn. */
  private get isMirrored(): boolean {
    return this.group !== 0 && this.last.total < 0n;
  }

  /** How much finer pay is than shares of the total: of the window's, or of the group's where each is shared out by itself. */
  private get finerThanTotal(): bigint {
    const { share, spread } = this.frame;
    return this.groups && this.isAmong ? share / (absolute(this.last.total) || 1n) : spread;
  }

  private pay({ formula, tiers, times }: Terms): bigint {
    if (!this.isLastPaid && formula.inOrder) return 0n;
    const { share } = this.frame;
    const raw = this.isMirrored ? -formula.pay(tiers, mirror(this.last)) : formula.pay(tiers, this.last);
    const shared = formula.spreads ? raw : raw * (formula.shares ? this.finerThanTotal : share);
    return times === 1n ? shared : shared * times;
  }

  /** What of a step's pay is left by the cap on its deal: with all that changes it, by the cap that held for the first of it, the deal has earned that at most. */
  private kept(pay: bigint, { most }: Terms, { deal: number }: Step): bigint {
    if (number === 0) return pay;
    const known = this.deals.get(number) ?? startOfDeal(most === null ? null : most * this.frame.share);
    const { whole, kept: before, limit } = known;
    const now = whole + pay;
    const kept = limit === null ? now : within(now, limit);
    this.deals.set(number, { whole: now, kept, limit });
    const left = kept - before;
    this.overDeals += pay - left;
    return left;
  }

  private earn(pay: bigint, roundedWith: number): void {
    const { negative, denominator, rounding } = this.frame;
    const before = this.earned;
    this.balance += pay;
    this.earned = negative === 'carry-earning' && this.balance < 0n ? 0n : this.balance;
    this.lastExact = this.earned - before;
    if (roundedWith !== this.roundedWith) {
      this.roundedWith = roundedWith;
      this.roundedFrom = before;
      this.rounded = 0n;
    }
    const rounded = roundedQuotient((this.earned - this.roundedFrom) * CENTS, denominator, rounding.half);
    this.lastCents = rounded - this.rounded;
    this.rounded = rounded;
    this.cents += this.lastCents;
  }
}

function mirror({ before, after, paid, total, axis, base, share }: Stretch): Stretch {
  return { before: -before, after: -after, paid: -paid, total: -total, axis: -axis, base: -base, share };
}

/** The share multiplier of a window: the size of its total where a formula shares it out, or of the totals of its groups together; else one. */
export function shareOf(formulas: Iterable<Formula>, totals: readonly bigint[]): bigint {
  for (const formula of formulas)
    if (formula.shares) return totals.map((total) => absolute(total) || 1n).reduce(leastCommonMultiple, 1n);
  return 1n;
}
