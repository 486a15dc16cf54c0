import { writeDay } from '../kernel/day.js';
import { multiply, ratio } from '../kernel/ratio.js';
import type { Earning, EarningLine, TierWorking } from '../model/result.js';
import { inPlanCurrency, sayBooked, sayPaidLine, sayPay } from './fx/say-conversion.js';
import { isTopUp, sayEarning } from './say-earning.js';
import { hasMeasure, sayMeasure } from './say-measure.js';
import { sayModifier } from './say-modifiers.js';
import { oneOf, sayCents, sayExact, sayIn, sayMoney, sayPrice, sayRate } from './say-numbers.js';
import { sayGroup, sayNamedPart } from './say-parts.js';
import { isShared } from './spiff/say-shared.js';
import { saySource, type PlanSource } from './source/say-source.js';
import { sayOf, sayWindow } from './say-window.js';

/** An explanation that can be opened level by level: a sentence, what it comes to, and what it is made of. */
export interface Explanation {
  readonly says: string;
  /** With cents, in the plan's currency, and of pay in the person's; empty where there is no amount. */
  readonly amount: string;
  readonly parts: readonly Explanation[];
}

/**
 * An earning as a tree: the sentence; below it the measure, each tier, each modifier, earlier periods, rounding, by which version of the plan and
 * which paragraph, and its lines if given.
 */
export function explain(paid: Earning, lines: Iterable<EarningLine> = [], source?: PlanSource): Explanation {
  const earning = inPlanCurrency(paid);
  const { working } = earning;
  const measured = hasMeasure(earning) ? [leaf(`${sayMeasure(earning)}.`, '')] : [];
  const parts = isTopUp(earning) ? [] : working.tiers;
  const tiers = parts.map((part) => sayWholePart(part, earning));
  const modifiers = working.modifiers.map((modifier) => leaf(sayModifier(modifier), ''));
  const earlier =
    working.earlier.n === 0n
      ? []
      : [leaf(`Earlier pay periods ${sayOf(earning.window)} earned ${sayExact(working.earlier)}.`, '')];
  const rounding =
    working.rounding === '' ? [] : [leaf(`Rounded to ${working.rounding}.`, sayCents(earning.amount))];
  const converted = sayPay(paid);
  const conversion = converted === '' ? [] : [leaf(`${converted}.`, sayCents(paid.amount))];
  const by = source === undefined ? [] : [leaf(saySource(source), '')];
  const said = [...lines].map((line) => sayWholeLine(line, paid));
  const credits: readonly Explanation[] =
    said.length === 0 ? [] : [{ says: 'Line by line.', amount: sayCents(paid.amount), parts: said }];
  return {
    says: sayEarning(paid),
    amount: sayCents(paid.amount),
    parts: [...measured, ...tiers, ...modifiers, ...earlier, ...rounding, ...conversion, ...by, ...credits],
  };
}

/** A part of the pay, and below it how each amount that was chosen from was made. */
function sayWholePart(part: TierWorking, earning: Earning): Explanation {
  const parts = (part.by ?? []).flatMap(({ name, value, how }) =>
    how === undefined || isShared(earning.working.formula) ? [] : [leaf(`${name}: ${how}`, sayExact(value))],
  );
  return { ...leaf(`${sayGroup(part)}${sayNamedPart(part, earning)}`, sayExact(part.amount)), parts };
}

/** A line, and below it on which day it counts and how its credit and its pay were converted. */
function sayWholeLine(line: EarningLine, earning: Earning): Explanation {
  const parts = sayBeside(line, earning).map((said) => leaf(said, ''));
  return { ...leaf(sayLine(line, earning), sayCents(line.amount)), parts };
}

/** On which day a line counts where that is not the day of the booking, and how its credit and its pay were converted; a sentence each. */
export function sayBeside(line: EarningLine, { currency, working }: Earning): readonly string[] {
  const { booked, counted } = line.credit ?? {};
  const paid = sayPaidLine(line, currency, working.pay?.currency ?? '');
  return [
    ...(counted === undefined ? [] : [`Counted on ${writeDay(counted)}, by its plan.`]),
    ...(booked ? [`${sayBooked(booked)}.`] : []),
    ...(paid === '' ? [] : [`${paid}.`]),
  ];
}

/** One line: what was credited by which rule, where the accumulator stood, and what it was paid at. */
export function sayLine(
  line: EarningLine,
  { working, currency: paidIn, window }: Pick<Earning, 'working' | 'currency' | 'window'>,
): string {
  const { credit, credited, measureBefore, tier } = line;
  const currency = working.pay?.currency ?? paidIn;
  const amount = line.paid?.amount ?? line.amount;
  const reached = tier === '' ? '' : `, reaching ${tier}`;
  if (!credit)
    return `${sayCents(amount)} ${currency} of ${sayWindow(window)} that is no booking's${tier === '' ? '' : ` (${tier})`}.`;
  const part = sayParts(credit);
  // Where no credits add up to the measure, theirs is another: its numbers stand without a unit.
  const derived = working.measured !== undefined;
  const said = derived ? sayMoney(credited) : sayIn(credited, { ...working, currency });
  const before =
    derived || working.unit === undefined
      ? sayMoney(measureBefore)
      : sayIn(measureBefore, { ...working, currency });
  const at = sayLineRate(line, { working, currency });
  const given = `${said} ${credit.kind} credit by ${credit.rule}${part}`;
  return `${given}, on top of ${before}${sayOfGroup(working)}${reached}, pays ${sayCents(amount)}${at}.`;
}

/** At what a line is paid; where other parts are paid on than retire quota, on how much: `: 96,000 × 10%`. */
function sayLineRate(line: EarningLine, paying: Pick<Earning, 'working' | 'currency'>): string {
  const at = sayPaidAt(line, paying);
  const { credit, credited, rate } = line;
  const { parts = 0, quotaParts = parts } = credit ?? {};
  const isApart = quotaParts !== parts && quotaParts > 0 && parts > 0;
  if (at === '' || !isApart || !rate || paying.working.unit !== undefined)
    return at === '' ? '' : ` at ${at}`;
  const base = multiply(credited, ratio(BigInt(parts), BigInt(quotaParts)));
  return `: ${sayMoney(base)} × ${sayRate(multiply(rate, ratio(BigInt(quotaParts), BigInt(parts))))}`;
}

/** What the accumulator adds up, where it is that of a group of credits. */
function sayOfGroup({ tiers }: Earning['working']): string {
  const by = tiers.find(({ group }) => group)?.group?.by;
  return by === undefined ? '' : ` of the same ${by}`;
}

/** Of how many parts of a booking a credit is, for quota and for pay where that is not the same. */
function sayParts({ parts, of, quotaParts }: NonNullable<EarningLine['credit']>): string {
  if (quotaParts !== undefined && quotaParts !== parts)
    return `, ${quotaParts} of ${of} parts for quota and ${parts} for pay`;
  if (parts > of) return `, ${sayRate(ratio(BigInt(parts), BigInt(of)))} of the line`;
  return parts === of ? '' : `, ${parts} of ${of} parts`;
}

/** What a line comes to for what was credited: a rate of money, an amount for each of what is counted; nothing where neither means anything. */
export function sayPaidAt(
  { rate }: Pick<EarningLine, 'rate'>,
  { working, currency }: Pick<Earning, 'working' | 'currency'>,
): string {
  if (isShared(working.formula)) return '';
  if (rate === null || working.measured !== undefined || working.unit === '%') return '';
  if (working.unit === undefined) return sayRate(rate);
  return `${sayPrice(rate)} ${currency} per ${oneOf(working.unit)}`;
}

function leaf(says: string, amount: string): Explanation {
  return { says, amount, parts: [] };
}
