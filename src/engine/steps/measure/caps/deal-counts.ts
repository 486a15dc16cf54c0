import type { MeasureModifier } from '../../../rulebook/rulebook.js';
import type { InDeal } from './deals.js';

/** A cap of a measure with its number in 1/unit of the stint; without one where it is not known, and then nothing is capped. */
export interface KnownCap {
  readonly what: Extract<MeasureModifier, { kind: 'cap' }>['what'];
  readonly limit: bigint | undefined;
}

/** A credit of a deal: `part` tells apart what one person is given of a line in several ways. */
export interface CreditOfDeal extends InDeal {
  readonly part: number;
  readonly amount: bigint;
}

/** What came of something capped: without the cap, and with it. */
interface Counted {
  whole: bigint;
  kept: bigint;
}

/** What a person's credits of one deal count: each makes the deal count what its caps leave of all of it so far. */
export class DealCounts {
  private readonly counted: readonly Map<string, Counted>[];

  /** By the caps that hold for the first credit of the deal, from top to bottom. */
  constructor(private readonly caps: readonly KnownCap[]) {
    this.counted = caps.map(() => new Map<string, Counted>());
  }

  /** What one more credit adds. */
  add(credit: CreditOfDeal): bigint {
    return this.caps.reduce((amount, { what, limit }, at) => {
      const counted = this.counted[at];
      if (limit === undefined || !counted) return amount;
      if (what === 'credit') return ofLines(counted, { ...credit, amount }, limit);
      return put(of(counted, ''), amount, limit);
    }, credit.amount);
  }
}

/** A change goes to the line of its number; what that has not, it takes of the other lines, so that all of a deal is nothing once it is taken back. */
function ofLines(
  counted: Map<string, Counted>,
  { line, part, amount, isChange }: CreditOfDeal,
  limit: bigint,
): bigint {
  const own = of(counted, `${line} ${part}`);
  let [left, added] = [amount, 0n];
  for (const each of isChange ? [own, ...counted.values()] : []) {
    const taken = takenOf(each, left);
    left -= taken;
    added += put(each, taken, limit);
  }
  return added + put(own, left, limit);
}

/** What of an amount takes back what there is, or gives back what is lacking. */
function takenOf({ whole }: Counted, amount: bigint): bigint {
  if (whole > 0n && amount < 0n) return amount < -whole ? -whole : amount;
  if (whole < 0n && amount > 0n) return amount > -whole ? -whole : amount;
  return 0n;
}

function of(counted: Map<string, Counted>, key: string): Counted {
  const known = counted.get(key) ?? { whole: 0n, kept: 0n };
  counted.set(key, known);
  return known;
}

function put(counted: Counted, amount: bigint, limit: bigint): bigint {
  counted.whole += amount;
  const before = counted.kept;
  counted.kept = within(counted.whole, limit);
  return counted.kept - before;
}

function within(amount: bigint, limit: bigint): bigint {
  if (amount > limit) return limit;
  return amount < -limit ? -limit : amount;
}
