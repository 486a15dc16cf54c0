import { describe, expect, it } from '@jest/globals';
import { readDay } from '../../../engine/kernel/day.js';
import type { Calendar, Rulebook } from '../../../engine/rulebook/rulebook.js';
import { findCalendar, findPayPeriod, findPeriod } from './find-period.js';

const day = (text: string): number => readDay(text) ?? 0;
const fiscal: Calendar = { id: 'fiscal', yearStarts: day('2026-02-01'), quarters: [] };
const listed: Calendar = {
  id: 'listed',
  yearStarts: null,
  quarters: [
    { name: 'FY12Q1', from: day('2011-05-31'), until: day('2011-08-31') },
    { name: 'FY12Q2', from: day('2011-08-31'), until: day('2011-12-01') },
  ],
};

function rulebook(...calendars: Calendar[]): Rulebook {
  return { facts: { calendars } } as unknown as Rulebook;
}

describe('findPeriod', () => {
  it.each([
    ['2026-02', '2026-02-01', '2026-03-01'],
    ['2026-Q4', '2026-11-01', '2027-02-01'],
    ['2026-H1', '2026-02-01', '2026-08-01'],
    ['2026', '2026-02-01', '2027-02-01'],
  ])('knows %s of a year that starts in February', (name, from, until) => {
    expect(findPeriod(fiscal, name)).toEqual({ name, from: day(from), until: day(until) });
  });

  it('knows listed quarters and the halves they make', () => {
    expect(findPeriod(listed, 'FY12Q2').from).toBe(day('2011-08-31'));
    expect(findPeriod(listed, 'FY12H1').until).toBe(day('2011-12-01'));
  });

  it.each(['2026-13', 'March', '', '9999-01'])('refuses %p', (name) => {
    expect(() => findPeriod(fiscal, name)).toThrow('has no period');
  });
});

describe('findPayPeriod', () => {
  const measures = [{ window: 'quarter' }, { window: 'plan-to-date' }];
  const plan = { calendar: 'fiscal', payEvery: null, measures, incentives: [] };
  const monthly = { ...plan, incentives: [{ payEvery: 'month' }] };
  const paying = (...plans: object[]): Rulebook => ({ plans }) as unknown as Rulebook;

  it('takes the windows of measures, and what incentives say', () => {
    expect(findPayPeriod(paying(plan), fiscal, '2026-Q1').name).toBe('2026-Q1');
    expect(findPayPeriod(paying(monthly), fiscal, '2026-02').name).toBe('2026-02');
  });

  it('names the periods by which pay falls due when it refuses', () => {
    const refused = (rules: Rulebook, name: string): unknown => {
      try {
        return findPayPeriod(rules, fiscal, name);
      } catch (error) {
        return [(error as Error).message, (error as { hint?: string }).hint];
      }
    };
    expect(refused(paying(monthly), '2026')).toEqual([
      'Pay falls due by the month or the quarter on calendar fiscal, and 2026 is none.',
      'Close 2026-02 or 2026-Q1.',
    ]);
    expect(refused(paying({ ...plan, calendar: 'other' }), '2026')).toEqual([
      'No plan pays by calendar fiscal.',
      'Publish its plans first.',
    ]);
  });
});

describe('findCalendar', () => {
  it('takes the only one, and asks which when there are several', () => {
    expect(findCalendar(rulebook(fiscal))).toBe(fiscal);
    expect(findCalendar(rulebook(fiscal, listed), 'listed')).toBe(listed);
    expect(() => findCalendar(rulebook(fiscal, listed))).toThrow('more than one');
    expect(() => findCalendar(rulebook(fiscal), 'other')).toThrow('no calendar other');
  });
});
