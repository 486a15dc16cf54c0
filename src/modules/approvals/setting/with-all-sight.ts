import { EVERYTHING, SET_ACTOR, settingsOf, type Actor } from '../../../platform/database/actor.js';
import type { Transaction } from '../../../platform/database/transaction.js';

/**
 * Reads with the sight of everything, for as long as it takes, on behalf of the same actor: who may decide on a deal hangs on the whole
 * organisation, and on what others did to the deal. What is read stays in the decision.
 */
export async function withAllSight<T>(tx: Transaction, actor: Actor, work: () => Promise<T>): Promise<T> {
  await tx.query(SET_ACTOR, settingsOf({ id: actor.id, sight: EVERYTHING }));
  const result = await work();
  await tx.query(SET_ACTOR, settingsOf(actor));
  return result;
}

/** Sees everything from here to the end of the transaction, on behalf of the same actor: once it is known that they may see the request or the deal that they act on. */
export async function seeAll(tx: Transaction, { id }: Actor): Promise<void> {
  await tx.query(SET_ACTOR, settingsOf({ id, sight: EVERYTHING }));
}
