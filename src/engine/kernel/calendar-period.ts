import { addMonths, civilFromDays, type Day, type NamedPeriod } from './day.js';

/** A stretch of a calendar that pay or a measure is counted over. */
export type Stretch = 'month' | 'quarter' | 'half' | 'year';

/** What a calendar is made of: the day on which its years start, or its quarters one by one. */
export interface CalendarDays {
  readonly yearStarts: Day | null;
  readonly quarters: readonly NamedPeriod[];
}

const MONTHS: Readonly<Record<Stretch, number>> = { month: 1, quarter: 3, half: 6, year: 12 };

/**
 * The period of a calendar that a date falls in, by the calendar's own names. `undefined` when there is none: outside the quarters that
 * were listed, or a month of a calendar that has quarters only.
 */
export function periodContaining(
  calendar: CalendarDays,
  stretch: Stretch,
  date: Day,
): NamedPeriod | undefined {
  if (calendar.yearStarts !== null) return regularPeriod(calendar.yearStarts, stretch, date);
  return listedPeriod(calendar.quarters, stretch, date);
}

/** Months are named after the civil month they start in (2026-01), all longer stretches after the year their calendar year starts in (2026-Q1, 2026-H1, 2026). */
function regularPeriod(yearStarts: Day, stretch: Stretch, date: Day): NamedPeriod {
  const [base, at] = [civilFromDays(yearStarts), civilFromDays(date)];
  let months = at.year * 12 + at.month - base.year * 12 - base.month;
  if (addMonths(yearStarts, months) > date) months -= 1;
  const length = MONTHS[stretch];
  const first = Math.floor(months / length) * length;
  const from = addMonths(yearStarts, first);
  const inYear = first - Math.floor(first / 12) * 12;
  return {
    name: regularName(yearStarts, stretch, { first, inYear }),
    from,
    until: addMonths(yearStarts, first + length),
  };
}

function regularName(
  yearStarts: Day,
  stretch: Stretch,
  { first, inYear }: { first: number; inYear: number },
): string {
  if (stretch === 'month') {
    const { year, month } = civilFromDays(addMonths(yearStarts, first));
    return `${year}-${String(month).padStart(2, '0')}`;
  }
  const { year } = civilFromDays(addMonths(yearStarts, first - inYear));
  if (stretch === 'year') return String(year);
  return stretch === 'half' ? `${year}-H${inYear / 6 + 1}` : `${year}-Q${inYear / 3 + 1}`;
}

/** Listed quarters make halves and years where their names say so: FY12Q1 and FY12Q2 make FY12H1, the four make FY12. */
function listedPeriod(
  quarters: readonly NamedPeriod[],
  stretch: Stretch,
  date: Day,
): NamedPeriod | undefined {
  const quarter = quarters.find((each) => each.from <= date && date < each.until);
  if (!quarter || stretch === 'quarter') return quarter;
  const name = /^(.*?)(-?)Q([1-4])$/.exec(quarter.name);
  if (!name || stretch === 'month') return undefined;
  const [, year = '', dash = '', nth = ''] = name;
  const numbers = stretch === 'year' ? [1, 2, 3, 4] : Number(nth) <= 2 ? [1, 2] : [3, 4];
  const parts = numbers.map((number) => quarters.find((each) => each.name === `${year}${dash}Q${number}`));
  const present = parts.filter((each) => each !== undefined);
  const [first, last] = [present[0], present.at(-1)];
  if (!first || !last) return undefined;
  return {
    name: stretch === 'year' ? year : `${year}${dash}H${Number(nth) <= 2 ? 1 : 2}`,
    from: first.from,
    until: last.until,
  };
}
