import { describe, expect, it } from '@jest/globals';
import { readDay } from '../../../engine/kernel/day.js';
import { DayCounts, PeriodCounts } from './shard-summary.js';

const DATE = readDay('2026-02-03') ?? 0;

function counted(lines: readonly (readonly [source: string, booking: string])[]): unknown {
  const days = new DayCounts();
  for (const [source, booking] of lines)
    days.add({ date: DATE, source, booking, currency: 'USD', net: 1_000_000n });
  days.finish();
  return days.counts['2026-02-03'];
}

describe('DayCounts', () => {
  it('counts the lines of a booking as one booking', () => {
    const lines = [
      ['crm', 'B1'],
      ['crm', 'B1'],
      ['crm', 'B2'],
    ] as const;
    expect(counted(lines)).toMatchObject({ lines: 3, bookings: 2 });
  });

  it('counts two bookings where two sources call theirs alike', () => {
    const lines = [
      ['crm', 'B1'],
      ['shop', 'B1'],
    ] as const;
    expect(counted(lines)).toMatchObject({ lines: 2, bookings: 2, net: { USD: '2' } });
  });
});

describe('PeriodCounts', () => {
  it('keeps what is keyed by data apart from what objects inherit', () => {
    expect('constructor' in new PeriodCounts().counts).toBe(false);
  });
});
