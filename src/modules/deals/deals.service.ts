import { Injectable } from '@nestjs/common';
import type { Day } from '../../engine/kernel/day.js';
import type { Transaction } from '../../platform/database/transaction.js';
import { RulesService } from '../rules/rules.service.js';
import {
  readAway,
  readDelegations,
  readMembers,
  type DelegationKnown,
  type GroupMember,
} from './reading/read-approvers.js';
import { readDealIds } from './reading/read-deal-ids.js';
import { readDeals, type DealKnown, type KnownAt } from './reading/read-deal.js';

export type { DelegationKnown, GroupMember } from './reading/read-approvers.js';
export type { DealKnown, HeadSaid, KnownAt, LineSaid, Standing } from './reading/read-deal.js';
export { readAroundOn } from './reading/read-around.js';
export { dealAsSaid, readDeals } from './reading/read-deal.js';
export { latestOfFew } from './reading/known-of-few.sql.js';
export type { Teller } from './reading/read-tellers.js';
export {
  APPROVAL_SQL,
  DEAL_COLUMNS,
  JOIN_DEALS,
  joinClearances,
  joinDealsOf,
} from './reading/of-bookings.sql.js';

/** Deals and who may approve them, as known at a position; rows that the actor of the transaction may not see are not there. */
@Injectable()
export class DealsService {
  constructor(private readonly rules: RulesService) {}

  /** A deal with its lines, typed by the catalogue of that position; nothing where it is unknown or withdrawn. */
  async readDeal(
    tx: Transaction,
    at: Omit<KnownAt, 'catalogue'>,
    deal: string,
  ): Promise<DealKnown | undefined> {
    const { rulebook } = await this.rules.rulebookAt(tx, at.position);
    return (await readDeals(tx, { ...at, catalogue: rulebook.facts }, [deal])).get(deal);
  }

  /** Many deals at once, by id, where the catalogue is at hand. */
  readDeals(tx: Transaction, at: KnownAt, deals: readonly string[]): Promise<ReadonlyMap<string, DealKnown>> {
    return readDeals(tx, at, deals);
  }

  /** Ids of the deals that are open, or of those of these that are known, in their order. */
  readDealIds(tx: Transaction, position: bigint, which: 'open' | readonly string[]): Promise<string[]> {
    return readDealIds(tx, position, which);
  }

  /** Who is in which group of approvers on a day. */
  readGroups(tx: Transaction, position: bigint, day: Day): Promise<GroupMember[]> {
    return readMembers(tx, position, day);
  }

  /** Who is away on a day and so out of office. */
  readAway(tx: Transaction, position: bigint, day: Day): Promise<ReadonlySet<string>> {
    return readAway(tx, position, day);
  }

  /** Who decides for whom on a day. */
  readDelegations(tx: Transaction, position: bigint, day: Day): Promise<DelegationKnown[]> {
    return readDelegations(tx, position, day);
  }
}
