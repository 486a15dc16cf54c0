import type { DisputedThing } from '../../../engine/disputes/dispute.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { bookingKey } from '../../bookings/api/booking-list.service.js';
import type { CreditsService } from '../../calculation/api/credits/credits.service.js';

/**
 * Who is credited for a booking in the latest calculation, beside those to whom it rolls up: a manager could decide nothing otherwise. The transaction must
 * see everything.
 */
export async function creditedNow(
  credits: CreditsService,
  tx: Transaction,
  { source, booking }: DisputedThing['scope'],
): Promise<readonly string[]> {
  const named = { source, id: booking };
  const found = (await credits.creditsIn(tx, 'all', [named])).get(bookingKey(named)) ?? [];
  const people = found.flatMap(({ kind, participantId }) => (kind === 'rollup' ? [] : [participantId]));
  return [...new Set(people)].sort();
}
