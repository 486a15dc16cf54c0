import type { Ratio } from '../../../kernel/ratio.js';
import type { Stint } from '../../measure/stint.js';

/** Combinations of the rates that depend on the line, by number: credits of one number are paid at the same rates. 0 has none. */
export class RateCombinations {
  private readonly combinations: (readonly number[])[] = [[]];
  private readonly numbers = new Map<string, number>();

  /** The number of a credit's combination. */
  numberAt(stint: Stint, place: number, columns: readonly number[]): number {
    const { rates } = stint.books.credits;
    const credit = stint.credits.number[place] ?? 0;
    const combination = columns.map((column) => rates[column]?.at(credit) ?? 0);
    const key = combination.join();
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.numbers.set(key, this.combinations.length);
    return this.combinations.push(combination) - 1;
  }

  /** The rate of a column in a combination; `undefined` when it could not be found. */
  rate(stint: Stint, number: number, column: number): Ratio | undefined {
    return stint.books.rates.rate(this.combinations[number]?.[column] ?? 0);
  }
}
