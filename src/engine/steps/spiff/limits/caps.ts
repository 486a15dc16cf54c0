import { sayExact } from '../../../explain/say-numbers.js';
import { capped } from '../../../formulas/limits.js';
import { add, compare, subtract, ZERO, type Ratio } from '../../../kernel/ratio.js';
import { StandingWindow } from '../../earn/standing/standing-window.js';
import { cutLines, withLines, type Limit } from './cut.js';
import type { Paid, Under } from '../sharing.js';

/**
 * Caps on what somebody earns of a shared incentive, in the order in which it was earned, each by the version that decided it; a pay that is cut keeps its
 * place. A later version with a lower cap takes nothing back of what an earlier one paid.
 */
export function cappedTogether(paid: readonly Paid[]): readonly Paid[] {
  const earned = new Map<string, Ratio>();
  return paid.map((each) => {
    const { exact: own } = each.earned.earning.working;
    const limit = each.under && limitOf(each, each.under);
    if (!limit || compare(own, ZERO) === 0) return each;
    const key = `${each.who.id} ${limit.from}`;
    const before = earned.get(key) ?? ZERO;
    const under = subtract(capped(add(before, own), limit.at).amount, before);
    const left = compare(own, ZERO) > 0 && compare(under, ZERO) < 0 ? ZERO : under;
    earned.set(key, add(before, left));
    if (compare(left, own) === 0) return each;
    const { half } = limit;
    const lines = cutLines(each.earned.lines, { whole: own, left, half });
    return withLines(each, { lines, exact: left }, capOf(limit.at));
  });
}

function capOf(at: Ratio): Limit {
  return { what: 'cap', because: `the cap of ${sayExact(at)} on what one person earns is reached.` };
}

function limitOf(
  { who: { measuring }, earned: { earning } }: Paid,
  { version, incentive, day }: Under,
): { at: Ratio; from: number; half: Parameters<typeof cutLines>[1]['half'] } | undefined {
  const cap = incentive.modify.filter((each) => each.kind === 'cap').find(({ what }) => what === 'earning');
  if (!cap || !('at' in cap)) return undefined;
  const window = version.periodOn(cap.window ?? 'plan-to-date', day) ?? earning.window;
  const known = { window, known: earning.period.until };
  const at = new StandingWindow(measuring, version, known).number(cap.at);
  return at && { at, from: window.from, half: version.plan.rounding.half };
}
