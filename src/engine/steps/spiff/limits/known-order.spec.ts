import { describe, expect, it } from '@jest/globals';
import type { EarningLine } from '../../../model/result.js';
import { inKnownOrder } from './known-order.js';
import type { Unit } from './units.js';

/** A booking of ana with what it changes and what it earns, in cents, and when it became known. */
function unit(
  nth: number,
  changes: number | undefined,
  { earns, recorded }: { earns: bigint; recorded: bigint },
): Unit {
  const named = (of: number): string => `crm ${of}`;
  const lines = [{ amount: earns }] as unknown as readonly EarningLine[];
  const of = { whose: 'ana', booking: named(nth), deal: named(0), window: 0 };
  return {
    paid: 0,
    lines,
    version: undefined,
    recorded,
    booking: nth,
    place: 0,
    of: { ...of, changes: changes === undefined ? undefined : named(changes) },
  };
}

describe('the order in which bookings ask a budget', () => {
  it('is that of a chain in which each takes the one before back, however long it is, and whichever came first', () => {
    const chain = Array.from({ length: 20_000 }, (_, nth) =>
      unit(nth, nth === 0 ? undefined : nth - 1, {
        earns: nth % 2 === 0 ? 1n : -1n,
        recorded: BigInt(20_000 - nth),
      }),
    );
    const found = inKnownOrder(chain.toReversed()).map(({ booking }) => booking);
    expect(found.findIndex((booking, place) => booking !== place)).toBe(-1);
  });

  it('is that of each by itself where bookings change each other in a circle', () => {
    const circle = [
      unit(0, 1, { earns: 1n, recorded: 3n }),
      unit(1, 0, { earns: -1n, recorded: 2n }),
      unit(2, undefined, { earns: 1n, recorded: 1n }),
    ];
    expect(
      inKnownOrder(circle)
        .map(({ booking }) => booking)
        .at(0),
    ).toBe(2);
    expect(new Set(inKnownOrder(circle)).size).toBe(3);
  });
});
