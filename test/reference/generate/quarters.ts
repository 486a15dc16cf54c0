import fc from 'fast-check';
import type { NamedPeriod } from '../../../src/engine/kernel/day.js';
import { day } from '../../support/sample-rules.js';
import type { Frame } from './plans.js';

/** Quarters of unequal length over two years, of which some begin on no first of a month. */
const STARTS = [
  '2025-01-01',
  '2025-04-01',
  '2025-07-06',
  '2025-10-01',
  '2026-01-01',
  '2026-03-29',
  '2026-07-01',
  '2026-09-27',
  '2027-01-01',
].map(day);
const LISTED: readonly NamedPeriod[] = STARTS.slice(0, -1).map((from, at) => ({
  name: `FY${at < 4 ? 25 : 26}Q${(at % 4) + 1}`,
  from,
  until: STARTS[at + 1] ?? from,
}));

/** Mostly a calendar of months; else one whose quarters are listed. */
export const someQuarters = fc.constantFrom(undefined, undefined, undefined, LISTED);

/** What a calendar without months allows: what would go by the month goes by the quarter. */
export function inQuarters<T extends Pick<Frame, 'window' | 'payEvery'>>(
  frame: T,
  quarters: readonly NamedPeriod[] | undefined,
): T {
  if (!quarters) return frame;
  const byQuarter = <W extends string | null>(name: W): W | 'quarter' =>
    name === 'month' ? 'quarter' : name;
  return { ...frame, window: byQuarter(frame.window), payEvery: byQuarter(frame.payEvery) };
}

/** The same of everything that a plan says of windows. */
export function withoutMonths<T>(part: T, quarters: readonly NamedPeriod[] | undefined): T {
  return quarters ? (replaced(part) as T) : part;
}

function replaced(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(replaced);
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(
    Object.entries(part).map(([key, each]) => [
      key,
      (key === 'window' || key === 'payEvery') && each === 'month' ? 'quarter' : replaced(each),
    ]),
  );
}
