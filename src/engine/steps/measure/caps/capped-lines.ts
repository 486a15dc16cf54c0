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
}

/** The same of one part of a line. */
interface Part extends Line {
  readonly line: number;
  /** Whether anything of it came that is no change. */
  isOwned: boolean;
}

/**
 * What a person's lines of one deal count under a cap on a credit. A change goes to the line of its number; what it takes back beyond that, it takes of the
 * others, in their order. It goes by all of the deal as it is: what is taken back and comes again counts what it did.
 */
export class CappedLines {
  private readonly parts = new Map<string, Part>();
  private kept = 0n;
  private isChanged = false;

  constructor(private readonly limit: bigint) {}

  /** What one more credit adds. */
  add({ line, part: of, isChange, amount }: CreditOfDeal): bigint {
    const key = `${line} ${of}`;
    const part = this.parts.get(key) ?? { line, own: 0n, changes: 0n, isOwned: false };
    this.parts.set(key, part);
    this.isChanged ||= isChange;
    const before = within(part.own, this.limit);
    if (isChange) part.changes += amount;
    else part.own += amount;
    part.isOwned ||= !isChange;
    if (!this.isChanged) return this.become(this.kept + within(part.own, this.limit) - before);
    const sums = spread(this.lines());
    return this.become(sums.reduce((all, sum) => all + within(sum, this.limit), 0n));
  }

  private become(kept: bigint): bigint {
    const added = kept - this.kept;
    this.kept = kept;
    return added;
  }

  /** A change that is credited in another part than its line goes to the first of the line all the same, on whatever day it counts. */
  private lines(): readonly Line[] {
    const found: Line[] = [];
    const first = new Map<number, Line>();
    const parts = [...this.parts.values()];
    for (const { line, own, changes } of parts.filter(({ isOwned }) => isOwned)) {
      const whole = { own, changes };
      if (!first.has(line)) first.set(line, whole);
      found.push(whole);
    }
    for (const { line, own, changes } of parts.filter(({ isOwned }) => !isOwned)) {
      const whole = first.get(line);
      if (whole) whole.changes += changes;
      else {
        const alone = { own, changes };
        first.set(line, alone);
        found.push(alone);
      }
    }
    return found;
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
