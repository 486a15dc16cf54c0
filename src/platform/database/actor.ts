import { invariant } from '../../engine/kernel/invariant.js';
import type { Transaction } from './transaction.js';

/** Who acts: set for each transaction, written into its audit entry, asked for by row-level security. */
export interface Actor {
  readonly id: string;
  readonly name?: string;
  /** What this actor may see. Without it: nothing of anybody's pay. */
  readonly sight?: Sight;
  /** Asked in the transaction of each change, before it: refuses who may no longer act as they could when they were let in. */
  readonly standsBy?: (tx: Transaction) => Promise<void>;
}

/** Whose pay: everybody's, or of each participant named (by external id) the days written as a `datemultirange`. */
export type PaySight = 'all' | ReadonlyMap<string, string>;

/** What an actor may see, as row-level security and the services ask it. */
export interface Sight {
  /** Earnings, the ledger, quotas, assignments and what else is known of participants. */
  readonly pay: PaySight;
  /** All booking lines with their events, or those sold by or credited to the participants whose pay is seen. */
  readonly bookings: 'all' | 'credited';
  /** All audit entries, all without what changed (which tells amounts), those of one's own acts, or none. */
  readonly audit: 'all' | 'without amounts' | 'own' | 'none';
}

/** For the command line, the worker and jobs of the system's own. */
export const EVERYTHING: Sight = { pay: 'all', bookings: 'all', audit: 'all' };

export const NOTHING: Sight = { pay: new Map(), bookings: 'credited', audit: 'none' };

/** All days: how one's own pay is seen. */
export const ALL_DAYS = '{(,)}';

/** Sets what `settingsOf` gives, and how long a statement may take, until the end of the transaction and no longer. */
export const SET_ACTOR = `select set_config('kicker.actor', $1, true), set_config('kicker.pay', $2, true),
  set_config('kicker.team', $3, true), set_config('kicker.bookings', $4, true), 
  set_config('statement_timeout', coalesce($5, current_setting('statement_timeout')), true)`;

/** The values of `SET_ACTOR`; `patience` is how many milliseconds a statement may take, null for as many as the server says. */
export function settingsOf(
  { id, sight = NOTHING }: Actor,
  patience: string | null = null,
): (string | null)[] {
  const { pay, bookings } = sight;
  if (pay === 'all') return [id, 'all', '', bookings, patience];
  return [id, 'team', JSON.stringify(Object.fromEntries(pay)), bookings, patience];
}

/** What this actor may see. */
export function sightOf({ sight = NOTHING }: Actor): Sight {
  return sight;
}

/** Who calculates, settles or imports must see all: with half the facts the result would be wrong pay. */
export function mustSeeAll(actor: Actor, doing: string): void {
  const { pay, bookings } = sightOf(actor);
  invariant(pay === 'all' && bookings === 'all', `${actor.id} does not see everything and was let ${doing}`);
}
