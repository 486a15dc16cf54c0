import { describe, expect, it } from '@jest/globals';
import { calculated, onlyEarning } from '../../../../test/support/situation.js';
import { sayLine } from '../explain.js';
import { isSaidAlone } from '../say-modifiers.js';

describe('words of an explanation', () => {
  const situation = {
    people: [{ id: 'ana' }],
    bookings: [{ id: 'A', date: '2026-01-20', net: '100,000' }],
  };

  it('says an overlay of more than the line as a percent, and less of it in parts', () => {
    const found = calculated(situation);
    const earning = onlyEarning(found);
    const [line] = [...(found.earnings[0]?.lines ?? [])];
    if (!line?.credit) throw new Error('no credit');
    const said = (parts: number, of: number): string =>
      sayLine(
        { ...line, credit: { ...line.credit, kind: 'overlay', parts, of } as typeof line.credit },
        earning,
      );
    expect(said(3, 2)).toContain(', 150% of the line, on top of');
    expect(said(1, 2)).toContain(', 1 of 2 parts, on top of');
  });

  it('says a cap on what counts by itself, and as no factor', () => {
    expect(isSaidAlone({ what: 'cap on what counts' })).toBe(true);
    expect(isSaidAlone({ what: 'multiplier' })).toBe(false);
  });
});
