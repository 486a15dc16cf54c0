import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../platform/database/transaction.js';
import {
  readAccountsOn,
  type AccountAsked,
  type AccountsKnown,
  type FactsOfAccount,
} from './history/read-accounts-on.js';

export {
  accountFact,
  accountHistory,
  accountJoins,
  type AccountHistory,
  type AccountPart,
} from './history/account-facts.js';
export { timeline, ACCOUNTS_SQL } from './history/timeline.sql.js';
export { countOwned, type OwnerAsked } from './history/count-owned.js';
export { readAccountsOn } from './history/read-accounts-on.js';
export type { AccountAsked, AccountsKnown, FactsOfAccount } from './history/read-accounts-on.js';

/** What is known of accounts: whose they were on a day, what they were called and belonged to. */
@Injectable()
export class AccountsService {
  /**
   * All facts of accounts, each on a day, as known at a position, in the order in which they are asked; nothing of an account that is not known. The facts are
   * those that a booking of that account and day has, but for those about other bookings.
   */
  factsOn(
    tx: Transaction,
    at: AccountsKnown,
    asked: readonly AccountAsked[],
  ): Promise<readonly (FactsOfAccount | undefined)[]> {
    return readAccountsOn(tx, at, asked);
  }
}
