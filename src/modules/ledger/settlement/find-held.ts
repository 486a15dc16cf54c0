import type { Transaction } from '../../../platform/database/transaction.js';
import type { Settlement } from './settlement.js';
import { ANY_DEALS, CLEARED, HOLDING, MOVED, NO_LOOPS, SPLIT } from './held.sql.js';

/**
 * Finds the lines of bookings that lack an approval, by what was found out up to the position that is settled, and what changed of that since the
 * settlement before; and those that pay somebody on whose decision their approval rests, by whom each of the two calculations credits. It hangs on these alone, so that a settlement can be made again.
 */
export async function findHeld(
  tx: Transaction,
  {
    calculation,
    position,
    last,
  }: {
    readonly calculation: bigint;
    readonly position: bigint;
    readonly last: Pick<Settlement, 'calculation' | 'position'> | undefined;
  },
): Promise<void> {
  await tx.query(HOLDING);
  const [deals] = await tx.query<{ found: boolean }>(ANY_DEALS);
  if (!deals?.found) return;
  // How many lines and credits there are the planner cannot know here, and would go over all of the one for each of the other.
  await tx.query(NO_LOOPS);
  await tx.query(CLEARED, [position, last?.position ?? 0n, calculation, last?.calculation ?? null]);
  await tx.query(`select set_config('enable_nestloop', 'on', true)`);
  await tx.query('create index on settling_clearance (booking_line)');
  await tx.query('analyze settling_clearance');
  await tx.query(SPLIT, [calculation]);
  await tx.query(MOVED, [calculation]);
  await tx.query('create index on settling_moved (booking_line)');
  await tx.query('analyze settling_split; analyze settling_moved');
}
