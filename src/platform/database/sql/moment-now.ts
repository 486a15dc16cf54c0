import type { Transaction } from '../transaction.js';

/** What time it is by the database's clock, in milliseconds since 1970 in UTC: of this moment, not of the start of the transaction. */
export async function momentNow(tx: Transaction): Promise<number> {
  const [row] = await tx.query<{ at: string }>(
    'select (extract(epoch from clock_timestamp()) * 1000)::bigint as at',
  );
  return Number(row?.at);
}
