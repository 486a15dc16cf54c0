import { compileCondition, type Holds } from '../../conditions/compile-condition.js';
import { LAST_DAY, type Day } from '../../kernel/day.js';
import type { BookingLine } from '../../model/facts.js';
import { CHANGES } from '../../model/derived/related-facts.js';
import type { Earned, LineOrdinal } from '../../model/result.js';
import type { PersonNumber } from '../../model/roster.js';
import type { Segment } from '../../model/seat.js';
import { mainMeasure } from '../../rulebook/reads/main-measure.js';
import { isCross, sharedSpiffs } from '../../rulebook/reads/shared-spiffs.js';
import type { Budget, Rulebook, Spiff } from '../../rulebook/rulebook.js';
import { CreditBook } from '../credit/credit-book.js';
import {
  countsOf,
  dateOf,
  enter,
  inCurrencyOf,
  type Books,
  type Offer,
  type Turned,
} from '../credit/admission.js';
import { PaidSoFar } from '../fx/paid-so-far.js';
import { paidOut } from '../fx/pay-out.js';
import { countingOf } from '../earn/uncounted.js';
import { Incentives, type Earning } from '../earn/incentives.js';
import { contributing } from '../earn/standing/contributions.js';
import { Measuring } from '../measure/measuring.js';
import { Stint } from '../measure/stint.js';
import { PlanBook } from '../plan-book.js';
import type { PlanVersion } from '../plan-version.js';
import { Troubles } from '../troubles.js';
import { BookingNets } from './booking-nets.js';
import { recordedAt } from './recorded.js';
import { sharedPay } from './shared-pay.js';
import type { Paid, SharedProgram } from './sharing.js';

/** All versions of one SPIFF, with credits of its own: those of the people who take part. */
export class SpiffProgram implements SharedProgram {
  readonly id: string;
  readonly books: Books;
  /** Whether one person's pay may hang on another's, so that everybody's credits are needed. */
  readonly isShared: boolean;
  /** Ids of incentives that are paid to several people together, in the order of the documents. */
  readonly crossIds: readonly string[];
  readonly nets = new BookingNets();
  offset = 0;
  private readonly who = new Map<PlanVersion, Holds | null>();
  private readonly counted = new Map<PersonNumber, ReadonlySet<LineOrdinal>>();
  private past = new Map<Day, SpiffProgram>();
  private shared: ReadonlyMap<string, readonly Paid[]> | undefined;

  constructor(
    readonly spiffs: readonly Spiff[],
    { rulebook, books }: { readonly rulebook: Rulebook; readonly books: Books },
    private readonly mine: (person: PersonNumber) => boolean,
  ) {
    this.id = spiffs[0]?.id ?? '';
    const plans = new PlanBook({ ...rulebook, plans: spiffs }, books.row);
    this.books = {
      ...books,
      plans,
      credits: new CreditBook(plans.rateColumns, { beside: books.credits, keepsDates: plans.datesCredits }),
    };
    const incentives = plans.versions(this.id).flatMap(({ plan }) => plan.incentives);
    const cross = incentives.filter(isCross);
    this.crossIds = [...new Set(cross.map(({ id }) => id))];
    this.isShared = sharedSpiffs({ spiffs }).length > 0;
    for (const version of plans.versions(this.id)) {
      const terms = spiffs.find((spiff) => spiff === version.plan);
      const named = new Map(version.plan.conditions.map(({ id, when }) => [id, when]));
      this.who.set(version, terms?.who ? compileCondition(terms.who, version.places, named) : null);
    }
  }

  /** Whether a line is in another currency. */
  isForeign(line: BookingLine): boolean {
    const plan = this.books.plans.on(this.id, line.date)?.plan;
    return plan !== undefined && line.currency !== plan.currency;
  }

  /** Whether it converts a line to its own currency. */
  private converts(line: BookingLine): boolean {
    const plan = this.books.plans.on(this.id, line.date)?.plan;
    return plan?.fx?.credit !== null && plan?.fx !== undefined && line.currency !== plan.currency;
  }

  /** Gives a credit of a line to somebody who takes part, where something of the SPIFF counts it; says why a credit that would count does not. Every shard says so of everybody. */
  credit(offer: Offer, line: BookingLine, ordinal: LineOrdinal): Turned | undefined {
    const { books } = this;
    const booked = books.plans.on(this.id, line.date);
    const date = booked && dateOf(offer, { version: booked, date: line.date }, books);
    const version = date === undefined ? undefined : books.plans.on(this.id, date);
    if (!version || date === undefined) return undefined;
    if (offer.giver.gives === 'rollup' && version.bitsOf('rollup') === 0) return undefined;
    if (line.currency !== version.plan.currency && !this.converts(line))
      return this.wouldCount(offer, { version, date }) ? inOther(line, version) : undefined;
    const fx = books.exchange.credit(line, version);
    const placed = { version, date, fx: typeof fx === 'number' ? fx : 0 };
    let takesPart = true;
    inCurrencyOf(placed, books, () => {
      takesPart = this.isFor(offer.person, version, date);
      const isKept = typeof fx === 'number' && (this.isShared || this.mine(offer.person));
      if (takesPart && isKept) enter(offer, { line: ordinal, ...placed }, books);
    });
    return takesPart && typeof fx === 'string' ? { code: 'NO_RATE', reason: fx } : undefined;
  }

  private wouldCount(offer: Offer, { version, date }: { version: PlanVersion; date: Day }): boolean {
    if (!this.isFor(offer.person, version, date)) return false;
    return countingOf(version)(countsOf(offer, { date, version }, this.books));
  }

  /** Whether somebody has a credit of a line that something here pays or measures by. */
  counts(person: PersonNumber, line: LineOrdinal): boolean {
    const known = this.counted.get(person) ?? this.countedBy(person);
    this.counted.set(person, known);
    return known.has(line);
  }

  private countedBy(person: PersonNumber): ReadonlySet<LineOrdinal> {
    const { credits, lines, plans } = this.books;
    const own = credits.of(person);
    const counting = new Map<PlanVersion, (bits: number) => boolean>();
    return new Set(
      [...own.line].filter((line, place) => {
        const version = plans.on(this.id, own.date?.[place] ?? lines.date.at(line));
        if (!version) return false;
        const counts = counting.get(version) ?? countingOf(version);
        counting.set(version, counts);
        return counts(own.counts[place] ?? 0);
      }),
    );
  }

  /** Lets what was known by the end of a day decide what settles then. `offset`: how many lines come before those of that day. */
  settle(day: Day, then: SpiffProgram, offset: number): void {
    then.offset = offset;
    then.past = this.past;
    this.past.set(day, then);
  }

  asKnownOn(day: Day): SpiffProgram | undefined {
    const known = this.past.get(day);
    return known === this ? undefined : known;
  }

  /** Everything somebody earns of it, in the currency in which they are paid. */
  *earn(person: PersonNumber, by: Earning): Generator<Earned> {
    const { books } = this;
    if (!this.isShared) return yield* paidOut(this.own(person, by), { books, troubles: by.troubles });
    this.shared ??= sharedPay(this, by);
    // What was paid by another knowledge is of other bookings.
    const before = new Map<SharedProgram, PaidSoFar>();
    for (const { who, earned } of this.shared.get(books.roster.idOf(person)) ?? []) {
      const { offset, books: known } = who.program;
      // What was decided then is a fact; what it is worth in another currency goes by the rates that the pay period has.
      const sofar = before.get(who.program) ?? new PaidSoFar();
      before.set(who.program, sofar);
      const paying = { books: known, troubles: by.troubles, rates: books.exchange.rates, sofar };
      for (const paid of paidOut([earned], paying)) yield amongAllLines(paid, offset);
    }
  }

  /** Everybody with a credit, and where a result is enough everybody who may take part on some day. */
  people(): readonly PersonNumber[] {
    const { credits, roster } = this.books;
    if (!this.takesResults) return credits.people();
    const seated = roster.people.flatMap((_, person) =>
      roster.seatsOf(person).rows.length > 0 ? [person] : [],
    );
    return [...new Set([...credits.people(), ...seated])].sort((a, b) => a - b);
  }

  /** Everybody who may be paid: also whose credits were known when something settled, and are not any more. */
  payable(): readonly PersonNumber[] {
    const { roster } = this.books;
    const before = [...this.past.values()].flatMap((then) =>
      then.people().flatMap((person) => roster.numberOf(then.books.roster.idOf(person)) ?? []),
    );
    return [...this.people(), ...before];
  }

  /** Whether somebody is on a plan on a day, and the condition on who takes part holds for them. */
  takesPart(person: PersonNumber, version: PlanVersion, day: Day): boolean {
    const seat = this.books.roster.seatOn(person, day);
    return typeof seat === 'object' && this.isFor(person, version, day);
  }

  /** What somebody earns by their own credits alone. Troubles are told where the person's pay is. */
  own(person: PersonNumber, by: Earning): readonly Paid['earned'][] {
    const telling = this.mine(person) ? by : { ...by, troubles: new Troubles() };
    const incentives = new Incentives(new Measuring(this.stintOf(person)), telling);
    return incentives
      .paid()
      .filter((id) => !this.crossIds.includes(id))
      .flatMap((id) => [...incentives.earn(id)].map((each) => ({ ...each, lines: [...each.lines] })));
  }

  /** What a version may cost. */
  budgetOf({ plan }: PlanVersion): Budget | null {
    return this.spiffs.find((spiff) => spiff === plan)?.budget ?? null;
  }

  /** A person's credits in the SPIFF, over all its unbroken versions. */
  stintOf(person: PersonNumber): Stint {
    const { books } = this;
    const unbroken = books.plans.versions(this.id)[0]?.unbroken;
    const segment: Segment = {
      participant: books.roster.idOf(person),
      plan: this.id,
      from: unbroken?.from ?? 0,
      until: this.until ?? LAST_DAY,
    };
    return new Stint({ person, segment, credits: books.credits.of(person) }, books);
  }

  private isFor(person: PersonNumber, version: PlanVersion, day: Day): boolean {
    const { row } = this.books;
    row.takePerson(person, day);
    version.fill();
    const who = this.who.get(version);
    return !who || who(row.values);
  }

  /** Takes the next line: what takes back a booking does so whoever is credited with it. */
  pass(line: BookingLine, ordinal: LineOrdinal): void {
    if (!this.isShared) return;
    const { lines, row } = this.books;
    const changes = line.facts[row.lineFacts.indexOf(CHANGES)];
    this.nets.take(line, {
      run: lines.booking.at(ordinal),
      changes: typeof changes === 'string' ? changes : undefined,
      recorded: recordedAt(this.books, ordinal),
    });
  }

  /** Whether anything is shared by results that somebody hands in, so that who has one needs no credit. */
  private get takesResults(): boolean {
    return this.books.plans
      .versions(this.id)
      .some((version) =>
        version.plan.incentives.some(
          (each) => isCross(each) && mainMeasure(each, version.plan) && !contributing(version, each.id),
        ),
      );
  }

  private get until(): Day | null {
    return this.books.plans.versions(this.id).at(-1)?.plan.effective.until ?? null;
  }
}

function inOther(line: BookingLine, { plan: { id, currency } }: PlanVersion): Turned {
  return {
    code: 'CURRENCY',
    reason: `The booking is in ${line.currency}, the SPIFF ${id} pays in ${currency}.`,
  };
}

/** Lines by their ordinals among all that were given to the engine. */
function amongAllLines(earned: Earned, offset: number): Earned {
  if (offset === 0) return earned;
  const lines = [...earned.lines].map((line) =>
    line.credit ? { ...line, credit: { ...line.credit, line: line.credit.line + offset } } : line,
  );
  return { ...earned, lines };
}
