/**
 * A business date without a time: whole days since 1970-01-01 in the proleptic Gregorian calendar.
 * Which date an instant falls on is decided once, by the calendar's time zone, before facts reach the engine.
 */
export type Day = number;

/** Half-open: `from` is in, `until` is out; `null` means without end. */
export interface Period {
  readonly from: Day;
  readonly until: Day | null;
}

/** A period with a name and an end, such as a quarter of a calendar. */
export interface NamedPeriod {
  readonly name: string;
  readonly from: Day;
  readonly until: Day;
}

/** Held here because what is read off a global costs far more than the arithmetic where a program runs inside another, as tests do. */
const { floor } = Math;

/** The days between which a date must lie: 1900-01-01 to 9999-12-31. */
export const FIRST_DAY: Day = daysFromCivil(1900, 1, 1);
/** 9999-12-31; as the end of a period it means without end. */
export const LAST_DAY: Day = daysFromCivil(9999, 12, 31);

/** Days since 1970-01-01 of a civil date; the algorithm counts in 400-year eras that start on 1 March. */
export function daysFromCivil(year: number, month: number, day: number): Day {
  const shifted = month <= 2 ? year - 1 : year;
  const era = floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + floor(yearOfEra / 4) - floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The civil year, month (1 to 12) and day of a date. */
export function civilFromDays(date: Day): { year: number; month: number; day: number } {
  const shifted = date + 719_468;
  const era = floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = floor(
    (dayOfEra - floor(dayOfEra / 1460) + floor(dayOfEra / 36_524) - floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + floor(yearOfEra / 4) - floor(yearOfEra / 100));
  const shiftedMonth = floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** Reads `YYYY-MM-DD`; `undefined` for anything else, for a day that does not exist, and outside 1900 to 9999. */
export function readDay(text: string): Day | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1900 || month < 1 || month > 12 || day < 1) return undefined;
  const date = daysFromCivil(year, month, day);
  return civilFromDays(date).month === month ? date : undefined;
}

/** Writes `YYYY-MM-DD`. */
export function writeDay(date: Day): string {
  const { year, month, day } = civilFromDays(date);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** The same day of the month `months` later, or the last day of that month where it is shorter (31 January + 1 = 28 or 29 February). */
export function addMonths(date: Day, months: number): Day {
  const { year, month, day } = civilFromDays(date);
  const index = year * 12 + (month - 1) + months;
  const [toYear, toMonth] = [floor(index / 12), (index % 12) + 1];
  const nextMonth = daysFromCivil(toMonth === 12 ? toYear + 1 : toYear, toMonth === 12 ? 1 : toMonth + 1, 1);
  const lastDay = civilFromDays(nextMonth - 1).day;
  return daysFromCivil(toYear, toMonth, Math.min(day, lastDay));
}

/** Whether a date lies in a half-open period. */
export function isWithin(date: Day, period: Period): boolean {
  return period.from <= date && (period.until === null || date < period.until);
}
