import { readDay } from '../../../engine/kernel/day.js';
import { zoneClock } from './zone-clock.js';

const HOUR = 3_600_000;
const at = (text: string): number => Date.parse(text);
const day = (text: string): number => readDay(text) ?? 0;

describe('the clock of a time zone', () => {
  const berlin = zoneClock('Europe/Berlin');
  const angeles = zoneClock('America/Los_Angeles');

  it.each([
    ['2026-01-31T22:59:59Z', '2026-01-31', berlin],
    ['2026-01-31T23:00:00Z', '2026-02-01', berlin],
    ['2026-07-31T21:59:59Z', '2026-07-31', berlin],
    ['2026-07-31T22:00:00Z', '2026-08-01', berlin],
    ['2026-01-01T07:59:59Z', '2025-12-31', angeles],
  ])('%s is %s', (instant, wanted, clock) => {
    expect(clock.dayOf(at(instant))).toBe(day(wanted));
  });

  it.each([
    ['2026-01-31', 10, '2026-01-31T09:00:00Z'],
    ['2026-07-31', 10, '2026-07-31T08:00:00Z'],
    ['2026-03-29', 1, '2026-03-29T00:00:00Z'],
    ['2026-03-29', 4, '2026-03-29T02:00:00Z'],
    ['2026-10-25', 12, '2026-10-25T11:00:00Z'],
  ])('%s at %i o’clock in Berlin is %s', (date, hour, instant) => {
    expect(new Date(berlin.momentOf(day(date), hour * HOUR)).toISOString()).toBe(
      new Date(at(instant)).toISOString(),
    );
  });

  it('finds the day again from any moment of it', () => {
    for (let date = day('2026-01-01'); date < day('2027-01-01'); date += 1) {
      expect(berlin.dayOf(berlin.momentOf(date, 0))).toBe(date);
      expect(angeles.dayOf(angeles.momentOf(date, 23 * HOUR))).toBe(date);
    }
  });
});
