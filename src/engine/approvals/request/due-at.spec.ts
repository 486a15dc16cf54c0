import { dueAt, UTC_CLOCK } from './due-at.js';

describe('the time to answer', () => {
  const at = (text: string): number => Date.parse(`${text}:00Z`);
  it.each([
    ['2026-04-17T10:00', 1, 'business-days', '2026-04-20T10:00'],
    ['2026-04-18T10:00', 1, 'business-days', '2026-04-21T00:00'],
    ['2026-04-17T10:00', 3, 'days', '2026-04-20T10:00'],
    ['2026-04-17T10:00', 8, 'business-hours', '2026-04-20T10:00'],
    ['2026-04-17T16:00', 2, 'business-hours', '2026-04-20T10:00'],
    ['2026-04-19T16:00', 1, 'business-hours', '2026-04-20T10:00'],
    ['2026-04-17T23:30', 1, 'hours', '2026-04-18T00:30'],
  ] as const)('from %s, %i %s end %s', (from, count, unit, until) => {
    expect(new Date(dueAt(at(from), { count, unit }, UTC_CLOCK)).toISOString().slice(0, 16)).toBe(until);
  });
});
