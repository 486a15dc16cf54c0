import {
  asksAnybody,
  type DealJudged,
  type MatrixSays,
} from '../../../engine/approvals/request/clearance.js';
import type { Day } from '../../../engine/kernel/day.js';
import { offeredOf, outgrown } from '../../../engine/approvals/offered/offered.js';
import type { ApprovalMatrix, Rulebook } from '../../../engine/rulebook/rulebook.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { DealKnown } from '../../deals/deals.service.js';
import type { RulesService } from '../../rules/rules.service.js';
import { hashNow } from '../acting/hash-now.js';
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
import { DealsThen } from './told/deals-then.js';
import { RulesWhenTold } from './told/rules-when-told.js';

/** By whose name deals that are booked are judged, and their requests consumed. */
export const BY_BOOKING = 'booking';

/** Matrices in some words, and the rules of which these are. */
interface Words {
  readonly matrices: readonly ApprovalMatrix[];
  readonly rulebook: Rulebook;
}

/** A booking of which it is asked what the matrices say of its deal. */
export interface Asked {
  readonly deal: DealKnown;
  readonly booked: Booked;
}

interface Reading {
  readonly now: SurroundingsNow;
  readonly rules: RulesWhenTold;
  readonly published: Published;
  readonly dealsThen: DealsThen;
}

/** What the matrices say of deals that are booked. What is to be asked is said first, so that it is read at once. */
export class Judgements {
  private readonly by: Reading;
  private readonly surroundings = new Map<Rulebook, SurroundingsThen>();

  private constructor(
    private readonly tx: Transaction,
    by: Reading,
  ) {
    this.by = by;
  }

  /** Reads what rules there were when, and when what is said of the deals changed. */
  static async read(
    tx: Transaction,
    from: RulesService,
    { now, deals }: { readonly now: SurroundingsNow; readonly deals: readonly DealKnown[] },
  ): Promise<Judgements> {
    const rules = await RulesWhenTold.read(tx, from, now);
    const published = await publishedMatrices(tx, now.position);
    const dealsThen = await DealsThen.read(tx, rules, { position: now.position, deals });
    return new Judgements(tx, { now, rules, published, dealsThen });
  }

  /** Says of which bookings it will be asked. */
  async expect(asked: readonly Asked[]): Promise<void> {
    const { now } = this.by;
    for (const { deal, booked } of asked) {
      const { day: on } = await this.wordsFor(deal, booked);
      if (on !== now.surroundings.day) this.thenBy(now.rulebook).expect(now.position, { deal, on });
    }
    for (const { deal, booked } of asked) {
      if (!(await this.of(deal, booked)).some(asksAnybody)) continue;
      const { words, day: on } = await this.wordsFor(deal, booked);
      for (const position of this.positionsOf(deal, booked)) {
        this.dealsThen.expectStanding(deal, position);
        for (const { rulebook } of words) this.thenBy(rulebook).expect(position, { deal, on });
      }
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
    const { now } = this.by;
    const { words, day: on } = await this.wordsFor(deal, booked);
    const isToday = on === now.surroundings.day;
    const surroundings = isToday
      ? now.surroundings
      : await this.thenBy(now.rulebook).of(now.position, { deal, on });
    return words.map(({ matrices }) => this.judged(deal, matrices, surroundings));
  }

  /**
   * The same by what was known of its account and its seller when the booking was told, where nothing that is judged of the deal was another then, nor less offered; and else by
   * what was known when the deal was told so last. So what becomes of accounts and people later takes no pay back, whoever looked when.
   */
  async earlier(deal: DealKnown, booked: Booked): Promise<readonly DealJudged[]> {
    const { dealsThen } = this.by;
    const { words, day: on } = await this.wordsFor(deal, booked);
    for (const position of this.positionsOf(deal, booked)) {
      const before = await dealsThen.standingAt(deal, position);
      if (!before) continue;
      const found: DealJudged[] = [];
      for (const { matrices, rulebook } of words) {
        const surroundings = await this.thenBy(rulebook).of(position, { deal, on });
        if (matrices.every((matrix) => isSameTo(matrix, { deal, before, surroundings })))
          found.push(this.judged(deal, matrices, surroundings));
      }
      if (found.length > 0) return found;
    }
    return [];
  }

  private thenBy(rulebook: Rulebook): SurroundingsThen {
    const known = this.surroundings.get(rulebook) ?? new SurroundingsThen(this.tx, { rulebook });
    this.surroundings.set(rulebook, known);
    return known;
  }

  /** When the booking was told; and when what is said of the deal changed last after that. */
  private positionsOf(deal: DealKnown, { bookedAt }: Booked): readonly bigint[] {
    const { dealsThen, now } = this.by;
    if (bookedAt === null) return [];
    const last = dealsThen.changesOf(deal.id).at(-1)?.position;
    const positions = last === undefined || last <= bookedAt ? [bookedAt] : [bookedAt, last];
    return positions.filter((position) => position < now.position);
  }

  private async wordsFor(
    deal: DealKnown,
    booked: Booked,
  ): Promise<{ readonly words: readonly Words[]; readonly day: Day }> {
    const { now, published, rules, dealsThen } = this.by;
    const { surroundings, rulebook } = now;
    const changes = dealsThen.changesOf(deal.id);
    const known = { surroundings, rules, published, changes };
    const { matrices, day } = await matricesInTime(deal, booked, known);
    const told = { matrices, rulebook: (await rules.at(booked.raisedAt)) ?? rulebook };
    const nowadays = { matrices: inWordsOfNow(matrices, rulebook, day), rulebook };
    return { words: nowadays.matrices === matrices ? [told] : [told, nowadays], day };
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

/** Whether nothing that a matrix judges of a deal was another before, nor what it comes to less, nor whose it was and who sold it somebody else. */
function isSameTo(
  matrix: ApprovalMatrix,
  of: { readonly deal: DealKnown; readonly before: DealKnown; readonly surroundings: Surroundings },
): boolean {
  const { deal, before, surroundings } = of;
  if (before === deal) return true;
  const [now, then] = [deal, before].map((each) => surroundings.of(storedDeal(each), matrix, BY_BOOKING));
  if (!now || !then) return false;
  const grown = outgrown(offeredOf(now.asking.deal), offeredOf(then.asking.deal), matrix);
  return grown.length === 0 && hashNow(now) === hashNow(then);
}
