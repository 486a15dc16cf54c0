import type { Day } from '../../../kernel/day.js';
import type { Budget } from '../../../rulebook/rulebook.js';

/** What pays: the budget of a run of a SPIFF, as the version has it that decides. */
export interface Purse {
  readonly run: Day;
  readonly budget: Budget | null;
  /** Whether all that it pays has settled: nobody else is paid of what it has back. */
  readonly isSettled?: boolean;
}

/** What a budget pays, or has back where it is less than nothing. */
export interface Moved {
  readonly purse: Purse;
  readonly cents: bigint;
}

/** What budgets have paid so far, run by run. */
export class Purses {
  private readonly spent = new Map<Day, bigint>();

  /** What is paid of what is asked; what is given back is asked for with the other sign. What is scaled is admitted whole, and scaled when all is known. */
  admit(purse: Purse, asked: bigint): bigint {
    if (purse.isSettled || isScaling(purse)) return asked;
    const before = this.spent.get(purse.run) ?? 0n;
    const admitted = givenOf(asked, before, purse.budget);
    this.spent.set(purse.run, before + admitted);
    return admitted;
  }
}

/** Whether all that a budget pays is scaled to it. */
export function isScaling({ budget, isSettled }: Purse): boolean {
  return isSettled !== true && budget?.whenExhausted === 'scale-all';
}

function givenOf(amount: bigint, spent: bigint, budget: Budget | null): bigint {
  const most = centsIn(budget);
  if (!budget || most === null) return amount;
  const left = most - spent;
  if (amount <= 0n || amount <= left) return amount;
  return budget.whenExhausted === 'pay-nothing' || left < 0n ? 0n : left;
}

/** What a budget holds. */
export function centsIn(budget: Budget | null): bigint | null {
  if (!budget || !('quantity' in budget.amount)) return null;
  const { n, d } = budget.amount.quantity.value;
  return (n * 100n) / d;
}
