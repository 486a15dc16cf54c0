import type { LineChange, LineValue, Trillionths } from '../../model/ledger.js';

/** What a window's rounding line is called in place of a tier. */
export const ROUNDING = 'rounding';

const NOTHING: LineValue = { exact: 0n, cents: 0n, tier: '', rate: null };

/** Two values of one line together: amounts add, the last tier stands, and a rate only where both have the same. */
export function together(first: LineValue | undefined, next: LineValue): LineValue {
  if (!first) return next;
  return {
    exact: first.exact + next.exact,
    cents: first.cents + next.cents,
    tier: next.tier,
    rate: first.rate === next.rate ? next.rate : null,
  };
}

/** What was posted on a line and what follows it: amounts add up, tier and rate are those of the later posting. */
export function after(before: LineValue | undefined, next: LineValue): LineValue {
  if (!before) return next;
  return { ...next, exact: before.exact + next.exact, cents: before.cents + next.cents };
}

/**
 * Settles one window, a line at a time, in any order: give every line that is earned or posted once, then take the rounding line.
 *
 * A line whose exact amount is unchanged keeps its cents. A line that changed gets the cents the calculation gives it. What the two
 * leave over against the calculation's total, cents that rounding moved between lines, is one explicit rounding line: after it the
 * window's posted cents equal its earned cents, and no deal that did not change shows a difference.
 */
export class WindowSettlement {
  private earnedCents = 0n;
  private standingCents = 0n;

  /** Cents that the calculation earns on the lines given so far. */
  get earned(): bigint {
    return this.earnedCents;
  }

  /** The change to post for a line, if any: of its amount, or of the rate and tier behind an unchanged amount. */
  line(
    bookingLine: string,
    earned: LineValue | undefined,
    posted: LineValue | undefined,
  ): LineChange | undefined {
    const [now, before] = [earned ?? NOTHING, posted ?? NOTHING];
    this.earnedCents += now.cents;
    const keeps = now.exact === before.exact && posted !== undefined && earned !== undefined;
    const target = keeps ? before.cents : now.cents;
    this.standingCents += target;
    const cents = target - before.cents;
    const exact: Trillionths = now.exact - before.exact;
    if (cents === 0n && exact === 0n && !isRestated(earned, posted)) return undefined;
    const { tier, rate } = earned ? now : before;
    return { bookingLine, tier, rate, cents, exact, isNew: posted === undefined };
  }

  /** The change of the rounding line, given what was posted on it so far. */
  rounding(posted: LineValue | undefined): LineChange | undefined {
    const cents = this.earnedCents - this.standingCents - (posted?.cents ?? 0n);
    if (cents === 0n) return undefined;
    const isNew = posted === undefined;
    return { bookingLine: null, tier: ROUNDING, rate: null, cents, exact: 0n, isNew };
  }
}

/** The same amount by another rate or tier: half the credit at twice the rate is worth a line of its own. */
function isRestated(earned: LineValue | undefined, posted: LineValue | undefined): boolean {
  if (!earned || !posted || earned.exact === 0n) return false;
  return earned.tier !== posted.tier || earned.rate !== posted.rate;
}
