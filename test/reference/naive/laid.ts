import type { NamedPeriod } from '../../../src/engine/kernel/day.js';
import type { Plan } from '../../../src/engine/rulebook/rulebook.js';
import type { Credit } from './facts/credits.js';
import { NOTHING, order, over, plus, sumOf, times, toCents, type Fraction } from './facts/fraction.js';
import type { LaidPay, PeriodPay } from './facts/pay.js';
import type { Seen } from './facts/seen.js';
import { addingIn } from './main-measure.js';
import { addsOf, creditsIn, isCounted } from './measures.js';

/** What a window has come to, as it lies on credits: by what each contributed, of the rounded whole so far; on none where they make nothing. */
export function laidOn(
  { seen, id, window }: { seen: Seen; id: string; window: NamedPeriod },
  pay: Fraction,
  by: { plan: Plan; streamed: readonly PeriodPay[] | null },
): readonly LaidPay[] {
  const { half } = by.plan.rounding;
  const credits = creditsIn(seen, { from: window.from, until: Math.min(window.until, seen.known) });
  const weighing = credits.flatMap((credit) => {
    const measure = addingIn(credit.version, id);
    if (!measure || !isCounted(seen, credit, { measure: measure.id, incentive: id })) return [];
    const weight = by.streamed
      ? earnedOf(credit, by.streamed)
      : addsOf(seen, credit, { id: measure.id, window });
    return [{ credit, weight }];
  });
  const all = sumOf(weighing.map(({ weight }) => weight));
  if (order(all, NOTHING) === 0) return [{ credit: null, cents: toCents(pay, half) }];
  let [sofar, before] = [NOTHING, 0n];
  return weighing.map(({ credit, weight }) => {
    sofar = plus(sofar, weight);
    const reached = toCents(times(pay, over(sofar, all)), half);
    const cents = reached - before;
    before = reached;
    return { credit, cents };
  });
}

function earnedOf(credit: Credit, streamed: readonly PeriodPay[]): Fraction {
  return sumOf(
    streamed.flatMap(({ parts = [] }) =>
      parts.filter((each) => each.credit === credit).map(({ exact }) => exact),
    ),
  );
}

/** What lies on each credit now, less what lay on it before. */
export function lessLaid(now: readonly LaidPay[], before: readonly LaidPay[]): readonly LaidPay[] {
  const credits = [...new Set([...now, ...before].map(({ credit }) => credit))];
  const on = (laid: readonly LaidPay[], credit: Credit | null): bigint =>
    laid.filter((each) => each.credit === credit).reduce((sum, { cents }) => sum + cents, 0n);
  return credits.map((credit) => ({ credit, cents: on(now, credit) - on(before, credit) }));
}
