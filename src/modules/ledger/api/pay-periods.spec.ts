import { describe, expect, it } from '@jest/globals';
import { payPeriods } from './pay-periods.js';

const calendar = 'company';
const period = (name: string, from: string, until: string): object => ({ name, from, until, earned: {} });
const closing = (name: string, from: string, until: string, closedAt: string): object => ({
  calendar,
  period: name,
  from,
  until,
  closedAt,
});

describe('pay periods', () => {
  it('are closed when what closed them was: a month with its quarter, and no month after it', () => {
    const found = payPeriods({
      calendar,
      closings: [
        closing('2026-Q2', '2026-04-01', '2026-07-01', '2026-07-05T00:00:00Z'),
        closing('2026-Q1', '2026-01-01', '2026-04-01', '2026-04-05T00:00:00Z'),
      ] as never,
      posted: [],
      periods: [
        period('2026-02', '2026-02-01', '2026-03-01'),
        period('2026-05', '2026-05-01', '2026-06-01'),
        period('2026-07', '2026-07-01', '2026-08-01'),
      ] as never,
    });
    expect(found.map(({ name, isClosed, closedAt }) => [name, isClosed, closedAt])).toEqual([
      ['2026-Q1', true, '2026-04-05T00:00:00Z'],
      ['2026-02', true, '2026-04-05T00:00:00Z'],
      ['2026-Q2', true, '2026-07-05T00:00:00Z'],
      ['2026-05', true, '2026-07-05T00:00:00Z'],
      ['2026-07', false, null],
    ]);
  });
});
