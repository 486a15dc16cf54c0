import { startCalculation } from './calculate.js';
import type { Day, NamedPeriod } from './kernel/day.js';
import type { BookingLine, Company } from './model/facts.js';
import { withoutShared } from './rulebook/reads/shared-spiffs.js';
import type { Rulebook } from './rulebook/rulebook.js';
import { differenceOf, reachedBy, type Reached } from './worth/difference.js';

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
  const rest = without.lines.filter((line) => !without.isLeftOut(line));
  const [now, then] = [without.lines, rest].map((lines) =>
    reachedWith(company, rulebook, { ...without, lines }),
  );
  return differenceOf(now ?? [], then ?? [])
    .filter(({ amount }) => amount !== 0n)
    .map(({ incentive, period, window, currency, before, after }) => {
      return {
        incentive,
        period,
        window,
        currency,
        with: after?.amount ?? 0n,
        without: before?.amount ?? 0n,
      };
    });
}

function reachedWith(
  company: Company,
  rulebook: Rulebook,
  { participant, lines, known }: Without,
): readonly Reached[] {
  const own = withoutShared(rulebook);
  const calculating = startCalculation(company, own, { mine: (id) => id === participant, known });
  for (const line of lines) calculating.credit(line);
  return [...calculating.earn(participant)].map(reachedBy);
}
