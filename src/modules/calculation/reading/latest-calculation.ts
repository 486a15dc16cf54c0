import type { Transaction } from '../../../platform/database/transaction.js';

/** The calculation that says what is earned, and the position up to which it is known to hold. */
export interface LatestCalculation {
  readonly calculation: bigint;
  readonly position: bigint;
  readonly engine: string;
}

export const COMPLETED = 'calculation.complete';
/** A calculation of the same inputs came out again: the older one holds up to a later position. */
export const CONFIRMED = 'calculation.confirm';

/** The positions a calculation holds for: where it was pinned, and where it was confirmed. */
export async function positionsOf(tx: Transaction, calculation: bigint): Promise<bigint[]> {
  const rows = await tx.query<{ position: string }>(
    `select position from calculation where calculation = $3
     union select (after ->> 'position')::bigint from audit_entry where action in ($1, $2) and (after ->> 'calculation')::bigint = $3`,
    [COMPLETED, CONFIRMED, calculation],
  );
  return rows.map((row) => BigInt(row.position));
}

/** The complete calculation that holds up to the latest position, pinned or confirmed; of two at one position the one completed last. */
export async function latestCalculation(tx: Transaction): Promise<LatestCalculation | undefined> {
  const [row] = await tx.query<{ calculation: string; position: string; engine: string }>(
    `select c.calculation, e.after ->> 'position' as position, c.engine
     from audit_entry e join calculation c on c.calculation = (e.after ->> 'calculation')::bigint
     where e.action in ($1, $2) order by (e.after ->> 'position')::bigint desc, e.position desc limit 1`,
    [COMPLETED, CONFIRMED],
  );
  return row && { calculation: BigInt(row.calculation), position: BigInt(row.position), engine: row.engine };
}
