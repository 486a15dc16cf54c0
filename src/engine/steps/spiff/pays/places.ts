import type { Held } from '../sharing.js';

/** A booking that may take a place, when it became known, and since when nothing is left of it. */
export interface Taker {
  readonly booking: number;
  readonly recorded: bigint;
  readonly gone: bigint | null;
}

/**
 * From when to when bookings hold their places, in the order in which they became known: who comes after has a place as soon as so many before gave theirs up. What never
 * held one is left out, as what became known together with what takes it back, or after it: it reserves nothing.
 */
export function placesHeld(takers: readonly Taker[], count: number): ReadonlyMap<number, Held> {
  const held = new Map<number, Held>();
  takers.forEach(({ booking, recorded, gone }, index) => {
    const since = index < count ? null : givenUp(takers.slice(0, index), index - count);
    if (since === undefined) return;
    const moved = since !== null && since > recorded ? since : null;
    if (gone !== null && gone <= (moved ?? recorded)) return;
    held.set(booking, { since: moved, until: gone });
  });
  return held;
}

/** When so many of some bookings, and one more, were gone. */
function givenUp(ahead: readonly Taker[], more: number): bigint | undefined {
  const gone = ahead.flatMap((taker) => (taker.gone === null ? [] : [taker.gone]));
  return gone.sort((a, b) => (a < b ? -1 : Number(a > b)))[more];
}
