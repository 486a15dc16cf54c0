import type { CreditKind, LineOrdinal } from '../../model/result.js';
import type { Day } from '../../kernel/day.js';
import type { PersonNumber } from '../../model/roster.js';
import type { CountedCredits } from '../../rulebook/rulebook.js';
import { AmountColumn, IntColumn } from './columns.js';

/** How a credit came about; the same for very many credits, so it is kept once. */
export interface Grant {
  readonly kind: CreditKind;
  readonly rule: string;
  /** Parts that are paid on, and those that retire quota. */
  readonly parts: number;
  readonly quota: number;
  readonly of: number;
}

/** A rule, rollup or overlay that gives credit, with the number of its commonest grant, the whole line. */
export interface Giver {
  readonly rule: string;
  readonly gives: CountedCredits;
  whole: number;
}

/** What a credit is for: to be paid on, or to retire quota. Nearly always both. */
export type CreditedFor = 'pay' | 'quota';

/** Parts of a line that are paid on; those that retire quota where they are others. */
export interface GrantedShare {
  readonly parts: number;
  readonly of: number;
  readonly quota?: number | undefined;
}

/** What the lines leave behind: their day, amounts and which neighbours make one booking. */
export class LineColumns {
  readonly date = new IntColumn();
  /** Number of the run of neighbouring lines of one booking, counted as they come. */
  readonly booking = new IntColumn();
  /** Amounts in millionths by the name of the fact, `line.net` first. */
  readonly amounts: ReadonlyMap<string, AmountColumn>;

  constructor(names: readonly string[]) {
    this.amounts = new Map(['line.net', ...names].map((name) => [name, new AmountColumn()]));
  }
}

/** One person's credits, column by column; `number` is each credit's number among everybody's. */
export interface OwnCredits {
  readonly number: Int32Array;
  readonly line: Int32Array;
  readonly grant: Int32Array;
  readonly counts: Int32Array;
  /** The date of each, where it may be another than that of its line; else null. */
  readonly date: Int32Array | null;
}

/** Cells of one credit's record: its line, its grant, and what counts it. */
const CELLS = 3;
const [LINE, GRANT, COUNTS] = [0, 1, 2];

/** Every credit of everybody, in records of three whole numbers, and whose each is. */
export class CreditBook {
  /** Numbers of rates that depend on the line, one column for each such rate of a plan. */
  readonly rates: readonly IntColumn[];
  readonly grants: Grant[];
  private readonly records = new IntColumn();
  private readonly persons = new IntColumn();
  private readonly sizes: number[] = [];
  private readonly grantNumbers: Map<string, number>;
  private sorted: { readonly order: Int32Array; readonly starts: readonly number[] } | undefined;

  /** Dates of credits, where they may be others than those of their lines. */
  private readonly dates: IntColumn | undefined;

  /** With `beside`, grants have the numbers that they have there. */
  constructor(
    rateColumns: number,
    { beside, keepsDates = false }: { beside?: CreditBook; keepsDates?: boolean } = {},
  ) {
    this.dates = keepsDates ? new IntColumn() : undefined;
    this.grants = beside?.grants ?? [];
    this.grantNumbers = beside?.grantNumbers ?? new Map<string, number>();
    this.rates = Array.from({ length: rateColumns }, () => new IntColumn());
  }

  /** Adds a credit at the end of the person's own. `counts`: which measures and incentives of the plan version count it, a bit each. */
  add(person: PersonNumber, credit: { line: LineOrdinal; grant: number; counts: number; date: Day }): void {
    this.dates?.push(credit.date);
    this.records.push(credit.line);
    this.records.push(credit.grant);
    this.records.push(credit.counts);
    this.persons.push(person);
    this.sizes[person] = (this.sizes[person] ?? 0) + 1;
    this.sorted = undefined;
  }

  /** A person's credits side by side, in the order of their dates, and of their lines within a day. */
  of(person: PersonNumber): OwnCredits {
    this.sorted ??= this.byPerson();
    const start = this.sorted.starts[person] ?? 0;
    const size = this.sizes[person] ?? 0;
    const { dates } = this;
    const number = this.sorted.order.subarray(start, start + size);
    // Sorting keeps the order of lines within a day.
    if (dates) number.sort((a, b) => dates.at(a) - dates.at(b) || a - b);
    const own = {
      number,
      line: new Int32Array(size),
      grant: new Int32Array(size),
      counts: new Int32Array(size),
      date: dates ? number.map((each) => dates.at(each)) : null,
    };
    for (let place = 0; place < size; place += 1) {
      const record = (number[place] ?? 0) * CELLS;
      own.line[place] = this.records.at(record + LINE);
      own.grant[place] = this.records.at(record + GRANT);
      own.counts[place] = this.records.at(record + COUNTS);
    }
    return own;
  }

  /** A counting sort: each person's credits next to each other, in the order they came. */
  private byPerson(): { order: Int32Array; starts: readonly number[] } {
    const starts: number[] = [];
    let next = 0;
    for (let person = 0; person < this.sizes.length; person += 1) {
      starts.push(next);
      next += this.sizes[person] ?? 0;
    }
    const order = new Int32Array(this.persons.length);
    const ends = Int32Array.from(starts);
    for (let credit = 0; credit < this.persons.length; credit += 1) {
      const person = this.persons.at(credit);
      const place = ends[person] ?? 0;
      order[place] = credit;
      ends[person] = place + 1;
    }
    return { order, starts };
  }

  /** Everybody with a credit, in the order of their numbers. */
  people(): readonly PersonNumber[] {
    return Object.keys(this.sizes).map(Number);
  }

  /** The number of a grant; the same grant always has the same number. */
  grantNumber(giver: Giver, share: GrantedShare): number {
    if (share.parts === 1 && share.of === 1 && share.quota === undefined) {
      if (giver.whole < 0) giver.whole = this.grantFor(giver, share);
      return giver.whole;
    }
    return this.grantFor(giver, share);
  }

  private grantFor({ rule, gives }: Giver, { parts, of, quota = parts }: GrantedShare): number {
    const own = Math.max(parts, quota) === of ? 'direct' : 'split';
    const kind = gives === 'own' ? own : gives;
    const key = `${kind}\u001f${rule}\u001f${parts}\u001f${quota}\u001f${of}`;
    const known = this.grantNumbers.get(key);
    if (known !== undefined) return known;
    this.grants.push({ kind, rule, parts, quota, of });
    this.grantNumbers.set(key, this.grants.length - 1);
    return this.grants.length - 1;
  }
}
