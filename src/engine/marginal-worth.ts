import { startCalculation } from './calculate.js';
import type { Day, NamedPeriod } from './kernel/day.js';
import { compareText } from './kernel/text-order.js';
import type { BookingLine, Company } from './model/facts.js';
import { withoutShared } from './rulebook/reads/shared-spiffs.js';
import type { Rulebook } from './rulebook/rulebook.js';

/** The names of the facts that each line must hold, in order. */
export function factsOfLines(company: Company, rulebook: Rulebook): readonly string[] {
  return startCalculation(company, withoutShared(rulebook)).lineFacts;
}

/** Of whose pay, and without which lines. */
export interface Without {
  readonly participant: string;
  /** In the declared order: all lines, or at least those that are credited to the participant and those that facts about them hang on. */
  readonly lines: readonly BookingLine[];
  readonly isLeftOut: (line: BookingLine) => boolean;
  /** The last day of which anything is known of anybody, where that is later than the last of the lines. */
  readonly known: Day;
}

/** What an incentive pays in a pay period with the lines and without them, in cents; what the lines are worth there is the one less the other. */
export interface MarginalWorth {
  readonly incentive: string;
  readonly period: NamedPeriod;
  readonly window: NamedPeriod;
  readonly currency: string;
  readonly with: bigint;
  readonly without: bigint;
}

/**
 * What lines are worth to a participant at the margin: their pay as it is, and as it would be if those lines were not there, by the same rules, facts and days. Whole tiers of 5%
 * and 8% from 100,000: after one of 99,000 a deal of 2,000 contributes 160 to a window of 8,080, and is worth 3,130. The worth of deals does not add up to the pay; what
 * they contribute does. Pay that is the same with them and without is left out, and so is what SPIFFs pay to several people together.
 */
export function marginalWorth(
  company: Company,
  rulebook: Rulebook,
  without: Without,
): readonly MarginalWorth[] {
  const [all, rest] = [
    payOf(company, rulebook, without),
    payOf(company, rulebook, { ...without, lines: without.lines.filter((line) => !without.isLeftOut(line)) }),
  ];
  const keys = [...new Set([...all.keys(), ...rest.keys()])].sort(compareText);
  return keys.flatMap((key): MarginalWorth[] => {
    const [now, then] = [all.get(key), rest.get(key)];
    const of = now ?? then;
    if (!of || now?.cents === then?.cents) return [];
    const { incentive, period, window, currency } = of;
    return [{ incentive, period, window, currency, with: now?.cents ?? 0n, without: then?.cents ?? 0n }];
  });
}

interface Paid extends Pick<MarginalWorth, 'incentive' | 'period' | 'window' | 'currency'> {
  readonly cents: bigint;
}

/** What a participant earns by incentive, window and pay period. */
function payOf(
  company: Company,
  rulebook: Rulebook,
  { participant, lines, known }: Without,
): ReadonlyMap<string, Paid> {
  const own = withoutShared(rulebook);
  const calculating = startCalculation(company, own, { mine: (id) => id === participant, known });
  for (const line of lines) calculating.credit(line);
  const paid = new Map<string, Paid>();
  for (const { earning } of calculating.earn(participant)) {
    const { incentive, period, window, currency, amount } = earning;
    if (incentive === '' || amount === 0n) continue;
    const key = [period.from, period.until, incentive, window.from, window.until, currency].join('\u001f');
    paid.set(key, { incentive, period, window, currency, cents: (paid.get(key)?.cents ?? 0n) + amount });
  }
  return paid;
}
