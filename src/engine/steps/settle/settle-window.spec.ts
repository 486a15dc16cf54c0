import { WINDOW_LINE, type LineValue } from '../../model/ledger.js';
import { WindowSettlement } from './settle-window.js';

const value = (exact: bigint, cents: bigint): LineValue => ({ exact, cents, tier: 'base', rate: null });

describe('what a window pays that is no booking’s', () => {
  it('has a line of its own beside the rounding line, and keeps its cents while its exact amount stands', () => {
    const window = new WindowSettlement();
    expect(window.line(WINDOW_LINE, value(3n, 33n), value(3n, 34n))).toBeUndefined();
    expect(window.line('B', value(3n, 34n), undefined)).toMatchObject({ bookingLine: 'B', cents: 34n });
    expect(window.rounding(undefined)).toMatchObject({ bookingLine: null, tier: 'rounding', cents: -1n });
  });

  it('is taken back where it is no longer earned', () => {
    const window = new WindowSettlement();
    const change = window.line(WINDOW_LINE, undefined, value(3n, 34n));
    expect(change).toMatchObject({ bookingLine: WINDOW_LINE, cents: -34n, exact: -3n, isNew: false });
    expect(window.rounding(undefined)).toBeUndefined();
  });
});
