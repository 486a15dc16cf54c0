import { FACT_TABLES } from '../../../platform/database/known.js';
import type { Transaction } from '../../../platform/database/transaction.js';

/** Whether anything that a calculation reads was recorded after `since`, up to `until`: facts, approvals of bookings, undone imports, publications. */
export async function factsChanged(tx: Transaction, since: bigint, until: bigint): Promise<boolean> {
  const tables = [...FACT_TABLES, 'booking_clearance', 'import_undo', 'publication'].map(
    (table) => `exists (select from ${table} t, span where t.entry between lowest and highest)`,
  );
  const [row] = await tx.query<{ changed: boolean }>(
    `with span as materialized (select min(entry) as lowest, max(entry) as highest from audit_entry where position > $1 and position <= $2)
     select ${tables.join(' or ')} or exists (select from publication p, span where p.ended_by between lowest and highest) as changed`,
    [since, until],
  );
  return row?.changed ?? true;
}
