import { type Day, type NamedPeriod } from '../../kernel/day.js';
import { add, multiply, ONE, ratio, ZERO, type Ratio } from '../../kernel/ratio.js';
import type { Stint } from './stint.js';

/** The days of a window on which somebody is on the plan, as far as is known; `last` is the last one that is known. */
export interface Presence {
  readonly from: Day;
  readonly until: Day;
  readonly last: Day;
}

/** How a dated number comes to one number for a window. */
export interface Blending {
  readonly window: NamedPeriod;
  readonly known: Day;
  /** Its value on a day. */
  readonly seen: (day: Day) => Ratio | undefined;
  /** Further days on which it changes, and what it is multiplied by from a day on. */
  readonly cuts?: readonly Day[];
  readonly times?: (day: Day) => Ratio;
}

/** When somebody is on the plan in a window. That they leave after `known` is not seen yet. */
export function presentIn(stint: Stint, { window, known }: { window: NamedPeriod; known: Day }): Presence {
  const { segment } = stint;
  const from = Math.max(window.from, segment.from);
  const leaves = segment.until > known ? window.until : segment.until;
  const until = Math.min(window.until, leaves);
  return { from, until, last: Math.min(known, until) - 1 };
}

/** Each value of a dated number × its days ÷ all days of the window; days without a value add nothing, and `null` is none on any day. */
export function blended(stint: Stint, names: readonly string[], by: Blending): Ratio | null {
  const { window, seen, cuts = [], times = () => ONE } = by;
  const { from, until, last } = presentIn(stint, by);
  const changes = stint.changeDays(names);
  const starts = [...new Set([from, ...[...changes, ...cuts].filter((day) => from < day && day < until)])];
  starts.sort((a, b) => a - b);
  let [sum, any] = [ZERO, false];
  starts.forEach((start, index) => {
    const days = (starts[index + 1] ?? until) - start;
    const value = seen(Math.min(start, last));
    if (!value || days <= 0) return;
    const part = ratio(BigInt(days), BigInt(window.until - window.from));
    sum = add(sum, multiply(multiply(value, times(start)), part));
    any = true;
  });
  return any ? sum : null;
}

/** The last value that a dated number has had on a day of the window on which somebody is on the plan; one that has ended since is still the last. */
export function lastSeen(
  stint: Stint,
  names: readonly string[],
  by: Pick<Blending, 'window' | 'known' | 'seen'>,
): Ratio | undefined {
  const { from, last } = presentIn(stint, by);
  const changes = stint.changeDays(names).filter((day) => from < day && day <= last);
  return [from, ...changes]
    .reverse()
    .map((day) => by.seen(day))
    .find((value) => value !== undefined);
}
