import {
  asksAnybody,
  type DealJudged,
  type MatrixSays,
} from '../../../engine/approvals/request/clearance.js';
import type { Day } from '../../../engine/kernel/day.js';
import type { ApprovalMatrix, Rulebook } from '../../../engine/rulebook/rulebook.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { DealKnown } from '../../deals/deals.service.js';
import type { Surroundings } from '../setting/read-setting.js';
import { storedDeal } from '../setting/read-stored-deal.js';
import { SurroundingsThen } from '../setting/surroundings-then.js';
import type { SurroundingsNow } from '../setting/surroundings-now.js';
import {
  inWordsOfNow,
  matricesInTime,
  publishedMatrices,
  type Booked,
  type Published,
} from './matrices-in-time.js';
import type { DealChange } from './told/changes-of-deals.js';
import { DealsThen } from './told/deals-then.js';
import type { DealsToBook } from './told/deals-to-book.js';
import { FirstTold } from './first-told.js';
import { JudgedChanges, type DealTold } from './told/judged-changes.js';
import type { RulesWhenTold } from './told/rules-when-told.js';
import { BY_BOOKING, isSameTo } from './told/same-to.js';

/** Matrices in some words, and the rules of which these are. */
interface Words {
  /** Tells them from others. */
  readonly name: string;
  readonly matrices: readonly ApprovalMatrix[];
  readonly rulebook: Rulebook;
}

/** By which words a booking is judged, and as of which day. */
interface InWords {
  readonly words: readonly Words[];
  readonly day: Day;
}

/** A booking of which it is asked what the matrices say of its deal. */
export interface Asked {
  readonly deal: DealKnown;
  readonly booked: Booked;
}

/** The same, as of the day by which it is judged. */
interface OnDay extends Asked {
  readonly on: Day;
}

interface Reading {
  readonly now: SurroundingsNow;
  readonly rules: RulesWhenTold;
  readonly published: Published;
  readonly dealsThen: DealsThen;
  readonly deals: readonly DealKnown[];
  /** The positions before which deals stood as they are judged that were withdrawn since. */
  readonly withdrawn: DealsToBook['withdrawn'];
}

/** What the matrices say of deals that are booked. What is to be asked is said first, so that it is read at once. */
export class Judgements {
  private readonly by: Reading;
  private readonly judgedChanges: JudgedChanges;
  private readonly surroundings = new Map<Rulebook, SurroundingsThen>();
  private readonly rulebooks = new Map<Rulebook, number>();
  private readonly inWords = new Map<string, Promise<InWords>>();
  private readonly before = new Map<string, Promise<readonly DealJudged[]>>();
  private firstTold: Promise<FirstTold> | undefined;

  private constructor(
    private readonly tx: Transaction,
    by: Reading,
  ) {
    this.by = by;
    this.judgedChanges = new JudgedChanges(by.now.catalogue);
  }

  /** Reads when matrices were published, and when what is said of the deals changed. */
  static async read(
    tx: Transaction,
    rules: RulesWhenTold,
    { now, withdrawn, ...of }: DealsToBook & { readonly now: SurroundingsNow },
  ): Promise<Judgements> {
    const published = await publishedMatrices(tx, now.position);
    const deals = [...of.deals.values()];
    const dealsThen = await DealsThen.read(tx, rules, { position: now.position, deals });
    return new Judgements(tx, { now, rules, published, dealsThen, deals, withdrawn });
  }

  /** Says of which bookings it will be asked. */
  async expect(asked: readonly Asked[]): Promise<void> {
    const { now } = this.by;
    for (const { deal, booked } of asked) {
      const { day: on } = await this.wordsFor(deal, booked);
      if (on !== now.surroundings.day) this.thenBy(now.rulebook).expect(now.position, { deal, on });
    }
    for (const each of asked)
      if ((await this.of(each.deal, each.booked)).some(asksAnybody)) await this.expectEarlier(each);
  }

  private async expectEarlier({ deal, booked }: Asked): Promise<void> {
    if (booked.bookedAt !== null && booked.bookedAt < this.by.now.position)
      this.dealsThen.expectStanding(deal, booked.bookedAt);
    const { words, day: on } = await this.wordsFor(deal, booked);
    for (const each of words) {
      const [first] = await this.sameSince({ deal, booked, on }, each);
      for (const told of [booked.bookedAt, first?.position ?? null])
        for (const position of await this.knownFrom(deal, told))
          this.thenBy(each.rulebook).expect(position, { deal, on });
    }
  }

  /** The position from which on the rules were those of a position. */
  rulesSince(position: bigint): bigint {
    return this.by.rules.since(position) ?? position;
  }

  /** The deals as they were said before. */
  get dealsThen(): DealsThen {
    return this.by.dealsThen;
  }

  /** By the words of the matrices that were published when the booking was told, and by those of now: what asks more since takes nothing, and what asks less is enough. */
  async of(deal: DealKnown, booked: Booked): Promise<readonly DealJudged[]> {
    const { words, day: on } = await this.wordsFor(deal, booked);
    const surroundings = await this.surroundingsOf(deal, on);
    return words.map(({ matrices }) => this.judged(deal, matrices, surroundings));
  }

  /**
   * The same by what was known of its account and its seller when the booking was told, where nothing that is judged of the deal was another then, nor less offered; and else by
   * what was known when the deal was told so last, whatever was told of it since that nobody judges. Where nothing was known of them yet, also by what was told of them first.
   * So what becomes of accounts and people later takes no pay back, whoever looked when.
   */
  async earlier(deal: DealKnown, booked: Booked): Promise<readonly DealJudged[]> {
    const { words, day: on } = await this.wordsFor(deal, booked);
    const found: DealJudged[] = [];
    for (const each of words) found.push(...(await this.firstSame({ deal, booked, on }, each)));
    return found;
  }

  /** What words said from the first position on at which the deal was the same to them as it is now. */
  private async firstSame(of: OnDay, words: Words): Promise<readonly DealJudged[]> {
    const { deal, booked, on } = of;
    const since = await this.sameSince(of, words);
    for (const change of [null, ...since]) {
      const position = change?.position ?? booked.bookedAt;
      if (position === null || position >= this.by.now.position) continue;
      const name = `${change ? 'told' : 'booked'} ${position} ${on} ${words.name} ${deal.id}`;
      const known = this.before.get(name) ?? this.judgedFrom({ ...of, position, change }, words);
      this.before.set(name, known);
      const judged = await known;
      if (judged.length > 0) return judged;
    }
    return [];
  }

  /** What words said of a deal as it was told at a position, where it was the same to them as it is now. */
  private async judgedFrom(
    { deal, on, position, change }: OnDay & { readonly position: bigint; readonly change: DealChange | null },
    { matrices, rulebook }: Words,
  ): Promise<readonly DealJudged[]> {
    const before = change
      ? this.judgedChanges.at(this.toldOf(deal), change)
      : await this.by.dealsThen.standingAt(deal, position);
    if (!before) return [];
    const found: DealJudged[] = [];
    for (const known of await this.knownFrom(deal, position)) {
      const surroundings = await this.thenBy(rulebook).of(known, { deal, on });
      if (matrices.every((matrix) => isSameTo(matrix, { deal, before, surroundings })))
        found.push(this.judged(deal, matrices, surroundings));
    }
    return found;
  }

  /** A position before now, and the one from which on its account and its seller were known. */
  private async knownFrom(deal: DealKnown, told: bigint | null): Promise<readonly bigint[]> {
    const { now, deals } = this.by;
    if (told === null || told >= now.position) return [];
    const { position, catalogue } = now;
    this.firstTold ??= FirstTold.read(this.tx, { position, timeZone: catalogue.timeZone }, deals);
    const known = (await this.firstTold).knownFrom(deal, told);
    return known.filter((each) => each < position);
  }

  /** The changes of a deal after its booking was told since which it is to some words as it is now. */
  private async sameSince(
    { deal, booked: { bookedAt }, on }: OnDay,
    { name, matrices }: Words,
  ): Promise<readonly DealChange[]> {
    if (bookedAt === null) return [];
    const surroundings = await this.surroundingsOf(deal, on);
    return this.judgedChanges.sameSince(this.toldOf(deal), bookedAt, {
      name: `${on} ${name}`,
      matrices,
      surroundings,
    });
  }

  /** What changed of what is said of a deal, up to how it is judged. */
  private toldOf(deal: DealKnown): DealTold {
    const { dealsThen, withdrawn } = this.by;
    const changes = dealsThen.changesOf(deal.id);
    const end = withdrawn.get(deal.id);
    return {
      deal,
      changes: end === undefined ? changes : changes.filter(({ position }) => position < end),
    };
  }

  private async surroundingsOf(deal: DealKnown, on: Day): Promise<Surroundings> {
    const { surroundings, rulebook, position } = this.by.now;
    return on === surroundings.day ? surroundings : await this.thenBy(rulebook).of(position, { deal, on });
  }

  private thenBy(rulebook: Rulebook): SurroundingsThen {
    const known = this.surroundings.get(rulebook) ?? new SurroundingsThen(this.tx, { rulebook });
    this.surroundings.set(rulebook, known);
    return known;
  }

  private wordsFor(deal: DealKnown, booked: Booked): Promise<InWords> {
    const { bookedOn, bookedAt, raisedAt } = booked;
    const name = `${bookedOn} ${bookedAt} ${raisedAt} ${deal.id}`;
    const known = this.inWords.get(name) ?? this.findWords(deal, booked);
    this.inWords.set(name, known);
    return known;
  }

  private async findWords(deal: DealKnown, booked: Booked): Promise<InWords> {
    const { now, published, rules } = this.by;
    const { surroundings, rulebook } = now;
    const told = this.toldOf(deal);
    const { matrices, day, at } = await matricesInTime(deal, booked, {
      surroundings,
      rules,
      published,
      changes: told.changes,
      isJudged: (pair, matrices) =>
        this.judgedChanges.isJudged(told, pair, { name: namesOf(matrices), matrices, surroundings }),
    });
    const then = this.wordsIn(matrices, (await rules.at(at)) ?? rulebook);
    const nowadays = this.wordsIn(inWordsOfNow(matrices, rulebook, day), rulebook);
    return { words: nowadays.matrices === matrices ? [then] : [then, nowadays], day };
  }

  private wordsIn(matrices: readonly ApprovalMatrix[], rulebook: Rulebook): Words {
    const nth = this.rulebooks.get(rulebook) ?? this.rulebooks.size;
    this.rulebooks.set(rulebook, nth);
    return { name: `${nth} ${namesOf(matrices)}`, matrices, rulebook };
  }

  private judged(
    deal: DealKnown,
    matrices: readonly ApprovalMatrix[],
    surroundings: Surroundings,
  ): DealJudged {
    const { surroundings: now } = this.by.now;
    const today = now.matricesOn(now.day);
    const isOver = matrices.some(({ id }) => today.every((other) => other.id !== id));
    const says = (list: readonly ApprovalMatrix[], by: Surroundings): MatrixSays[] =>
      list.map((matrix) => {
        const { ready, asking } = by.of(storedDeal(deal), matrix, BY_BOOKING);
        return { matrix: matrix.id, judgement: ready.judge(asking.deal) };
      });
    return { asOffered: says(matrices, surroundings), today: isOver ? says(today, now) : null };
  }
}

/** Tells words of matrices from others. */
function namesOf(matrices: readonly ApprovalMatrix[]): string {
  return JSON.stringify(
    matrices.map(({ id, effective: { from, until }, fingerprint }) => [id, from, until, fingerprint]),
  );
}
