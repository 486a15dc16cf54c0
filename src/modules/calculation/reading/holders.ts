import type { Transaction } from '../../../platform/database/transaction.js';

/**
 * Which calculations hold the blocks of these calculations, or of one participant in them. A statement that joins blocks through the
 * manifest is given them as a list: PostgreSQL then opens those partitions alone, however many calculations there are.
 */
export async function holdersOf(
  tx: Transaction,
  calculations: readonly bigint[],
  participant: string | null = null,
): Promise<bigint[]> {
  const rows = await tx.query<{ held_in: string }>(
    `select distinct held_in from manifest where calculation = any($1::bigint[]) and ($2::text is null or participant = $2)`,
    [calculations, participant],
  );
  return rows.map((row) => BigInt(row.held_in));
}
