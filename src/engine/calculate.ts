import type { BookingLine, Company, Facts } from './model/facts.js';
import type { CreditException, Earned, Earning, EarningLine, Trouble } from './model/result.js';
import type { Rulebook } from './rulebook/rulebook.js';

/** A calculation in progress: feed every line in the declared order, then ask each participant's earnings. */
export interface Calculating {
  /** Names of the facts that `BookingLine.facts` must hold, in this order. */
  readonly lineFacts: readonly string[];
  credit(line: BookingLine): void;
  /** After the last line: everybody with a credit, in order of id. */
  participants(): readonly string[];
  earn(participant: string): Iterable<Earned>;
  exceptions(): Iterable<CreditException>;
  troubles(): readonly Trouble[];
}

/** Everything a calculation finds, held at once: for tests, previews and small companies. */
export interface Calculation {
  readonly earnings: readonly { readonly earning: Earning; readonly lines: readonly EarningLine[] }[];
  readonly exceptions: readonly CreditException[];
  readonly troubles: readonly Trouble[];
}

export interface CalculationOptions {
  /** Keeps only these participants' credits: a shard. Every shard is fed every line and finds the same credits. */
  readonly mine?: (participant: string) => boolean;
}

export declare function startCalculation(company: Company, rulebook: Rulebook, options?: CalculationOptions): Calculating;

export declare function calculate(facts: Facts, rulebook: Rulebook): Calculation;
