/**
 * A repeatable stream of whole numbers, so that the sample company is the same on every machine: the multiplicative congruential
 * generator of Park and Miller (1988), exact in JavaScript's safe integers.
 */
export class Stream {
  private state: number;

  constructor(seed: number) {
    this.state = (seed % 2_147_483_646) + 1;
  }

  /** A whole number from 0 up to, and without, `end`. */
  below(end: number): number {
    this.state = (this.state * 48_271) % 2_147_483_647;
    return this.state % end;
  }

  /** One of the given values; a value that stands there twice comes twice as often. */
  pick<T>(values: readonly [T, ...T[]]): T {
    return values[this.below(values.length)] ?? values[0];
  }
}
