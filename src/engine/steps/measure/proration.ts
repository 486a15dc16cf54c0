import { addMonths, type Day, type NamedPeriod } from '../../kernel/day.js';
import { ONE, ratio, type Ratio } from '../../kernel/ratio.js';
import type { MeasureModifier } from '../../rulebook/parts/measure.js';
import { presentIn } from './blended.js';
import type { Stint } from './stint.js';

type Proration = Extract<MeasureModifier, { kind: 'proration' }>;

/**
 * The part of a window that counts for somebody. By months: those of the window from its first day on that they are on the plan, one that they are in
 * for a part only as declared, of all its months. By weeks: whole weeks they are on the plan, of the whole weeks of the window (52 in a year). `none`:
 * the whole, whenever they came or went.
 */
export function partOfWindow(
  stint: Stint,
  at: { window: NamedPeriod; known: Day },
  { by, partMonth }: Proration,
): Ratio {
  const { window } = at;
  const { from, until } = presentIn(stint, at);
  if (by === 'none') return ONE;
  if (by === 'weeks') {
    const weeks = Math.floor((window.until - window.from) / 7);
    return ratio(BigInt(Math.min(weeks, Math.floor((until - from) / 7))), BigInt(Math.max(1, weeks)));
  }
  if (by === 'days') return ratio(BigInt(until - from), BigInt(window.until - window.from));
  let [all, counted] = [0, 0];
  for (let month = 0; addMonths(window.from, month) < window.until; month += 1) {
    const [start, end] = [addMonths(window.from, month), addMonths(window.from, month + 1)];
    const [first, last] = [Math.max(start, from), Math.min(end, until)];
    const whole = first <= start && last >= Math.min(end, window.until);
    all += 1;
    if (first < last && (whole || partMonth === 'counts')) counted += 1;
  }
  return ratio(BigInt(counted), BigInt(Math.max(1, all)));
}
