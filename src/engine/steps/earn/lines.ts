import type { Ratio } from '../../kernel/ratio.js';
import type { EarningLine } from '../../model/result.js';
import type { Stint } from '../measure/stint.js';
import type { CountedCredit, WindowCredits } from './pieces.js';
import type { Reckoned } from './reckon.js';
import { Run } from './run.js';
import type { Day } from '../../kernel/day.js';

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
export function* linesOf(slice: PaidSlice): Generator<EarningLine> {
  const { credits, now, before } = slice;
  const run = new Run(now.frame, before ? now.start : now.from);
  const past = before && new Run(before.frame, before.start);
  const finer = now.scale.scale / credits.measuring.stint.unit;
  for (const counted of credits) {
    if (counted.date >= slice.until) return;
    const own = counted.date >= slice.from;
    if (!own && !past) continue;
    const step =
      finer === 1n ? counted : { ...counted, axis: counted.axis * finer, base: counted.base * finer };
    const terms = now.termsOf(counted.epoch, counted.rates);
    const measureBefore = run.axis;
    run.step(terms, step);
    let [exact, cents]: [Ratio, bigint] = [{ n: run.lastExact, d: now.frame.denominator }, run.lastCents];
    if (before && past && !own) {
      past.step(before.termsOf(counted.epoch, counted.rates), step);
      exact = less(exact, { n: past.lastExact, d: before.frame.denominator });
      cents -= past.lastCents;
      if (exact.n === 0n && cents === 0n) continue;
    }
    const line = {
      measureBefore: { n: measureBefore, d: now.scale.scale },
      tier: run.tierOf(terms),
      exact,
      amount: cents,
    };
    yield withCredit(credits.measuring.stint, counted, line);
  }
}

/** A line beside its credit; ratios are left as they were accumulated, because making millions of them smallest costs more than all else. */
function withCredit(
  stint: Stint,
  counted: CountedCredit,
  line: Omit<EarningLine, 'credit' | 'credited' | 'rate'>,
): EarningLine {
  const { credits } = stint.books;
  const grant = credits.grants[credits.grant.at(counted.credit)];
  const amount = counted.axis === 0n ? counted.base : counted.axis;
  const { n, d } = line.exact;
  return {
    credit: {
      participant: stint.participant,
      line: credits.line.at(counted.credit),
      kind: grant?.kind ?? 'direct',
      rule: grant?.rule ?? '',
      parts: grant?.parts ?? 0,
      of: grant?.of ?? 1,
    },
    credited: { n: amount, d: stint.unit },
    measureBefore: line.measureBefore,
    tier: line.tier,
    rate:
      amount === 0n
        ? null
        : amount < 0n
          ? { n: -n * stint.unit, d: -amount * d }
          : { n: n * stint.unit, d: amount * d },
    exact: line.exact,
    amount: line.amount,
  };
}

function less(a: Ratio, b: Ratio): Ratio {
  return a.d === b.d ? { n: a.n - b.n, d: a.d } : { n: a.n * b.d - b.n * a.d, d: a.d * b.d };
}
