import { describe, expect, it } from '@jest/globals';
import { spanOf, type HeldAt, type Span } from './span.js';

const held = (calculation: bigint, ...positions: bigint[]): HeldAt => ({ calculation, positions });
const span = (since: bigint, until: bigint, unknownTo: bigint | null = null): Span => ({
  since,
  until,
  unknownTo,
});

describe('spanOf', () => {
  it('leads from where the first held to where the second did next', () => {
    expect(spanOf(held(1n, 2n), held(2n, 5n))).toEqual(span(2n, 5n));
  });

  it('takes an older calculation where it was confirmed, whichever of the two it is', () => {
    expect(spanOf(held(2n, 5n), held(1n, 2n, 9n))).toEqual(span(5n, 9n));
    expect(spanOf(held(1n, 2n, 9n), held(2n, 5n))).toEqual(span(2n, 5n));
    expect(spanOf(held(1n, 2n, 9n), held(2n, 5n, 11n))).toEqual(span(9n, 11n));
  });

  it('leads back where the second never held later, and says that the second does not know what came between', () => {
    expect(spanOf(held(2n, 5n), held(1n, 2n))).toEqual(span(2n, 5n, 1n));
  });
});
