import { invariant } from '../../kernel/invariant.js';

const FIRST_SIZE = 1024;

/** Whole numbers kept side by side: millions of them cost four bytes each. Grows as it is filled. */
export class IntColumn {
  private cells = new Int32Array(FIRST_SIZE);
  length = 0;

  push(value: number): void {
    if (this.length === this.cells.length) this.cells = grown(this.cells, new Int32Array(this.length * 2));
    this.cells[this.length] = value;
    this.length += 1;
  }

  /** The cell at a place that was filled. */
  at(place: number): number {
    return this.cells[place] ?? 0;
  }

  set(place: number, value: number): void {
    this.cells[place] = value;
  }
}

/** Amounts in millionths, eight bytes each. Input has at most 12 digits before the point and 6 after it, which fits. */
export class AmountColumn {
  private cells = new BigInt64Array(FIRST_SIZE);
  length = 0;

  push(value: bigint): void {
    invariant(BigInt.asIntN(64, value) === value, 'an amount of a line does not fit 64 bits');
    if (this.length === this.cells.length) this.cells = grown(this.cells, new BigInt64Array(this.length * 2));
    this.cells[this.length] = value;
    this.length += 1;
  }

  at(place: number): bigint {
    return this.cells[place] ?? 0n;
  }

  /** The cells of some places, side by side. */
  gather(places: Int32Array): BigInt64Array {
    const found = new BigInt64Array(places.length);
    for (let at = 0; at < places.length; at += 1) found[at] = this.cells[places[at] ?? 0] ?? 0n;
    return found;
  }
}

function grown<T extends Int32Array | BigInt64Array>(cells: T, larger: T): T {
  if (cells instanceof BigInt64Array && larger instanceof BigInt64Array) larger.set(cells);
  else if (cells instanceof Int32Array && larger instanceof Int32Array) larger.set(cells);
  return larger;
}
