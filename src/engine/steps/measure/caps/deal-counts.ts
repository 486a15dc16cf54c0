import type { MeasureModifier } from '../../../rulebook/rulebook.js';
import { CappedLines, within, type CreditOfDeal } from './capped-lines.js';

/** A cap of a measure with its number in 1/unit of the stint; without one where it is not known, and then nothing is capped. */
export interface KnownCap {
  readonly what: Extract<MeasureModifier, { kind: 'cap' }>['what'];
  readonly limit: bigint | undefined;
}

/** What a cap leaves of one more credit. */
type Adding = (credit: CreditOfDeal) => bigint;

/** What a person's credits of one deal count: each makes the deal count what its caps leave of all of it so far. */
export class DealCounts {
  private readonly adding: readonly Adding[];

  /** By the caps that hold for the first credit of the deal, from top to bottom. */
  constructor(caps: readonly KnownCap[]) {
    this.adding = caps.flatMap(({ what, limit }) => (limit === undefined ? [] : [addingBy(what, limit)]));
  }

  /** What one more credit adds. */
  add(credit: CreditOfDeal): bigint {
    return this.adding.reduce((amount, add) => add({ ...credit, amount }), credit.amount);
  }
}

function addingBy(what: KnownCap['what'], limit: bigint): Adding {
  if (what === 'deal') return sumCapped(limit);
  const lines = new CappedLines(limit);
  return (credit) => lines.add(credit);
}

/** All lines together. */
function sumCapped(limit: bigint): Adding {
  let whole = 0n;
  return ({ amount }) => {
    const before = within(whole, limit);
    whole += amount;
    return within(whole, limit) - before;
  };
}
