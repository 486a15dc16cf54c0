import { Injectable } from '@nestjs/common';
import type { ChangeTransaction } from '../../platform/database/transaction.js';
import { moveOwners, type OwnerMove } from './accounts/move-owners.js';

export type { OwnerMove } from './accounts/move-owners.js';

/** Owners of accounts by the day, as another module changes them. */
@Injectable()
export class AccountOwnersService {
  /** Moves accounts inside a change; refused whole where an owner is not who was expected. */
  move(tx: ChangeTransaction, moves: readonly OwnerMove[]): Promise<void> {
    return moveOwners(tx, moves);
  }
}
