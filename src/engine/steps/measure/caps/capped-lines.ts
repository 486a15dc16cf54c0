import type { InDeal } from './deals.js';

/** A credit of a deal: `part` tells apart what one person is given of a line in several ways. */
export interface CreditOfDeal extends InDeal {
  readonly part: number;
  readonly amount: bigint;
}

/** What a line of a booking has by itself, and what the lines of its number that change it add. */
interface Line {
  own: bigint;
  changes: bigint;
  /** Whether anything of it came that is no change. */
  isOwned: boolean;
}

/**
 * What a person's lines of one deal count under a cap on a credit. A change goes to the line of its number; what it takes back beyond that, it takes of the
 * others, in their order. It goes by all of the deal as it is: what is taken back and comes again counts what it did.
 */
export class CappedLines {
  private readonly lines = new Map<string, Line>();
  private kept = 0n;
  private isChanged = false;

  constructor(private readonly limit: bigint) {}

  /** What one more credit adds. */
  add(credit: CreditOfDeal): bigint {
    const line = this.lineOf(credit);
    this.isChanged ||= credit.isChange;
    const before = within(line.own, this.limit);
    if (credit.isChange) line.changes += credit.amount;
    else line.own += credit.amount;
    line.isOwned ||= !credit.isChange;
    if (!this.isChanged) return this.become(this.kept + within(line.own, this.limit) - before);
    const sums = spread([...this.lines.values()]);
    return this.become(sums.reduce((all, sum) => all + within(sum, this.limit), 0n));
  }

  private become(kept: bigint): bigint {
    const added = kept - this.kept;
    this.kept = kept;
    return added;
  }

  /** A change that is credited in another part than its line goes to the line all the same, also where it counts on an earlier day. */
  private lineOf({ line, part, isChange }: CreditOfDeal): Line {
    const key = `${line} ${part}`;
    const known = this.lines.get(key);
    if (known) return known;
    const [of, like] = (isChange || this.isChanged ? this.likeOf(line, isChange) : undefined) ?? [];
    if (like && isChange) return like;
    if (of !== undefined) this.lines.delete(of);
    const found = like ?? { own: 0n, changes: 0n, isOwned: false };
    this.lines.set(key, found);
    return found;
  }

  /** For a change the first line of its number; for a line, what came of changes of it before. */
  private likeOf(line: number, isChange: boolean): readonly [key: string, line: Line] | undefined {
    return [...this.lines].find(([key, { isOwned }]) => key.startsWith(`${line} `) && (isChange || !isOwned));
  }
}

/** What lines come to once what changes take back beyond their own is taken of the others; what nobody has stays with them. */
function spread(lines: readonly Line[]): readonly bigint[] {
  const left = lines.map((line) => (isBeyond(line) ? 0n : line.own + line.changes));
  lines.forEach((line, at) => {
    if (!isBeyond(line)) return;
    let rest = line.own + line.changes;
    left.forEach((has, other) => {
      const taken = other === at ? 0n : takenOf(has, rest);
      left[other] = has + taken;
      rest -= taken;
    });
    left[at] = (left[at] ?? 0n) + rest;
  });
  return left;
}

/** Whether changes have turned a line to the other side of nothing. */
function isBeyond({ own, changes }: Line): boolean {
  const sum = own + changes;
  return changes !== 0n && (sum > 0n ? own <= 0n : sum < 0n && own >= 0n);
}

/** What of an amount takes back what there is, or gives back what is lacking. */
function takenOf(has: bigint, amount: bigint): bigint {
  if (has > 0n && amount < 0n) return amount < -has ? -has : amount;
  if (has < 0n && amount > 0n) return amount > -has ? -has : amount;
  return 0n;
}

/** No more than a limit, both ways. */
export function within(amount: bigint, limit: bigint): bigint {
  if (amount > limit) return limit;
  return amount < -limit ? -limit : amount;
}
