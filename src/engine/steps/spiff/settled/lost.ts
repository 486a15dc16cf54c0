import { add, compare, ratio, ZERO, type Ratio } from '../../../kernel/ratio.js';
import type { EarningLine } from '../../../model/result.js';
import { cutLines, withLines } from '../limits/cut.js';
import type { Paid, SharedProgram } from '../sharing.js';

const GONE = 'the booking that it was paid for does not count any more, as known now; nobody else gets it.';
const LESS = 'what won it does not stand any more, as known now; nobody else gets it.';

/** The same pay, all of it lost. */
export function lost(paid: Paid, because: string): Paid {
  return withLess(paid, () => true, because);
}

/**
 * Pay that a budget had admitted by its cut-off, as it is after what became known later: of prizes and parts what they are now, whatever the budget
 * were, where that is less, and of bookings those that still stand. Who loses something gives it to nobody.
 */
export function unlessLost(paid: Paid, now: readonly Paid[], { nets }: SharedProgram): Paid {
  const { earning } = paid.earned;
  if (paid.under && paid.under.incentive.formula.kind !== 'first-n') {
    const same = now.find(
      ({ earned: { earning: other } }) =>
        other.participant === earning.participant &&
        other.incentive === earning.incentive &&
        other.window.from === earning.window.from,
    );
    const left = same?.earned.earning.amount ?? 0n;
    return left >= earning.amount ? paid : cutTo(paid, ratio(left > 0n ? left : 0n, 100n));
  }
  const then = paid.who.program;
  const isGone = ({ credit }: EarningLine): boolean =>
    credit !== null && !nets.stands(then.nets.nameOf(then.books.lines.booking.at(credit.line)));
  return paid.earned.lines.some(isGone) ? withLess(paid, isGone, GONE) : paid;
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
  const exact = lines.reduce((sum, line) => add(sum, line.exact), ZERO);
  // What had taken something back and is gone itself gives nothing: then it stays as it was.
  if (compare(exact, paid.earned.earning.working.exact) >= 0) return paid;
  return withLines(paid, { lines, exact }, { what: 'disqualified', because });
}
