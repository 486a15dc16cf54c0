import { latestKnown } from '../../../platform/database/known.js';
import type { Transaction } from '../../../platform/database/transaction.js';

/** Which source told a booking, by its id; the first by name where several did. */
export async function readSources(
  tx: Transaction,
  position: bigint,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.query<{ external_id: string; source: string }>(
    `select distinct on (b.external_id) b.external_id, b.source from (${latestKnown('booking_line', 'external_id, source')}) b
     where b.external_id = any($2::text[]) order by b.external_id, b.source collate "C"`,
    [position, ids],
  );
  return new Map(rows.map(({ external_id, source }) => [external_id, source]));
}
