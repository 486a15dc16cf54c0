import { FIRST_DAY, readDay, writeDay, type Day } from '../../kernel/day.js';
import type { FactValue } from '../../model/facts.js';
import type { Length, PolicyWindow } from '../../rulebook/parts/window.js';
import { compileWindow } from './window-state.js';

const months = (count: number): Length => ({ count, of: 'months' });
const days = (count: number): Length => ({ count, of: 'days' });

function untilOf(from: string, lasts: Length, by: Length): string {
  const window: PolicyWindow = {
    id: 'w',
    of: 'registration',
    starts: 'registration.approved',
    lasts,
    criteria: null,
    unless: null,
    extend: { by, granted: { all: [] }, asked: null },
  };
  const first = readDay(from) ?? 0;
  const stands = compileWindow<Day>([{ effective: { from: FIRST_DAY, until: null }, window }], {
    nameOf: () => (): FactValue => first,
    day: (day) => day,
  });
  return writeDay(stands(first).until ?? 0);
}

describe('a window that is extended', () => {
  it.each([
    ['2026-01-31', months(1), months(1), '2026-03-31'],
    ['2024-01-31', months(1), months(1), '2024-03-31'],
    ['2026-08-31', months(6), months(6), '2027-08-31'],
    ['2026-01-30', months(1), days(3), '2026-03-03'],
    ['2026-01-31', days(30), months(1), '2026-04-02'],
  ])('from %s ends as the months together do, others one after the other', (from, lasts, by, until) => {
    expect(untilOf(from, lasts, by)).toBe(until);
  });
});
