import type { DealJudged, MatrixSays } from '../../../engine/approvals/request/clearance.js';
import type { Day } from '../../../engine/kernel/day.js';
import type { ApprovalMatrix } from '../../../engine/rulebook/rulebook.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { DealKnown } from '../../deals/deals.service.js';
import type { RulesService } from '../../rules/rules.service.js';
import type { DealOnDay, Surroundings } from '../setting/read-setting.js';
import { storedDeal } from '../setting/read-stored-deal.js';
import { SurroundingsThen } from '../setting/surroundings-then.js';
import type { SurroundingsNow } from '../setting/surroundings-now.js';
import { inWordsOfNow, matricesInTime, publishedMatrices, type Published } from './matrices-in-time.js';
import { changesOfDeals, type DealChange } from './told/changes-of-deals.js';
import { RulesWhenTold } from './told/rules-when-told.js';

/** By whose name deals that are booked are judged, and their requests consumed. */
export const BY_BOOKING = 'booking';

/** When a booking is of, and the position at which it was told; null where none that names the deal is known. */
export interface Booked {
  readonly bookedOn: Day;
  readonly bookedAt: bigint | null;
}

/** What the matrices say of deals that are booked. */
export class Judgements {
  private readonly surroundingsThen: SurroundingsThen;

  private constructor(
    tx: Transaction,
    private readonly by: {
      readonly now: SurroundingsNow;
      readonly rules: RulesWhenTold;
      readonly published: Published;
      /** When what is said of each deal changed. */
      readonly changes: ReadonlyMap<string, readonly DealChange[]>;
    },
  ) {
    this.surroundingsThen = new SurroundingsThen(tx, by.now);
  }

  /** Reads what rules there were when, and when what is said of the deals changed. */
  static async read(
    tx: Transaction,
    rules: RulesService,
    { now, deals }: { readonly now: SurroundingsNow; readonly deals: readonly DealKnown[] },
  ): Promise<Judgements> {
    const { position } = now;
    const ids = deals.map(({ id }) => id);
    return new Judgements(tx, {
      now,
      rules: await RulesWhenTold.read(tx, rules, now),
      published: await publishedMatrices(tx, position),
      changes: await changesOfDeals(tx, position, ids),
    });
  }

  /** By the words of the matrices that were published when the booking was told, and by those of now: what asks more since takes nothing, and what asks less is enough. */
  async of(deal: DealKnown, booked: Booked, known = this.by.now.position): Promise<readonly DealJudged[]> {
    const { now, published, rules } = this.by;
    const { surroundings, rulebook } = now;
    const changes = this.by.changes.get(deal.id) ?? [];
    const { matrices: asOffered, day } = await matricesInTime(deal, booked, {
      surroundings,
      rules,
      published,
      changes,
    });
    const today = surroundings.matricesOn(surroundings.day);
    const isOver = asOffered.some(({ id }) => today.every((other) => other.id !== id));
    const then = await this.surroundingsOn({ deal, on: day }, known);
    const says = (matrices: readonly ApprovalMatrix[], by: Surroundings): MatrixSays[] =>
      matrices.map((matrix) => {
        const { ready, asking } = by.of(storedDeal(deal), matrix, BY_BOOKING);
        return { matrix: matrix.id, judgement: ready.judge(asking.deal) };
      });
    const words = new Set([asOffered, inWordsOfNow(asOffered, rulebook)]);
    return [...words].map((each) => ({
      asOffered: says(each, then),
      today: isOver ? says(today, surroundings) : null,
    }));
  }

  /** By which a deal is judged as of a day, and as known at a position, so that nothing that changed of its seller and account since counts. */
  private async surroundingsOn(asked: DealOnDay, known: bigint): Promise<Surroundings> {
    const { surroundings, position } = this.by.now;
    if (known === position && asked.on === surroundings.day) return surroundings;
    return await this.surroundingsThen.of(known, asked);
  }
}
