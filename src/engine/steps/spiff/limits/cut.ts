import { divide, multiply, ONE, roundToUnits, subtract, ZERO, type Ratio } from '../../../kernel/ratio.js';
import type { Half } from '../../../kernel/whole.js';
import type { EarningLine } from '../../../model/result.js';
import type { Paid } from '../sharing.js';

/** What limits pay, and why. */
export interface Limit {
  readonly what: 'cap' | 'budget' | 'disqualified' | 'pause';
  readonly because: string;
}

/** Lines with less: each in proportion, the last takes the residue of the cents. */
export function cutLines(
  lines: readonly EarningLine[],
  { whole, left, half }: { whole: Ratio; left: Ratio; half: Half },
): readonly EarningLine[] {
  const cents = roundToUnits(left, 2, half);
  let far = 0n;
  return lines.map((line, index) => {
    const exact = whole.n === 0n ? ZERO : divide(multiply(line.exact, left), whole);
    const amount = index === lines.length - 1 ? cents - far : roundToUnits(exact, 2, half);
    far += amount;
    const rate = line.rate && line.credited.n !== 0n ? divide(exact, line.credited) : null;
    return { ...line, exact, rate, amount };
  });
}

/** The same pay with other lines, the explanation says why. */
export function withLines(
  paid: Paid,
  { lines, exact }: { lines: readonly EarningLine[]; exact: Ratio },
  limit: Limit,
): Paid {
  const { earning } = paid.earned;
  const change = subtract(exact, earning.working.exact);
  const modifiers = [...earning.working.modifiers, { ...limit, times: ONE, applied: true, change }];
  const amount = lines.reduce((sum, line) => sum + line.amount, 0n);
  return {
    ...paid,
    earned: {
      ...paid.earned,
      earning: { ...earning, amount, working: { ...earning.working, exact, modifiers } },
      lines,
    },
  };
}
