import { latestKnown } from '../../../platform/database/known.js';
import type { Transaction } from '../../../platform/database/transaction.js';

/** Ids of deals that are known and that the actor sees, in their order: those that are open, or some of these. */
export async function readDealIds(
  tx: Transaction,
  position: bigint,
  which: 'open' | readonly string[],
): Promise<string[]> {
  const named = which === 'open' ? null : [...which];
  const rows = await tx.query<{ id: string }>(
    `select deal.external_id as id from (${latestKnown('deal', 'external_id, standing')}) deal
     where case when $2::text[] is null then deal.standing = 'open' else deal.external_id = any($2) end
     order by deal.external_id collate "C"`,
    [position, named],
  );
  return rows.map(({ id }) => id);
}
