import type { Transaction } from '../../../platform/database/transaction.js';

/** Where blocks of the newest complete calculation are stored, by earning id. */
export type HeldBlocks = ReadonlyMap<string, string>;

/** An earning's id as text, as the database prints it. */
export function idText(id: Uint8Array): string {
  const hex = Buffer.from(id).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The blocks that the newest complete calculation has, and which calculation's partition holds each; only of these participants. */
export async function readHeldBlocks(
  tx: Transaction,
  mine: (participant: string) => boolean,
): Promise<HeldBlocks> {
  const [newest] = await tx.query<{ calculation: string | null }>(
    `select max(calculation) as calculation from calculation where state = 'complete'`,
  );
  const rows = await tx.query<{ participant: string; earning_id: string; held_in: string }>(
    'select participant, earning_id, held_in from manifest where calculation = $1',
    [newest?.calculation ?? null],
  );
  return new Map(rows.filter((row) => mine(row.participant)).map((row) => [row.earning_id, row.held_in]));
}
