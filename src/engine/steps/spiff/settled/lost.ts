import { compare, ratio, ZERO, type Ratio } from '../../../kernel/ratio.js';
import type { EarningLine } from '../../../model/result.js';
import { cutLines, withLines } from '../limits/cut.js';
import type { Paid, SharedProgram } from '../sharing.js';
import { goneOf, sumOf } from './gone.js';

const GONE = 'the booking that it was paid for does not count any more, as known now; nobody else gets it.';
const LESS = 'what won it does not stand any more, as known now; nobody else gets it.';

/** The same pay, all of it lost. */
export function lost(paid: Paid, because: string): Paid {
  return compare(ZERO, paid.earned.earning.working.exact) >= 0 ? paid : withLess(paid, () => true, because);
}

/**
 * Pay that a budget had admitted by its cut-off, as it is after what became known later: of prizes and parts what they are now, whatever the budget
 * were, where that is less, and of bookings those that still stand, with what changed them. Who loses something gives it to nobody. `before` is what runs before this one
 * paid: an up-sell of a booking of theirs is lost with that.
 */
export function unlessLost(
  paid: readonly Paid[],
  program: SharedProgram,
  { now, before }: { readonly now: readonly Paid[]; readonly before: readonly Paid[] },
): readonly Paid[] {
  const goneLines = goneOf(paid.filter(isByBooking), before.filter(isByBooking), program);
  return paid.map((each) => {
    if (!isByBooking(each)) return asNow(each, now);
    return each.earned.lines.some((line) => goneLines.has(line))
      ? withLess(each, (line) => goneLines.has(line), GONE)
      : each;
  });
}

function isByBooking({ under }: Paid): boolean {
  return under === null || under.incentive.formula.kind === 'first-n';
}

function asNow(paid: Paid, now: readonly Paid[]): Paid {
  const { earning } = paid.earned;
  const same = now.find(
    ({ earned: { earning: other } }) =>
      other.participant === earning.participant &&
      other.incentive === earning.incentive &&
      other.window.from === earning.window.from &&
      other.window.until === earning.window.until,
  );
  const left = same?.earned.earning.amount ?? 0n;
  return left >= earning.amount ? paid : cutTo(paid, ratio(left > 0n ? left : 0n, 100n));
}

function cutTo(paid: Paid, left: Ratio): Paid {
  const { exact: whole } = paid.earned.earning.working;
  const lines = cutLines(paid.earned.lines, { whole, left, half: 'away-from-zero' });
  return withLines(paid, { lines, exact: left }, { what: 'disqualified', because: LESS });
}

function withLess(paid: Paid, isGone: (line: EarningLine) => boolean, because: string): Paid {
  const lines = paid.earned.lines.map((line) =>
    isGone(line) ? { ...line, exact: ZERO, rate: null, amount: 0n } : line,
  );
  const exact = sumOf(lines);
  return withLines(paid, { lines, exact }, { what: 'disqualified', because });
}
