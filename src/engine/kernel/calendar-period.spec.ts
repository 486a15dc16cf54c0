import { periodContaining, type CalendarDays, type Stretch } from './calendar-period.js';
import { readDay, writeDay, type Day } from './day.js';

function day(text: string): Day {
  const read = readDay(text);
  if (read === undefined) throw new Error(text);
  return read;
}

function found(calendar: CalendarDays, stretch: Stretch, date: string): string {
  const period = periodContaining(calendar, stretch, day(date));
  return period ? `${period.name} ${writeDay(period.from)} ${writeDay(period.until)}` : 'none';
}

const JANUARY = { yearStarts: day('2026-01-01'), quarters: [] };
const FEBRUARY = { yearStarts: day('2026-02-01'), quarters: [] };
const LISTED = {
  yearStarts: null,
  quarters: [
    { name: 'FY12Q1', from: day('2011-05-31'), until: day('2011-08-31') },
    { name: 'FY12Q2', from: day('2011-08-31'), until: day('2011-12-01') },
    { name: 'FY12Q3', from: day('2011-12-01'), until: day('2012-02-29') },
    { name: 'FY12Q4', from: day('2012-02-29'), until: day('2012-05-30') },
    { name: 'FY13Q1', from: day('2012-05-30'), until: day('2012-08-30') },
  ],
};

describe('the period of a date', () => {
  it.each<[Stretch, string, string]>([
    ['month', '2026-01-31', '2026-01 2026-01-01 2026-02-01'],
    ['month', '2024-02-29', '2024-02 2024-02-01 2024-03-01'],
    ['quarter', '2026-03-31', '2026-Q1 2026-01-01 2026-04-01'],
    ['quarter', '2025-12-31', '2025-Q4 2025-10-01 2026-01-01'],
    ['half', '2026-07-01', '2026-H2 2026-07-01 2027-01-01'],
    ['year', '2030-06-15', '2030 2030-01-01 2031-01-01'],
  ])('in a calendar year: the %s of %s is %s', (stretch, date, expected) => {
    expect(found(JANUARY, stretch, date)).toBe(expected);
  });

  it.each<[Stretch, string, string]>([
    ['month', '2026-05-15', '2026-05 2026-05-01 2026-06-01'],
    ['quarter', '2026-05-15', '2026-Q2 2026-05-01 2026-08-01'],
    ['quarter', '2027-01-31', '2026-Q4 2026-11-01 2027-02-01'],
    ['year', '2026-01-31', '2025 2025-02-01 2026-02-01'],
  ])('in a year from February: the %s of %s is %s', (stretch, date, expected) => {
    expect(found(FEBRUARY, stretch, date)).toBe(expected);
  });

  it.each<[Stretch, string, string]>([
    ['quarter', '2011-12-01', 'FY12Q3 2011-12-01 2012-02-29'],
    ['half', '2012-03-01', 'FY12H2 2011-12-01 2012-05-30'],
    ['year', '2011-06-01', 'FY12 2011-05-31 2012-05-30'],
    ['month', '2011-06-01', 'none'],
    ['quarter', '2011-05-30', 'none'],
    ['quarter', '2012-08-30', 'none'],
  ])('where quarters are listed: the %s of %s is %s', (stretch, date, expected) => {
    expect(found(LISTED, stretch, date)).toBe(expected);
  });

  it('leaves no day out and counts none twice', () => {
    for (const yearStarts of ['2026-01-01', '2026-04-06', '2025-08-31']) {
      const calendar = { yearStarts: day(yearStarts), quarters: [] };
      for (let date = day('2024-01-01'); date < day('2028-01-01'); date += 1) {
        const period = periodContaining(calendar, 'month', date);
        expect(period && period.from <= date && date < period.until).toBe(true);
      }
    }
  });
});
