import { invariant } from '../../../kernel/invariant.js';
import type { Day } from '../../../kernel/day.js';
import type { BookingLine, Company } from '../../../model/facts.js';
import { sharedSpiffs } from '../../../rulebook/reads/shared-spiffs.js';
import type { Rulebook } from '../../../rulebook/rulebook.js';
import { openBooks, type Keeping, type OpenBooks } from '../../open-books.js';
import type { Spiffs } from '../spiffs.js';

/** The company as it was known by the end of a day on which something settles. */
export interface KnownThen {
  readonly day: Day;
  readonly company: Company;
}

/** What is known now, and beside it what was known by each cut-off: each is credited by itself, by the rules of now. */
export class Knowledge {
  private readonly days: ReadonlyMap<Day, OpenBooks>;
  private readonly offsets = new Map<Day, number>();
  private lines = 0;
  private isFinished = false;

  constructor(
    readonly now: OpenBooks,
    settled: readonly KnownThen[],
    by: { readonly rulebook: Rulebook; readonly mine: Keeping['mine']; readonly today: Day | undefined },
  ) {
    // Plans say who may be credited; what they pay is what is known now.
    const onPlans = (): boolean => false;
    const { rulebook, mine } = by;
    const comes = now.comes;
    this.days = new Map(
      settled.map(({ day, company }) => [day, openBooks(company, rulebook, { mine, onPlans, comes })]),
    );
    this.over = by.today === undefined ? undefined : by.today - 1;
  }

  /** The last day that is over, where it is known on which day this is calculated. */
  readonly over: Day | undefined;

  /** Credits a line as known now. */
  credit(line: BookingLine): void {
    this.now.crediting.credit(line);
    this.lines += 1;
  }

  /** Credits a line as known by the end of a day; lines of one day come together, after all that are known now. */
  creditThen(day: Day, line: BookingLine): void {
    const books = this.days.get(day);
    invariant(books !== undefined, 'a line is told of a day on which nothing settles');
    const first = this.offsets.get(day) ?? this.lines;
    this.offsets.set(day, first);
    invariant(books.books.lines.date.length === this.lines - first, 'lines of one day do not come together');
    books.crediting.credit(line);
    this.lines += 1;
  }

  /** After the last line: lets what was known decide what has settled; everything that has must have been told. */
  finish(): void {
    if (this.isFinished) return;
    this.isFinished = true;
    const { crediting, spiffs } = this.now;
    crediting.finish();
    if (this.over === undefined) return;
    for (const { spiff, day } of spiffs.decided(this.over).cutOffs)
      invariant(this.days.has(day), `nothing tells what was known when ${spiff} settled`);
    for (const [day, books] of this.days) {
      books.crediting.finish();
      spiffs.settle(day, books.spiffs, this.offsets.get(day) ?? 0);
    }
  }
}

/** What has settled by the end of a day by a rulebook, whoever takes part. */
export function decidedIn(rulebook: Rulebook, over: Day): ReturnType<Spiffs['decided']> {
  return openBooks(NOBODY, { ...rulebook, spiffs: sharedSpiffs(rulebook) }).spiffs.decided(over);
}

const NOBODY: Company = {
  participants: [],
  assignments: [],
  absences: [],
  attributes: [],
  territories: [],
  territoryHolders: [],
  groupHeads: [],
  results: [],
};
