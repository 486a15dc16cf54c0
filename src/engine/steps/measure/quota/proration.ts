import { ONE, ratio, type Ratio } from '../../../kernel/ratio.js';
import type { MeasureModifier } from '../../../rulebook/parts/measure.js';
import type { Day, NamedPeriod } from '../../../kernel/day.js';
import { presentIn } from '../blended.js';
import { countsMonth, monthsOf } from './months.js';
import type { Stint } from '../stint.js';

type Proration = Extract<MeasureModifier, { kind: 'proration' }>;

/**
 * The part of a window that counts for somebody. By months: those of the window from its first day on that they are on the plan, one that they are in
 * for a part only as declared, of all its months. By weeks: whole weeks they are on the plan, of the whole weeks of the window (52 in a year). `none`:
 * the whole, whenever they came or went.
 */
export function partOfWindow(
  stint: Stint,
  at: { window: NamedPeriod; known: Day },
  proration: Proration,
): Ratio {
  const { window } = at;
  const { by } = proration;
  const { from, until } = presentIn(stint, at);
  if (by === 'none') return ONE;
  if (by === 'weeks') {
    const weeks = Math.floor((window.until - window.from) / 7);
    return ratio(BigInt(Math.min(weeks, Math.floor((until - from) / 7))), BigInt(Math.max(1, weeks)));
  }
  if (by === 'days') return ratio(BigInt(until - from), BigInt(window.until - window.from));
  const months = monthsOf(window);
  const counted = months.filter((month) => countsMonth(month, { from, until }, proration));
  return ratio(BigInt(counted.length), BigInt(Math.max(1, months.length)));
}
