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

/** The newest complete calculation, or an older one that was confirmed since. */
export async function latestCalculation(tx: Transaction): Promise<LatestCalculation | undefined> {
  const [row] = await tx.query<{ calculation: string; position: string; engine: string }>(
    `select c.calculation, e.after ->> 'position' as position, c.engine
     from audit_entry e join calculation c on c.calculation = (e.after ->> 'calculation')::bigint
     where e.action in ($1, $2) order by e.position desc limit 1`,
    [COMPLETED, CONFIRMED],
  );
  return row && { calculation: BigInt(row.calculation), position: BigInt(row.position), engine: row.engine };
}
