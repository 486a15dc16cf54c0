import type { ApprovalMatrix, FactCatalogue } from '../../../../engine/rulebook/rulebook.js';
import type { DealKnown } from '../../../deals/deals.service.js';
import type { Surroundings } from '../../setting/read-setting.js';
import type { DealChange } from './changes-of-deals.js';
import { DealsAsSaid } from './deals-as-said.js';
import { isSameTo } from './same-to.js';

/** By what it is asked whether a deal is judged the same. */
export interface JudgedBy {
  /** Names the matrices and the surroundings, as answers are kept: they are the same for all bookings of a deal. */
  readonly name: string;
  readonly matrices: readonly ApprovalMatrix[];
  readonly surroundings: Surroundings;
}

/** A deal, and what changed of what is said of it, the first telling first. */
export interface DealTold {
  readonly deal: DealKnown;
  readonly changes: readonly DealChange[];
}

/**
 * Which changes of what is said of deals change what is judged of them: terms, whose they are and who sells them, or that they come to more. A note that nobody judges is none of
 * these, nor that a deal is withdrawn, or told again as it was.
 */
export class JudgedChanges {
  private readonly said: DealsAsSaid;
  private readonly known = new Map<string, boolean>();

  constructor(catalogue: FactCatalogue) {
    this.said = new DealsAsSaid(catalogue);
  }

  /** A deal as it was said from a change on, itself from the last. */
  at({ deal, changes }: DealTold, change: DealChange): DealKnown | null {
    return change === changes.at(-1) ? deal : this.said.of(deal, change);
  }

  /** The changes after a position by which the deal was judged as it is now, up to the last without another between them; the first of them first. */
  sameSince(told: DealTold, since: bigint, by: JudgedBy): readonly DealChange[] {
    const found: DealChange[] = [];
    for (const change of told.changes.toReversed()) {
      if (change.position <= since) break;
      if (change.said === null) continue;
      if (!this.isSame(told, change, by)) break;
      found.push(change);
    }
    return found.reverse();
  }

  /** Whether a change made a deal another for matrices than an earlier one had. */
  isJudged(told: DealTold, [before, change]: readonly [DealChange, DealChange], by: JudgedBy): boolean {
    if (change.said === null) return false;
    return this.once(`${by.name} after ${before.position} ${change.position} ${told.deal.id}`, () => {
      const deal = this.at(told, change);
      return deal === null || !isSame(deal, this.at(told, before), by);
    });
  }

  private isSame(told: DealTold, change: DealChange, by: JudgedBy): boolean {
    return this.once(`${by.name} since ${change.position} ${told.deal.id}`, () =>
      isSame(told.deal, this.at(told, change), by),
    );
  }

  private once(name: string, find: () => boolean): boolean {
    const found = this.known.get(name) ?? find();
    this.known.set(name, found);
    return found;
  }
}

function isSame(deal: DealKnown, before: DealKnown | null, { matrices, surroundings }: JudgedBy): boolean {
  return before !== null && matrices.every((matrix) => isSameTo(matrix, { deal, before, surroundings }));
}
