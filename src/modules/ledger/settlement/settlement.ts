import { LOCKS } from '../../../platform/database/locks.js';
import type { Transaction } from '../../../platform/database/transaction.js';

/** What a settlement posted to one period in one currency; `late` is the part whose origin is an earlier period. */
export interface PostedToPeriod {
  readonly calendar: string;
  readonly period: string;
  readonly from: string;
  readonly currency: string;
  readonly amount: string;
  readonly late: string;
}

/** A settlement of a calculation: named by the calculation's fingerprint and the ledger it was taken against. */
export interface Settlement {
  readonly identity: string;
  readonly calculation: bigint;
  /** The facts it settles are those known at this position. */
  readonly position: bigint;
  readonly entries: number;
  readonly lines: number;
  readonly periods: readonly PostedToPeriod[];
}

interface Row {
  readonly identity: string;
  readonly calculation: string;
  readonly position: string;
  readonly summary: Pick<Settlement, 'entries' | 'lines' | 'periods'>;
}

/** The latest settlement, if there was one. */
export async function lastSettlement(tx: Transaction): Promise<Settlement | undefined> {
  const sql = `
    select s.identity, s.calculation, s.position, s.summary
    from settlement s join audit_entry a on a.entry = s.entry order by a.position desc limit 1`;
  const [row] = await tx.query<Row>(sql);
  if (!row) return undefined;
  const { identity, calculation, position, summary } = row;
  return { identity, calculation: BigInt(calculation), position: BigInt(position), ...summary };
}

/**
 * One change of the ledger at a time: settlements, closes and adjustments take this lock first and keep it to the end of their
 * transaction, so that what they read of the ledger stands until they have written.
 */
export async function lockLedger(tx: Transaction): Promise<void> {
  await tx.query('select pg_advisory_xact_lock($1)', [LOCKS.ledger]);
}

/** The position last reached. With `hold`, nobody reaches another before the end of this transaction. */
export async function newestPosition(tx: Transaction, { hold = false } = {}): Promise<bigint> {
  if (hold) await tx.query('select pg_advisory_xact_lock($1)', [LOCKS.record]);
  const [row] = await tx.query<{ position: string }>('select last_position() as position');
  return BigInt(row?.position ?? 0);
}

/** Where the ledger stands: the position of the last settlement, close or adjustment; 0 before the first. */
export async function ledgerPosition(tx: Transaction): Promise<bigint> {
  const sql = `select position from audit_entry where action like 'ledger.%' order by position desc limit 1`;
  const [row] = await tx.query<{ position: string }>(sql);
  return BigInt(row?.position ?? 0);
}
