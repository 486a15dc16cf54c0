import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { LineChange, LineValue, PayCalendars, WindowKey } from '../../../../engine/model/ledger.js';
import { settle } from '../../../../engine/settle.js';
import { NOTHING_TOLD, WindowFold, type SideRow } from './window-fold.js';

const value = fc.record<LineValue>({
  exact: fc.bigInt({ min: -5n, max: 5n }),
  cents: fc.bigInt({ min: -3n, max: 3n }),
  tier: fc.constantFrom('base', 'accelerator'),
  rate: fc.constantFrom(null, 1n, 2n),
});
const row = fc.record({
  number: fc.integer({ min: 1, max: 3 }),
  bookingLine: fc.constantFrom('a', 'b', 'c', null),
  isPosted: fc.boolean(),
  value,
  told: fc.constant(NOTHING_TOLD),
});

const OPEN: PayCalendars = { closedUntil: () => null, periodAt: () => undefined, leftOn: () => null };
const NO_CAUSES = { ofLine: () => undefined, ofWindow: () => [] };

function key(number: number): WindowKey {
  const origin = { name: `${number}`, from: 0, until: 1 };
  const at = { participant: 'ana', incentive: 'commission', currency: 'USD', calendar: 'company' };
  return { ...at, every: 'month', origin, state: 'payable' };
}

/** The order in which the database gives both sides: by window, booking line, side; the rounding line last. */
function inOrder(rows: readonly SideRow[]): SideRow[] {
  const place = (each: SideRow): string =>
    `${each.number} ${each.bookingLine ?? 'z'} ${each.isPosted ? 1 : 0}`;
  return [...rows].sort((a, b) => (place(a) < place(b) ? -1 : place(a) > place(b) ? 1 : 0));
}

function folded(rows: readonly SideRow[]): readonly (readonly [string, LineChange])[] {
  const changes: [string, LineChange][] = [];
  const fold = new WindowFold({
    changed: (number, change) => changes.push([`${number}`, change]),
    settled: () => undefined,
  });
  for (const each of rows) fold.take(each);
  fold.end();
  return changes;
}

describe('WindowFold', () => {
  it('finds the differences that settling everything at once finds', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 20 }), (some) => {
        const rows = inOrder(some.filter(({ bookingLine, isPosted }) => bookingLine !== null || isPosted));
        const earned = rows.flatMap(({ number, bookingLine, isPosted, value: of }) =>
          isPosted || bookingLine === null ? [] : [{ ...of, bookingLine, key: key(number) }],
        );
        const posted = rows.flatMap(({ number, bookingLine, isPosted, value: of }) =>
          isPosted ? [{ ...of, bookingLine, kind: 'earning' as const, key: key(number) }] : [],
        );
        const atOnce = settle({ earned, posted }, OPEN, NO_CAUSES).map(
          ({ key: { origin }, bookingLine, tier, rate, cents, exact, isNew }) => [
            origin.name,
            { bookingLine, tier, rate, cents, exact, isNew },
          ],
        );
        expect(folded(rows)).toEqual(atOnce);
      }),
    );
  });

  it("tells each window's earned cents at its end", () => {
    const ends: [number, bigint][] = [];
    const fold = new WindowFold({
      changed: () => undefined,
      settled: (number, earned) => ends.push([number, earned]),
    });
    const earned = { exact: 1n, cents: 7n, tier: '', rate: null };
    fold.take({ number: 1, bookingLine: 'a', isPosted: false, value: earned, told: NOTHING_TOLD });
    fold.take({ number: 2, bookingLine: 'a', isPosted: true, value: earned, told: NOTHING_TOLD });
    fold.end();
    expect(ends).toEqual([
      [1, 7n],
      [2, 0n],
    ]);
  });
});
