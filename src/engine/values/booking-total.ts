import { add, compare, ONE, ZERO, type Ratio } from '../kernel/ratio.js';
import type { FactValue } from '../model/facts.js';
import type { LinesOperator } from '../rulebook/parts/value.js';
import type { Gives } from './compile-value.js';

/** What is taken of each line, and of which lines. */
export interface OfLines<C> {
  readonly number: Gives<C> | null;
  readonly when: ((about: C) => boolean) | null;
}

/**
 * A sum, a count or the largest over the lines of one booking. A line whose number is unknown makes a sum, or the largest, unknown: a total that
 * leaves it out would look right. The largest of no lines is unknown, their sum and count zero.
 */
export class BookingTotal<C> {
  private total: Ratio | undefined = ZERO;
  private isUnknown = false;

  constructor(
    private readonly operator: LinesOperator,
    private readonly of: OfLines<C>,
  ) {}

  /** What the lines come to. */
  get result(): FactValue {
    return this.isUnknown ? undefined : this.total;
  }

  /** Begins another booking. */
  start(): void {
    this.total = this.operator === 'largest-of' ? undefined : ZERO;
    this.isUnknown = false;
  }

  /** Takes a line. */
  add(about: C): void {
    const { number, when } = this.of;
    if (when && !when(about)) return;
    const value = number ? number(about) : ONE;
    if (typeof value !== 'object') this.isUnknown = true;
    else if (this.operator !== 'largest-of') this.total = add(this.total ?? ZERO, value);
    else if (!this.total || compare(value, this.total) > 0) this.total = value;
  }
}
