import { FIRST_DAY, type Day } from '../../kernel/day.js';
import { invariant } from '../../kernel/invariant.js';
import type { BookingLine } from '../../model/facts.js';
import { compareLines, type LinePlace } from '../../model/line-order.js';
import { Hierarchy } from '../../model/hierarchy.js';
import type { LineOrdinal, Trouble } from '../../model/result.js';
import type { PersonNumber } from '../../model/roster.js';
import {
  couldCount,
  enter,
  inCurrencyOf,
  numbersMissing,
  placeOffer,
  type Books,
  type Offer,
  type Placed,
  type Turned,
} from './admission.js';
import type { Giver } from './credit-book.js';
import { ExceptionQueue } from './exceptions.js';
import { judge, policyOn, sayUndecided, type ReadyPolicy, type ReadyRule } from './policy.js';
import { rollUp } from './roll-up.js';
import { apart, SeenBookings } from './seen-bookings.js';
import { Windfalls } from './windfalls.js';
import { divide, type Divided } from './shares/divide.js';
import { overlaid } from './shares/overlay.js';
import type { HouseCredit, StaysAtHouse } from './shares/house-credit.js';
import type { Ruled, RuledCredit } from './shares/ruled.js';
import { hierarchyTroubles } from '../troubles.js';

/** What takes credits beside the plans. */
export interface OtherCredits {
  /** Whether the lines of a booking must stand side by side. */
  readonly paysByBooking: boolean;
  /** Takes the next line, before anybody is given a part of it. */
  pass(line: BookingLine, ordinal: LineOrdinal): void;
  /** Gives the credit; what it is turned away for where it would count. */
  credit(offer: Offer, line: BookingLine, ordinal: LineOrdinal): readonly Turned[];
}

/** A line that is offered, and who gives it. */
interface Offering {
  readonly line: BookingLine;
  readonly ordinal: number;
  readonly giver: Giver;
}

/** What offers of a line became: credit, or what the currency alone keeps from the plan, so that SPIFFs may count it. */
interface Given {
  readonly credits: readonly Offer[];
  /** With `credits`, in the order of the offers. */
  readonly beside: readonly Offer[];
}

/** Whether an offer is for the plan, for what takes credits beside it, or both. */
interface For {
  readonly plan: boolean;
  readonly others: boolean;
}

/** What a crediting works with: the books, what takes credits beside the plans, what people have ruled, and what stays at the house. */
interface CreditsFrom {
  readonly books: Books;
  readonly spiffs: OtherCredits;
  readonly ruled: RuledCredit;
  readonly house: HouseCredit;
}

const NONE: Given = { credits: [], beside: [] };
const BOTH: For = { plan: true, others: true };

/** Step 2, credit: who gets which part of a line, by the policy in force on its booking date. */
export class Crediting {
  readonly exceptions = new ExceptionQueue();
  readonly hierarchy: Hierarchy;
  private before: LinePlace | undefined;
  private bookings = -1;
  private waiting: { readonly line: BookingLine; readonly ordinal: number }[] = [];
  /** Kept only where something is paid, rounded or added up by booking. */
  private readonly seen: SeenBookings | undefined;

  private readonly windfalls: Windfalls;
  private readonly books: Books;
  private readonly others: OtherCredits;
  private readonly ruled: RuledCredit;
  private readonly house: HouseCredit;
  /** That the line at hand stays at the house, though somebody would have it by now. */
  private stays: StaysAtHouse | undefined;

  constructor(
    { books, spiffs, ruled, house }: CreditsFrom,
    private readonly policies: readonly ReadyPolicy[],
    private readonly mine: (person: PersonNumber) => boolean,
  ) {
    [this.books, this.others, this.ruled, this.house] = [books, spiffs, ruled, house];
    this.hierarchy = new Hierarchy(books.roster);
    this.windfalls = new Windfalls(books, this.exceptions);
    if (books.plans.paysByBooking || spiffs.paysByBooking || books.row.readsBookings)
      this.seen = new SeenBookings();
  }

  /** Credits one line; lines come in their order. Where something is added up over a booking, its lines wait for the last of them. */
  credit(line: BookingLine): void {
    const ordinal = this.keep(line);
    const { row } = this.books;
    const [first] = this.waiting;
    if (first && (first.line.booking !== line.booking || first.line.source !== line.source)) this.finish();
    row.pass(line);
    if (row.readsBookings) this.waiting.push({ line, ordinal });
    else this.judgeLine(line, ordinal);
  }

  /** Credits what still waits for the end of its booking. */
  finish(): void {
    if (this.waiting.length > 0) this.judgeWaiting();
    this.windfalls.tell();
  }

  private judgeWaiting(): void {
    this.books.row.takeBooking(this.waiting.map(({ line }) => line));
    for (const { line, ordinal } of this.waiting) this.judgeLine(line, ordinal);
    this.waiting = [];
  }

  private judgeLine(line: BookingLine, ordinal: number): void {
    const policy = policyOn(this.policies, line.date);
    const ruled = this.ruled.on(line);
    if (!policy && ruled) return void this.byPeople(ruled, line, ordinal);
    if (!policy)
      return this.exceptions.add(
        ordinal,
        'NO_POLICY',
        'No engagement policy is in force on the booking date.',
      );
    this.stays = ruled ? undefined : this.house.take(line, policy);
    if (ruled) this.books.row.takeLine(line);
    const given = ruled ? this.byPeople(ruled, line, ordinal) : this.byRules(line, ordinal, policy);
    this.rise(given, { line, ordinal, policy });
    if (this.stays !== undefined) this.books.row.takeLine(line);
    if (policy.overlays.length > 0) this.giveOverlays(line, ordinal, policy);
  }

  /** Rolls up what became credit; where the plans did not take all, beside them also what they did not take. */
  private rise(
    { credits, beside }: Given,
    { line, ordinal, policy }: { line: BookingLine; ordinal: number; policy: ReadyPolicy },
  ): void {
    const by = { line, policy, hierarchy: this.hierarchy, books: this.books };
    const isSame = credits.length === beside.length;
    const to = isSame ? BOTH : { plan: true, others: false };
    for (const offer of rollUp(credits, by)) this.give(offer, { line, ordinal }, to);
    if (isSame) return;
    for (const offer of rollUp(beside, by))
      this.give(offer, { line, ordinal }, { plan: false, others: true });
  }

  /** What people have ruled for a line: it decides before the policy does, and rolls up as any credit. */
  private byPeople(ruled: Ruled, line: BookingLine, ordinal: number): Given {
    if ('division' in ruled) return this.offer(ruled.division, { line, ordinal, giver: ruled.giver });
    if ('house' in ruled) this.exceptions.add(ordinal, 'HOUSE', ruled.house);
    else this.exceptions.add(ordinal, 'UNDECIDED', ruled.tied);
    return NONE;
  }

  /** What the rules give of a line; only that rolls up. */
  private byRules(line: BookingLine, ordinal: number, policy: ReadyPolicy): Given {
    const answer = judge(policy, this.books.row.values, line);
    if (answer && 'rule' in answer && answer.rule.rule.credit !== 'house')
      return this.direct(line, ordinal, answer.rule);
    if (!answer) this.exceptions.add(ordinal, 'HOUSE', this.stays?.why ?? policy.policy.otherwise.because);
    else if ('rule' in answer)
      this.exceptions.add(ordinal, 'HOUSE', this.stays?.why ?? answer.rule.rule.because);
    else if ('foreign' in answer) this.exceptions.add(ordinal, 'CURRENCY', answer.foreign);
    else this.exceptions.add(ordinal, 'UNDECIDED', sayUndecided(answer, this.books.row));
    return NONE;
  }

  /** Credit beside what the rules give, whoever they give it to. */
  private giveOverlays(line: BookingLine, ordinal: number, policy: ReadyPolicy): void {
    const found = policy.overlays.flatMap((overlay) => overlaid(overlay, line, this.books));
    for (const { giver, division } of found) this.offer(division, { line, ordinal, giver });
  }

  /** The date of the last line: what is not known by then has not happened. */
  get horizon(): Day {
    return this.before?.date ?? FIRST_DAY;
  }

  /** Managers who manage themselves by a circle, and managers on no plan under others: rollups end there. */
  hierarchyTroubles(): readonly Trouble[] {
    return hierarchyTroubles(this.hierarchy, this.books.roster, this.mine);
  }

  /** Gives what a rule says and returns what became credit; parts that nobody or an unknown person would get are said, not shared out again. */
  private direct(line: BookingLine, ordinal: number, rule: ReadyRule): Given {
    return this.offer(divide(rule, line, this.books), { line, ordinal, giver: rule.giver });
  }

  private offer(division: Divided, by: Offering): Given {
    const { line, ordinal, giver } = by;
    if ('fault' in division) {
      this.exceptions.add(ordinal, 'NO_PARTS', `${giver.rule}: ${division.fault}`);
      return NONE;
    }
    for (const relation of division.nobody) {
      const stays = this.stays?.relations.includes(relation) ? this.stays.why : undefined;
      const nobody = `${giver.rule} gives to ${relation}, and there is nobody.`;
      this.exceptions.add(ordinal, 'HOUSE', stays ?? nobody);
    }
    for (const relation of division.nothing ?? []) {
      const nothing = `${giver.rule} gives ${relation} parts that are nothing here.`;
      this.exceptions.add(ordinal, 'NO_PARTS', nothing);
    }
    const [credits, beside]: [Offer[], Offer[]] = [[], []];
    for (const { person, ...share } of division.shares) {
      const number = this.books.roster.numberOf(person);
      if (number === undefined) {
        const reason = `${giver.rule} names ${person}, who is no participant.`;
        this.exceptions.add(ordinal, 'UNKNOWN_PERSON', reason);
        continue;
      }
      const offer = { person: number, giver, of: division.of, ...share };
      const became = this.give(offer, { line, ordinal });
      if (became === 'credit') credits.push(offer);
      if (became !== 'nothing') beside.push(offer);
    }
    return { credits, beside };
  }

  /** What the offer became: only credit rolls up, and beside the plans what the currency alone keeps from one. */
  private give(
    offer: Offer,
    { line, ordinal }: Omit<Offering, 'giver'>,
    to: For = BOTH,
  ): 'credit' | 'foreign' | 'nothing' {
    const placed = placeOffer(offer, line, this.books);
    const who = this.books.roster.idOf(offer.person);
    const isPlaced = 'version' in placed;
    if (to.plan && !isPlaced && placed.said) this.exceptions.turnAway(who, { line: ordinal, ...placed.said });
    if (!isPlaced && !placed.isForeign) return 'nothing';
    if (to.plan && isPlaced) this.place(offer, { line, ordinal, placed });
    const turned = to.others ? this.others.credit(offer, line, ordinal) : [];
    for (const each of turned) this.exceptions.turnAway(who, { line: ordinal, ...each });
    return isPlaced ? 'credit' : 'foreign';
  }

  private place(offer: Offer, at: { line: BookingLine; ordinal: LineOrdinal; placed: Placed }): void {
    if (at.placed.fx === 0) this.enter(offer, at);
    else inCurrencyOf(at.placed, this.books, () => this.enter(offer, at));
  }

  private enter(
    offer: Offer,
    { line, ordinal, placed }: { line: BookingLine; ordinal: LineOrdinal; placed: Placed },
  ): void {
    const { version, date, fx } = placed;
    for (const fact of numbersMissing(offer, placed, this.books)) {
      const why = this.books.row.why(fact, version.values);
      const lacks = why === undefined ? fact : `${fact} (${why})`;
      const reason = `${lacks} is not known, and the plan ${version.plan.id} adds it up.`;
      const who = this.books.roster.idOf(offer.person);
      this.exceptions.turnAway(who, { line: ordinal, code: 'NO_NUMBER', reason });
    }
    if (this.windfalls.looksAt(version)) this.windfalls.see(offer, line, { ordinal, ...placed });
    if (this.mine(offer.person) && couldCount(offer, version))
      enter(offer, { line: ordinal, version, date, fx }, this.books);
  }

  /** Keeps what later steps need of a line and returns its ordinal. */
  private keep(line: BookingLine): number {
    const { lines, deals, row, exchange } = this.books;
    const { before } = this;
    invariant(
      !before || compareLines(before, line) < 0,
      `line ${line.booking}/${line.line} comes out of order or twice`,
    );
    const ordinal = lines.date.length;
    exchange.pass(line, ordinal);
    deals.pass(line);
    if (!before || before.booking !== line.booking || before.source !== line.source) {
      this.bookings += 1;
      if (this.seen?.comesBack(line)) this.exceptions.add(ordinal, 'UNDECIDED', apart(line));
    }
    this.before = line;
    lines.date.push(line.date);
    lines.booking.push(this.bookings);
    for (const [name, column] of lines.amounts)
      column.push(name === 'line.net' ? line.net : millionths(line.facts[row.lineFacts.indexOf(name)]));
    this.others.pass(line, ordinal);
    return ordinal;
  }
}

/** A money fact in millionths; what is unknown adds nothing. */
function millionths(value: BookingLine['facts'][number]): bigint {
  if (typeof value !== 'object') return 0n;
  return (value.n * 1_000_000n) / value.d;
}
