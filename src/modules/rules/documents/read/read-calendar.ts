import { civilFromDays, type Day, type NamedPeriod } from '../../../../engine/kernel/day.js';
import { errorAt, pathTo, type Finding } from '../../../../engine/rulebook/finding.js';
import type { Calendar } from '../../../../engine/rulebook/rulebook.js';
import type { CalendarInput } from '../kinds/facts.input.js';
import { PERIOD_NAME } from '../kinds/period-name.js';
import { dayOf } from './operand.js';

/** Reads a calendar: one whose year starts on a day, or one whose quarters are listed. */
export function readCalendar(input: CalendarInput, path: string, findings: Finding[]): Calendar {
  if (input.yearStarts !== undefined) {
    return { id: input.id, yearStarts: yearStart(input, path, findings), quarters: [] };
  }
  const starts = (input.quarters ?? []).map(dayOf);
  if (input.until === undefined) findings.push(errorAt(path, NO_END));
  const until = input.until === undefined ? (starts.at(-1) ?? 0) + 1 : dayOf(input.until);
  checkOrder([...starts, until], path, findings);
  return { id: input.id, yearStarts: null, quarters: named(starts, until, input.first) };
}

function yearStart(input: CalendarInput, path: string, findings: Finding[]): Day {
  const day = dayOf(input.yearStarts ?? '');
  for (const key of ['until', 'first'] as const) {
    if (input[key] !== undefined) findings.push(errorAt(pathTo(path, key), NOT_WITH_YEAR));
  }
  if (civilFromDays(day).day !== 1) findings.push(errorAt(pathTo(path, 'year-starts'), NOT_THE_FIRST));
  return day;
}

function checkOrder(ends: readonly Day[], path: string, findings: Finding[]): void {
  for (let index = 1; index < ends.length; index++) {
    if ((ends[index] ?? 0) > (ends[index - 1] ?? 0)) continue;
    const last = index === ends.length - 1;
    findings.push(
      errorAt(last ? pathTo(path, 'until') : pathTo(pathTo(path, 'quarters'), index), OUT_OF_ORDER),
    );
  }
}

/** Names quarters by counting up from the first one's name; without one, by the year in which each fiscal year ends. */
function named(starts: readonly Day[], until: Day, first: string | undefined): NamedPeriod[] {
  const match = first === undefined ? null : PERIOD_NAME.exec(first);
  const [, before = 'FY', year = '', between = 'Q', quarter = '1'] = match ?? [];
  const offset = Number(quarter) - 1;
  return starts.map((from, index) => {
    const count = offset + index;
    const number = match ? Number(year) + Math.floor(count / 4) : endYear(starts, until, index) % 100;
    const digits = String(number).padStart(match ? year.length : 2, '0');
    const prefix = match && match[1] === undefined ? '' : before;
    return {
      name: `${prefix}${digits}${between}${(count % 4) + 1}`,
      from,
      until: starts[index + 1] ?? until,
    };
  });
}

/** The calendar year of the last day of the fiscal year that the quarter belongs to; a year cut short ends a year after it starts. */
function endYear(starts: readonly Day[], until: Day, index: number): number {
  const first = index - (index % 4);
  const next = starts[first + 4];
  const whole = first + 4 <= starts.length;
  const last = next ?? (whole ? until : (starts[first] ?? until) + 364);
  return civilFromDays(last - 1).year;
}

const NO_END = {
  code: 'MISSING_KEY',
  message: '`until` is missing: nobody knows where the last quarter ends.',
  remedy: 'Write the first day after the last quarter, such as `until: 2026-12-28`.',
} as const;
const NOT_WITH_YEAR = {
  code: 'NOT_NEEDED',
  message: 'A calendar with `year-starts` goes on without end and names its periods by year.',
  remedy: 'Take the key away, or list `quarters`.',
} as const;
const NOT_THE_FIRST = {
  code: 'CALENDAR',
  message: 'A fiscal year of calendar months starts on the first day of a month.',
  remedy: 'Write the first of a month, or list the days on which `quarters` start.',
} as const;
const OUT_OF_ORDER = {
  code: 'CALENDAR',
  message: 'Each period must start after the one before.',
  remedy: 'Put the days in order, each once.',
} as const;
