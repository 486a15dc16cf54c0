import { absolute, tierAt, type Formula, type Stretch, type TierPart } from '../../formulas/formula.js';
import { roundedQuotient } from '../../kernel/whole.js';
import type { Measure, Rounding } from '../../rulebook/rulebook.js';
import type { Terms } from './terms/whole-terms.js';

const CENTS = 100n;

/** Where an accumulator stands after some of a window's credits. */
export interface RunState {
  readonly axis: bigint;
  readonly base: bigint;
  /** Earned so far in 1/denominator, and in cents. */
  readonly earned: bigint;
  readonly cents: bigint;
  /** Earned so far with what was owed before and what a negative still owes, in 1/denominator. */
  readonly balance: bigint;
}

/** What stays the same while a window is run through: sizes, the total that decides, what is multiplied, and what a negative means. */
export interface RunFrame {
  readonly total: bigint;
  /** Total of each line or booking, where the formula starts anew with it. */
  readonly groupTotals: ReadonlyMap<number, bigint>;
  readonly times: bigint;
  /** What pay is multiplied by so that shares of the total stay whole. */
  readonly share: bigint;
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
  private readonly last = { before: 0n, after: 0n, paid: 0n, total: 0n };
  private balance: bigint;
  private group = 0;
  private roundedWith = 0;
  private roundedFrom = 0n;
  private rounded = 0n;
  private readonly clips: boolean;

  constructor(
    private readonly frame: RunFrame,
    start: RunState,
  ) {
    this.axis = start.axis;
    this.base = start.base;
    this.earned = start.earned;
    this.cents = start.cents;
    this.rounded = start.cents;
    this.balance = start.balance;
    this.clips = frame.negative === 'carry-measure' || frame.negative === 'zero';
  }

  step(terms: Terms, step: Step): void {
    if (step.group !== this.group) {
      this.group = step.group;
      if (step.group !== 0) this.axis = this.base = 0n;
    }
    const axisBefore = this.axis;
    const baseBefore = this.base;
    this.axis += step.axis;
    this.base += step.base;
    const { last, frame } = this;
    last.before = this.counted(axisBefore);
    last.after = this.counted(this.axis);
    last.paid = this.counted(this.base) - this.counted(baseBefore);
    last.total = this.counted(step.group === 0 ? frame.total : (frame.groupTotals.get(step.group) ?? 0n));
    this.earn(this.pay(terms), step.roundedWith);
  }

  /** The tier that the last step reached, or that the total decides. */
  tierOf({ formula, tiers }: Terms): string {
    return tiers[tierAt(tiers, formula.usesTotal ? this.last.total : this.last.after)]?.id ?? '';
  }

  /** What each tier did for the last step, before the modifiers. */
  partsOf({ formula, tiers }: Terms): readonly TierPart[] {
    if (!this.isMirrored) return formula.parts(tiers, this.last);
    return formula
      .parts(tiers, mirror(this.last))
      .map(({ tier, base, pay }) => ({ tier, base: -base, pay: -pay }));
  }

  get state(): RunState {
    return {
      axis: this.axis,
      base: this.base,
      earned: this.earned,
      cents: this.cents,
      balance: this.balance,
    };
  }

  /** Below zero nothing is measured where the plan carries or drops a negative. */
  private counted(value: bigint): bigint {
    return this.clips && value < 0n ? 0n : value;
  }

  /** A negative line or booking of tiers by line or booking takes back what its mirror would earn. */
  private get isMirrored(): boolean {
    return this.group !== 0 && this.last.total < 0n;
  }

  private pay({ formula, tiers }: Terms): bigint {
    const { times, share } = this.frame;
    const raw = this.isMirrored ? -formula.pay(tiers, mirror(this.last)) : formula.pay(tiers, this.last);
    const shared = share === 1n || formula.shares ? raw : raw * share;
    return times === 1n ? shared : shared * times;
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

function mirror({ before, after, paid, total }: Stretch): Stretch {
  return { before: -before, after: -after, paid: -paid, total: -total };
}

/** The share multiplier of a window: the size of its total where a formula shares it out, else one. */
export function shareOf(formulas: Iterable<Formula>, total: bigint): bigint {
  for (const formula of formulas) if (formula.shares) return absolute(total) || 1n;
  return 1n;
}
