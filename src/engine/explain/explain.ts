import { writeDecimal } from '../kernel/ratio.js';
import type { Earning, EarningLine } from '../model/result.js';
import { sayEarning, sayMeasure, sayTier } from './say-earning.js';
import { sayCents, sayExact, sayMoney, sayRate } from './say-numbers.js';

/** An explanation that can be opened level by level: a sentence, what it comes to, and what it is made of. */
export interface Explanation {
  readonly says: string;
  /** In the plan's currency, with cents; empty where there is no amount. */
  readonly amount: string;
  readonly parts: readonly Explanation[];
}

/** An earning as a tree: the sentence; below it the measure, each tier, each modifier, earlier periods, rounding, and its lines if given. */
export function explain(earning: Earning, lines: Iterable<EarningLine> = []): Explanation {
  const { working } = earning;
  const tiers = working.tiers.map((tier) => leaf(`${tier.id}: ${sayTier(tier)}`, sayExact(tier.amount)));
  const modifiers = working.modifiers.map(({ what, times, applied, because }) =>
    leaf(
      `${what} × ${writeDecimal(times)} ${applied ? 'applies' : 'does not apply'}: ${because.replaceAll('\n', ' ')}`,
      '',
    ),
  );
  const earlier =
    working.earlier.n === 0n
      ? []
      : [leaf(`Earlier pay periods of ${earning.window.name} earned ${sayExact(working.earlier)}.`, '')];
  const rounding =
    working.rounding === '' ? [] : [leaf(`Rounded to ${working.rounding}.`, sayCents(earning.amount))];
  const paid = [...lines].map((line) => leaf(sayLine(line, earning), sayCents(line.amount)));
  const credits: readonly Explanation[] =
    paid.length === 0 ? [] : [{ says: 'Line by line.', amount: sayCents(earning.amount), parts: paid }];
  return {
    says: sayEarning(earning),
    amount: sayCents(earning.amount),
    parts: [leaf(`${sayMeasure(earning)}.`, ''), ...tiers, ...modifiers, ...earlier, ...rounding, ...credits],
  };
}

/** One line: what was credited by which rule, where the accumulator stood, and what it was paid at. */
export function sayLine(
  { credit, credited, measureBefore, tier, rate, amount }: EarningLine,
  { currency }: Pick<Earning, 'currency' | 'working'>,
): string {
  if (!credit) return `The window pays ${sayCents(amount)} ${currency} that is no booking's.`;
  const part = credit.parts === credit.of ? '' : `, ${credit.parts} of ${credit.of} parts`;
  const reached = tier === '' ? '' : `, reaching ${tier}`;
  const paid = rate === null ? '' : ` at ${sayRate(rate)}`;
  const given = `${sayMoney(credited)} ${currency} ${credit.kind} credit by ${credit.rule}${part}`;
  return `${given}, on top of ${sayMoney(measureBefore)}${reached}, pays ${sayCents(amount)}${paid}.`;
}

function leaf(says: string, amount: string): Explanation {
  return { says, amount, parts: [] };
}
