import { LOCKS } from '../../../platform/database/locks.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { Kind } from '../kinds/kind.js';

/**
 * Waits until no undo runs, and no other import of the same facts, to the end of this transaction: of one source for bookings and events,
 * of the whole company for what is checked across sources. What the other wrote is seen by the next statement.
 */
export async function lockImports(tx: Transaction, kind: Kind, source: string): Promise<void> {
  const scope = kind.scope === 'source' ? `${kind.name}/${source}` : (kind.partOf ?? kind.name);
  await tx.query('select pg_advisory_xact_lock_shared($1::bigint)', [LOCKS.imports]);
  await tx.query('select pg_advisory_xact_lock($1::integer, hashtext($2))', [LOCKS.imports, scope]);
  if (kind.table === 'booking_line')
    await tx.query('select pg_advisory_xact_lock_shared($1::integer, hashtext($2))', [LOCKS.imports, BOOKED]);
}

const BOOKED = 'deals of bookings';

/** Waits until no import of bookings runs, and lets none begin to the end of this transaction: whether a deal is booked stays as it is found. */
export async function lockBooked(tx: Transaction): Promise<void> {
  await tx.query('select pg_advisory_xact_lock($1::integer, hashtext($2))', [LOCKS.imports, BOOKED]);
}

/** Waits until no import and no other undo runs: what an import refers to may not be taken back beside it. */
export async function lockUndo(tx: Transaction): Promise<void> {
  await tx.query('select pg_advisory_xact_lock($1::bigint)', [LOCKS.imports]);
}
