import type { CreditKind, LineOrdinal } from '../../model/result.js';
import type { PersonNumber } from '../../model/roster.js';
import { AmountColumn, IntColumn } from './columns.js';

/** How a credit came about; the same for very many credits, so it is kept once. */
export interface Grant {
  readonly kind: CreditKind;
  readonly rule: string;
  readonly parts: number;
  readonly of: number;
}

/** A rule that gives credit, with the number of its commonest grant, the whole line. */
export interface Giver {
  readonly rule: string;
  readonly rollup: boolean;
  whole: number;
}

/** What the lines leave behind: their day, amounts and which lines make one booking. */
export class LineColumns {
  readonly date = new IntColumn();
  /** Number of the booking, counted as bookings come. */
  readonly booking = new IntColumn();
  /** Amounts in millionths by the name of the fact, `line.net` first. */
  readonly amounts: ReadonlyMap<string, AmountColumn>;

  constructor(names: readonly string[]) {
    this.amounts = new Map(['line.net', ...names].map((name) => [name, new AmountColumn()]));
  }
}

/** Every credit of everybody: columns, each person's credits chained in the order of their lines. */
export class CreditBook {
  readonly line = new IntColumn();
  readonly grant = new IntColumn();
  /** Which measures and incentives of the plan version count it, a bit each. */
  readonly counts = new IntColumn();
  /** Numbers of rates that depend on the line, one column for each such rate of a plan. */
  readonly rates: readonly IntColumn[];
  readonly grants: Grant[] = [];
  private readonly next = new IntColumn();
  private readonly first: number[] = [];
  private readonly last: number[] = [];
  private readonly grantNumbers = new Map<string, number>();

  constructor(rateColumns: number) {
    this.rates = Array.from({ length: rateColumns }, () => new IntColumn());
  }

  /** Adds a credit at the end of the person's own and returns its number. */
  add(person: PersonNumber, credit: { line: LineOrdinal; grant: number; counts: number }): number {
    const number = this.line.length;
    this.line.push(credit.line);
    this.grant.push(credit.grant);
    this.counts.push(credit.counts);
    this.next.push(-1);
    const last = this.last[person];
    if (last === undefined) this.first[person] = number;
    else this.next.set(last, number);
    this.last[person] = number;
    return number;
  }

  /** Numbers of a person's credits in the order of their lines. */
  of(person: PersonNumber): Int32Array {
    let count = 0;
    for (let at = this.first[person] ?? -1; at >= 0; at = this.next.at(at)) count += 1;
    const numbers = new Int32Array(count);
    let place = 0;
    for (let at = this.first[person] ?? -1; at >= 0; at = this.next.at(at)) numbers[place++] = at;
    return numbers;
  }

  /** Everybody with a credit, in the order of their numbers. */
  people(): readonly PersonNumber[] {
    return Object.keys(this.first).map(Number);
  }

  /** The number of a grant; the same grant always has the same number. */
  grantNumber(giver: Giver, parts: number, of: number): number {
    if (parts === 1 && of === 1) {
      if (giver.whole < 0) giver.whole = this.grantFor(giver, 1, 1);
      return giver.whole;
    }
    return this.grantFor(giver, parts, of);
  }

  private grantFor(giver: Giver, parts: number, of: number): number {
    const kind = giver.rollup ? 'rollup' : parts === of ? 'direct' : 'split';
    const key = `${kind}\u001f${giver.rule}\u001f${parts}\u001f${of}`;
    const known = this.grantNumbers.get(key);
    if (known !== undefined) return known;
    this.grants.push({ kind, rule: giver.rule, parts, of });
    this.grantNumbers.set(key, this.grants.length - 1);
    return this.grants.length - 1;
  }
}
