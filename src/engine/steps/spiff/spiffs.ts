import type { BookingLine } from '../../model/facts.js';
import type { Earned, LineOrdinal } from '../../model/result.js';
import type { PersonNumber } from '../../model/roster.js';
import type { Rulebook } from '../../rulebook/rulebook.js';
import type { Books, Offer } from '../credit/admission.js';
import { paidOut } from '../fx/pay-out.js';
import type { Earning } from '../earn/incentives.js';
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

  /** Offers a credit to each SPIFF. One that people share takes everybody's, in every shard; a rate that is missing is found by every shard. */
  credit(offer: Offer, line: BookingLine, ordinal: LineOrdinal): readonly string[] {
    const troubles: string[] = [];
    for (const program of this.programs) {
      const asked = program.isShared || this.mine(offer.person) || program.converts(line);
      const trouble = asked ? program.credit(offer, line, ordinal) : undefined;
      if (trouble !== undefined) troubles.push(trouble);
    }
    return troubles;
  }

  /** Everybody with a credit in a SPIFF. */
  people(): readonly PersonNumber[] {
    const all = this.programs.flatMap(({ books }) => books.credits.people());
    return [...new Set(all)].filter((person) => this.mine(person));
  }

  /** What somebody earns of all SPIFFs. */
  *earn(person: PersonNumber, by: Earning): Generator<Earned> {
    for (const program of this.programs)
      yield* paidOut(program.earn(person, by), { books: program.books, troubles: by.troubles });
  }
}
