import { startCalculation } from './calculate.js';
import type { Day } from './kernel/day.js';
import type { BookingLine, Company } from './model/facts.js';
import { compareText } from './kernel/text-order.js';
import { inLineOrder } from './model/line-order.js';
import type { Credit } from './model/result.js';
import { Roster } from './model/roster.js';
import { sharedSpiffs, withoutShared } from './rulebook/reads/shared-spiffs.js';
import type { Rulebook } from './rulebook/rulebook.js';
import { lineFactsOf, relatedFactsOf, type ToldOfCompany } from './steps/open-books.js';
import { differenceOf, reachedBy, type Reached } from './worth/difference.js';
import { exceptionsOf, merged, runsOf } from './worth/lines.js';
import { linesOfDeal, onDay, type OpenDeal } from './worth/open-deal.js';
import { planOn, slippedDay } from './worth/slip.js';
import { uncountedOf, type DealLines } from './worth/uncounted.js';
import type { Worth, WorthOfDeals } from './worth/worth.js';

/** What would deals be worth to a participant? Facts and rules as known, and the deals as if they were booked. */
export interface WhatIf {
  readonly company: Company;
  readonly rulebook: Rulebook;
  readonly participant: string;
  /**
   * Booking lines in the declared order: all, or at least those that may be credited to the participant in the windows that the deals fall in, and those that facts about
   * other bookings hang on.
   */
  readonly lines: readonly BookingLine[];
  /** In the order in which they are taken to be won. */
  readonly deals: readonly OpenDeal[];
  /** Whether it is asked what they are worth a pay period later. */
  readonly slip: boolean;
  /** The last day of which anything is known of anybody, where it is later than the last of the lines. */
  readonly known?: Day;
}

/** The names of the facts that each line of a deal must hold, in order. */
export function factsOfDeals(rulebook: Rulebook, company: ToldOfCompany): readonly string[] {
  return lineFactsOf(withoutShared(rulebook), company);
}

/** The facts about other bookings that a rulebook reads; because of them a deal may change what somebody else's booking is. */
export function relatedFactsOfDeals(rulebook: Rulebook): readonly string[] {
  return relatedFactsOf(withoutShared(rulebook));
}

/**
 * What deals would be worth to a participant: the difference of two calculations, one with them and one without, both by the same rules, facts and days known. In cents, as
 * rounded in either. Nothing is said of anybody else, and what SPIFFs pay to several people together is not weighed, but named.
 * One calculation at a time: between them, who asks may let others work.
 */
export function* weighing(question: WhatIf): Generator<undefined, WorthOfDeals> {
  const scale = new Scale({ ...question, rulebook: withoutShared(question.rulebook) });
  yield;
  const asIs = question.deals.map(({ date }) => date);
  const later = question.deals.map(({ date }) => (question.slip ? scale.slipped(date) : null));
  const deals = [];
  for (const [place, { id }] of question.deals.entries()) {
    const [only, before] = [alone(asIs, place), asIs.map((date, at) => (at < place ? date : null))];
    const upTo = asIs.map((date, at) => (at <= place ? date : null));
    const late = alone(later, place);
    const mine = scale.worth(only);
    yield;
    const slipped = late[place] === null ? null : scale.worth(late);
    yield;
    deals.push({ deal: id, alone: mine, inOrder: scale.worth(upTo, before), slipped });
    yield;
  }
  const slips = later.length > 0 && later.every((date) => date !== null);
  return {
    deals,
    together: scale.worth(asIs),
    slipped: slips ? scale.worth(later) : null,
    notWeighed: notWeighed(question.rulebook, [...asIs, ...later]),
  };
}

function notWeighed(rulebook: Rulebook, days: Booked): readonly string[] {
  const inForce = sharedSpiffs(rulebook).filter(({ effective: { from, until } }) =>
    days.some((day) => day !== null && from <= day && (until === null || day < until)),
  );
  return [...new Set(inForce.map(({ id }) => id))].sort(compareText);
}

/** The day of each deal that is booked; null for one that is not. */
type Booked = readonly (Day | null)[];

function alone(days: Booked, place: number): Booked {
  return days.map((date, at) => (at === place ? date : null));
}

/** What a calculation found for the participant and the deals in it. */
interface Weighed {
  readonly reached: readonly Reached[];
  readonly deals: readonly DealLines[];
}

/** Calculates with some of the deals, each time by the same facts, rules and days known. */
class Scale {
  private readonly roster: Roster;
  private readonly lines: readonly BookingLine[];
  private readonly known: Day;
  private readonly weighed = new Map<string, Weighed>();
  private readonly judgedBy;

  constructor(private readonly question: WhatIf) {
    const { company, rulebook, participant, deals } = question;
    this.roster = new Roster(company);
    const [facts, related] = [lineFactsOf(rulebook, company), relatedFactsOf(rulebook)];
    this.judgedBy = { rulebook, participant, roster: this.roster, facts, related };
    this.lines = related.length > 0 ? question.lines : this.ownLines();
    const days = deals.flatMap(({ date }) => [date, question.slip ? (this.slipped(date) ?? date) : date]);
    this.known = Math.max(question.known ?? 0, question.lines.at(-1)?.date ?? 0, ...days);
  }

  /** The day of a deal that slips by a pay period of the plan that the participant is on. */
  slipped(date: Day): Day | null {
    const { rulebook, participant } = this.question;
    return slippedDay(date, planOn(rulebook, this.roster, { participant, date }), rulebook);
  }

  /** What deals on these days are worth beyond what others are; beyond nothing unless said. */
  worth(booked: Booked, without: Booked = booked.map(() => null)): Worth {
    const [after, before] = [this.weigh(booked), this.weigh(without)];
    const asked = after.deals.filter(({ deal }) => without[deal] === null);
    return {
      dates: booked.flatMap((date, place) => (date === null || without[place] !== null ? [] : [date])),
      earnings: differenceOf(after.reached, before.reached),
      uncounted: asked.flatMap((each) => uncountedOf(each, this.judgedBy)),
    };
  }

  private weigh(booked: Booked): Weighed {
    const key = booked.join();
    const known = this.weighed.get(key);
    if (known) return known;
    const own = this.question.deals.map((deal, place) => {
      const date = booked[place] ?? null;
      return date === null ? [] : linesOfDeal(onDay(deal, date), place);
    });
    const weighed = this.calculate(merged(this.lines, inLineOrder(own.flat())), own);
    this.weighed.set(key, weighed);
    return weighed;
  }

  private calculate(all: readonly BookingLine[], own: readonly (readonly BookingLine[])[]): Weighed {
    const { company, rulebook, participant } = this.question;
    const mine = (id: string): boolean => id === participant;
    const calculating = startCalculation(company, rulebook, { mine, known: this.known });
    for (const line of all) calculating.credit(line);
    const reached = [...calculating.earn(participant)].map(reachedBy);
    const asked = new Set(own.flat());
    const credits = new Map<BookingLine, Credit>();
    for (const credit of calculating.credits(participant)) {
      const line = all[credit.line];
      if (line && asked.has(line)) credits.set(line, credit);
    }
    const exceptions = exceptionsOf(calculating.exceptions(), all, asked);
    const deals = own.flatMap((lines, deal) =>
      lines.length === 0 ? [] : [{ deal, all, lines, credits, exceptions }],
    );
    return { reached, deals };
  }

  /**
   * The lines of bookings of which the participant is credited a line; others can change nothing of theirs where no rule reads facts about other bookings. All lines where
   * those of one booking do not stand side by side, so that they do not come to.
   */
  private ownLines(): readonly BookingLine[] {
    const { company, rulebook, participant, lines } = this.question;
    const calculating = startCalculation(company, rulebook, { mine: (id) => id === participant });
    for (const line of lines) calculating.credit(line);
    const runs = runsOf(lines);
    if (!runs) return lines;
    const credited = new Set<BookingLine | undefined>();
    for (const { line } of calculating.credits(participant)) credited.add(lines[line]);
    return runs.filter((run) => run.some((line) => credited.has(line))).flat();
  }
}
