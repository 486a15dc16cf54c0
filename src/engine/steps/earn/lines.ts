import type { Day } from '../../kernel/day.js';
import type { Ratio } from '../../kernel/ratio.js';
import type { EarningLine } from '../../model/result.js';
import { CreditCursor, type WindowCredits } from './pieces.js';
import type { Reckoned } from './reckon.js';
import { Run } from './run.js';

/** What a pay period pays: the window up to its end, less what the window had paid up to the end of the period before. */
export interface PaidSlice {
  readonly credits: WindowCredits;
  readonly from: Day;
  readonly until: Day;
  readonly now: Reckoned;
  /** The slice before under its own terms, where earlier credits are now paid differently; `null` where only this slice's own credits are. */
  readonly before: Reckoned | null;
}

/** The lines of a pay period, one for each credit it pays or pays anew, made as they are read. Their cents make the period's. */
export function* linesOf({ credits, from, until, now, before }: PaidSlice): Generator<EarningLine> {
  const cursor = new CreditCursor(credits);
  const run = new Run(now.frame, before ? now.start : now.from);
  const past = before && new Run(before.frame, before.start);
  const { stint } = credits;
  const finer = now.scale.scale / stint.unit;
  const perBase = now.frame.denominator / now.scale.scale;
  while (cursor.next() && cursor.date < until) {
    const own = cursor.date >= from;
    if (!own && !past) continue;
    const amount = cursor.axis === 0n ? cursor.base : cursor.axis;
    if (finer !== 1n) [cursor.axis, cursor.base] = [cursor.axis * finer, cursor.base * finer];
    const terms = now.termsOf(cursor.epoch, cursor.rates);
    const measureBefore = { n: run.stoodAt(cursor.group), d: now.scale.scale };
    run.step(terms, cursor);
    let [exact, cents]: [Ratio, bigint] = [{ n: run.lastExact, d: now.frame.denominator }, run.lastCents];
    if (before && past && !own) {
      past.step(before.termsOf(cursor.epoch, cursor.rates), cursor);
      exact = less(exact, { n: past.lastExact, d: before.frame.denominator });
      cents -= past.lastCents;
      if (exact.n === 0n && cents === 0n) continue;
    }
    yield {
      credit: stint.creditAt(cursor.place),
      credited: { n: amount, d: stint.unit },
      measureBefore,
      tier: run.tierOf(terms),
      rate: own ? ratioOf(exact.n, cursor, perBase) : rateOf(exact, { n: amount, d: stint.unit }),
      exact,
      amount: cents,
    };
  }
}

/** Paid ÷ credited where both are in the window's units, as accumulated: making millions of fractions smallest would cost more than all else. */
function ratioOf(
  paid: bigint,
  { axis, base }: { axis: bigint; base: bigint },
  perBase: bigint,
): Ratio | null {
  const credited = axis === 0n ? base : axis;
  if (credited === 0n) return null;
  return credited < 0n ? { n: -paid, d: -credited * perBase } : { n: paid, d: credited * perBase };
}

function rateOf(paid: Ratio, credited: Ratio): Ratio | null {
  if (credited.n === 0n) return null;
  const sign = credited.n < 0n ? -1n : 1n;
  return { n: sign * paid.n * credited.d, d: sign * paid.d * credited.n };
}

function less(a: Ratio, b: Ratio): Ratio {
  return a.d === b.d ? { n: a.n - b.n, d: a.d } : { n: a.n * b.d - b.n * a.d, d: a.d * b.d };
}
