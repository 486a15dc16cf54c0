import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { SettlingWindow } from '../windows.js';
import { batches, slicesOf } from './slices.js';

const ORIGIN = { name: '2026-01', from: 0, until: 31 };

function window(number: number, earned: number, posted: number): SettlingWindow {
  const at = { participant: 'ana', incentive: 'commission', currency: 'USD', calendar: 'company' };
  return {
    number,
    key: { ...at, every: 'month', origin: ORIGIN, state: 'payable' },
    posted: ORIGIN,
    measuredFrom: 0,
    earnings: [{ id: '', heldIn: 1n, lines: earned, cents: 0n, held: null }],
    entries: [{ entry: 1n, place: 1, position: 1n, lines: posted }],
    isSplit: false,
  };
}

const windows = fc
  .array(fc.tuple(fc.nat(50), fc.nat(50)), { maxLength: 20 })
  .map((sides) => sides.map(([earned, posted], place) => window(place + 1, earned, posted)));
const most = fc.integer({ min: 1, max: 60 });
const lines = (batch: readonly SettlingWindow[]): number =>
  batch.reduce((sum, { earnings, entries }) => sum + (earnings[0]?.lines ?? 0) + (entries[0]?.lines ?? 0), 0);

describe('batches', () => {
  it('hold every window once and in order, with no more lines than fit unless a window is alone', () => {
    fc.assert(
      fc.property(windows, most, (some, room) => {
        const cut = [...batches(some, room)];
        expect(cut.flat()).toEqual(some);
        for (const batch of cut) expect(batch.length === 1 || lines(batch) <= room).toBe(true);
      }),
    );
  });
});

describe('slices', () => {
  it('follow each other from the first id to the last and leave none out', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), most, (earned, posted, room) => {
        const slices = [...slicesOf([window(7, earned, posted)], room)];
        expect(slices).toHaveLength(Math.max(1, Math.ceil((earned + posted) / room)));
        expect(slices[0]).toMatchObject({ first: 7, last: 7, from: null });
        expect(slices.at(-1)?.before).toBeNull();
        for (const [place, { before }] of slices.slice(0, -1).entries()) {
          expect(before).toMatch(/^[0-9a-f]{8}-0000-0000-0000-000000000000$/);
          expect(slices[place + 1]?.from).toBe(before);
        }
        const bounds = slices.flatMap(({ from }) => (from === null ? [] : [from]));
        expect(bounds).toEqual(bounds.toSorted());
      }),
    );
  });

  it('leave a batch of several windows whole', () => {
    const slices = [...slicesOf([window(3, 5, 5), window(4, 5, 5)], 1)];
    expect(slices).toEqual([{ first: 3, last: 4, from: null, before: null }]);
  });
});
