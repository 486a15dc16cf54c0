import { LAST_DAY, type Day, type NamedPeriod } from '../../kernel/day.js';
import { add, multiply, ratio, ZERO, type Ratio } from '../../kernel/ratio.js';
import type { FactValue } from '../../model/facts.js';
import type { Measure } from '../../rulebook/rulebook.js';
import type { Stint } from './stint.js';

/**
 * The quota of a measure over a window, as it stands at the end of a pay period (`known`, the first day after it); `null` when there is
 * none on any day. Each value counts for the days it holds, out of all days of the window, so that somebody who is on the plan for part
 * of a window has part of the quota. With `latest` the last value holds for all of the person's days. What starts or ends after `known`, a
 * value or the person's time on the plan, is not seen yet: until then everything goes on as it is.
 */
export function quotaOf(
  stint: Stint,
  measure: Measure,
  at: { window: NamedPeriod; known: Day },
): Ratio | null {
  if (measure.quota === null) return null;
  const { window, known } = at;
  const from = Math.max(window.from, stint.segment.from);
  const leaves = stint.segment.until > known ? window.until : stint.segment.until;
  const until = Math.min(window.until, leaves);
  const version = stint.versions.find(({ plan }) => plan.measures.includes(measure));
  const seen = (day: Day): Ratio | undefined => asRatio(stint.factOn(measure.quota ?? '', { version, day }));
  const last = Math.min(known, until) - 1;
  if (window.name === 'plan-to-date' || window.until === LAST_DAY) return seen(last) ?? null;
  const latest = measure.quotaChange === 'latest' ? seen(last) : undefined;
  const changes = stint.changeDays([measure.quota]).filter((day) => from < day && day < until);
  let [quota, any] = [ZERO, false];
  [from, ...changes].forEach((start, index) => {
    const days = (changes[index] ?? until) - start;
    const value = start > last ? seen(last) : seen(start) && (latest ?? seen(start));
    if (!value) return;
    quota = add(quota, multiply(value, ratio(BigInt(days), BigInt(window.until - window.from))));
    any = true;
  });
  return any ? quota : null;
}

function asRatio(value: FactValue): Ratio | undefined {
  return typeof value === 'object' ? value : undefined;
}
