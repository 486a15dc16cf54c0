import { sightOf, type Actor } from '../../../platform/database/actor.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { Refusal } from '../../../platform/refusal.js';
import { readSummary } from './read-summary.js';

/** Whose pay in which period of a calculation. */
export interface PayAsked {
  readonly calculation: bigint;
  readonly participants: readonly string[];
  readonly period: string;
}

/**
 * Of whom the actor sees the pay on other days only, so that what is seen of the period would look whole and is not. Of people whose pay the
 * actor never sees nothing is said: they look as if they were not there.
 */
export async function outOfSight(
  tx: Transaction,
  actor: Actor,
  { calculation, participants, period }: PayAsked,
): Promise<ReadonlyMap<string, true>> {
  if (sightOf(actor).pay === 'all' || participants.length === 0) return new Map();
  const periods = (await readSummary(tx, calculation))?.totals.periods ?? [];
  const named = periods.find(({ name }) => name === period);
  if (!named) return new Map();
  const rows = await tx.query<{ id: string }>('select pay_hidden($1::text[], $2::date, $3::date) as id', [
    participants,
    named.from,
    named.until,
  ]);
  return new Map(rows.map(({ id }) => [id, true]));
}

/** Says that the pay of a period is not wholly seen. */
export function periodNotSeen(participant: string, period: string): Refusal {
  return new Refusal(
    'PERIOD_NOT_SEEN',
    `You do not see the pay of ${participant} on every day of ${period}.`,
    'Ask for a period in which they reported to you throughout, or ask finance.',
    'period',
  );
}
