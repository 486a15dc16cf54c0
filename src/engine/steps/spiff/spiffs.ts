import type { Day } from '../../kernel/day.js';
import type { BookingLine } from '../../model/facts.js';
import type { Earned, LineOrdinal } from '../../model/result.js';
import type { PersonNumber } from '../../model/roster.js';
import type { Rulebook } from '../../rulebook/rulebook.js';
import type { Books, Offer, Turned } from '../credit/admission.js';
import type { Earning } from '../earn/incentives.js';
import { decidedBy, type CutOff } from './settled/cut-offs.js';
import { SpiffProgram } from './spiff-program.js';

/** The SPIFFs of a rulebook: each takes its own credits, on top of what plans pay. */
export class Spiffs {
  private readonly programs: readonly SpiffProgram[];

  constructor(
    rulebook: Rulebook,
    books: Books,
    private readonly mine: (person: PersonNumber) => boolean,
  ) {
    const spiffs = rulebook.spiffs ?? [];
    const ids = [...new Set(spiffs.map(({ id }) => id))];
    this.programs = ids.map(
      (id) =>
        new SpiffProgram(
          spiffs.filter((each) => each.id === id),
          { rulebook, books },
          mine,
        ),
    );
  }

  /** Whether any of them pays, rounds or counts by booking, so that the lines of one must stand side by side. */
  get paysByBooking(): boolean {
    return this.programs.some(
      ({ books, spiffs }) =>
        books.plans.paysByBooking ||
        spiffs.some(({ incentives }) => incentives.some(({ formula }) => formula.kind === 'first-n')),
    );
  }

  /** Takes the next line, whoever is given a part of it. */
  pass(line: BookingLine, ordinal: LineOrdinal): void {
    for (const program of this.programs) program.pass(line, ordinal);
  }

  /**
   * Offers a credit to each SPIFF, and tells of those that would count it and cannot. One that people share takes everybody's, in every shard; what cannot be
   * counted is found by every shard.
   */
  credit(offer: Offer, line: BookingLine, ordinal: LineOrdinal): readonly Turned[] {
    const turned: Turned[] = [];
    for (const program of this.programs) {
      const asked = program.isShared || this.mine(offer.person) || program.isForeign(line);
      const why = asked ? program.credit(offer, line, ordinal) : undefined;
      if (why) turned.push(why);
    }
    return turned;
  }

  /** Whether any of them pays or measures by a credit of somebody. */
  readonly counts = (person: PersonNumber, line: LineOrdinal): boolean =>
    this.programs.some((program) => program.counts(person, line));

  /** Everybody with a credit in a SPIFF, or who is paid by one without. */
  people(): readonly PersonNumber[] {
    const all = this.programs.flatMap((program) =>
      program.isShared ? program.payable() : program.books.credits.people(),
    );
    return [...new Set(all)].filter((person) => this.mine(person));
  }

  /** What has settled by the end of a day. */
  decided(over: Day): { readonly cutOffs: readonly CutOff[]; readonly found: readonly string[] } {
    const all = this.programs.filter(({ isShared }) => isShared).map((program) => decidedBy(program, over));
    return { cutOffs: all.flatMap(({ cutOffs }) => cutOffs), found: all.flatMap(({ found }) => found) };
  }

  /** Lets what was known by the end of a day decide what settles then; `offset` lines come before those of that day. */
  settle(day: Day, then: Spiffs, offset: number): void {
    for (const program of this.programs) {
      const same = then.programs.find(({ id }) => id === program.id);
      if (same) program.settle(day, same, offset);
    }
  }

  /** What somebody earns of all SPIFFs. */
  *earn(person: PersonNumber, by: Earning): Generator<Earned> {
    for (const program of this.programs) yield* program.earn(person, by);
  }
}
