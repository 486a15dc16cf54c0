import { readDay } from '../../../engine/kernel/day.js';
import type { HoldingTold } from '../../../engine/model/derived/late-holders.js';
import type { Transaction } from '../../../platform/database/transaction.js';

interface Row {
  readonly territory: string;
  readonly effective_from: string;
  readonly effective_until: string | null;
  readonly told: string;
  readonly gone: string | null;
}

/** When holdings were told, as known at a position, of territories with a holder who was told after the first booking: empty where there is none. */
export async function readHoldingsTold(
  tx: Transaction,
  position: bigint,
  zone: string,
): Promise<readonly HoldingTold[]> {
  const rows = await tx.query<Row>(
    `select territory, effective_from, effective_until, told, gone from holdings_told($1, $2)
     order by territory collate "C", effective_from, told, gone nulls last, effective_until`,
    [position.toString(), zone],
  );
  const day = (text: string): number => readDay(text) ?? 0;
  return rows.map(({ territory, effective_from: from, effective_until: until, told, gone }) => ({
    of: territory,
    from: day(from),
    until: until === null ? null : day(until),
    told: day(told),
    gone: gone === null ? null : day(gone),
  }));
}
