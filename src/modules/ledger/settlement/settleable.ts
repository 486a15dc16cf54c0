import type { Transaction } from '../../../platform/database/transaction.js';
import { Refusal } from '../../../platform/refusal.js';
import { FACT_ENTRIES } from '../facts-since.sql.js';
import { lastSettlement, type Settlement } from './settlement.js';

/** A calculation that may be settled, and the settlement it follows. */
export interface Settleable {
  readonly calculation: bigint;
  readonly fingerprint: string;
  /** The facts it stands for are those known at this position. */
  readonly position: bigint;
  readonly last: Settlement | undefined;
}

/** Something told since: an import, its undo, a publication. */
export interface FactEntry {
  readonly position: string;
  readonly action: string;
  readonly subject: string;
}

const CALCULATE_ANEW = 'Calculate again, then settle that calculation: kicker calculate.';

/**
 * Whether a calculation may be settled now; refused when it is not complete, when a newer one was settled, or when a period was closed
 * after its facts were pinned. `position` is a later pin at which the same fingerprint came out again.
 */
export async function settleable(
  tx: Transaction,
  calculation: bigint,
  position?: bigint,
): Promise<Settleable> {
  const found = await findComplete(tx, calculation);
  const pinned = position !== undefined && position > found.position ? position : found.position;
  const last = await lastSettlement(tx);
  if (last && pinned < last.position) {
    throw new Refusal(
      'CALCULATION_OLDER',
      `Calculation ${calculation} knows the facts up to position ${pinned}; calculation ${last.calculation}, settled before, knew more.`,
      CALCULATE_ANEW,
    );
  }
  const settleable = { calculation, fingerprint: found.fingerprint, position: pinned, last };
  if (!(await isSettled(tx, settleable))) await refuseClosedSince(tx, settleable);
  return settleable;
}

/** Whether this calculation was the last to be settled, and nothing was told since. */
export async function isSettled(
  tx: Transaction,
  { calculation, position, last }: Settleable,
): Promise<boolean> {
  if (last?.calculation !== calculation) return false;
  return (await factEntries(tx, last.position, position)).length === 0;
}

/** Imports, undos and publications after one position and up to another. */
export async function factEntries(tx: Transaction, from: bigint, to: bigint): Promise<readonly FactEntry[]> {
  return from >= to ? [] : await tx.query<FactEntry>(FACT_ENTRIES, [from, to]);
}

async function findComplete(
  tx: Transaction,
  calculation: bigint,
): Promise<{ fingerprint: string; position: bigint }> {
  const sql = 'select state, fingerprint, position from calculation where calculation = $1';
  const [row] = await tx.query<{ state: string; fingerprint: string | null; position: string }>(sql, [
    calculation,
  ]);
  if (!row) {
    throw new Refusal('CALCULATION_UNKNOWN', `There is no calculation ${calculation}.`, CALCULATE_ANEW);
  }
  if (row.fingerprint === null) {
    const message = `Calculation ${calculation} is not complete: it is ${row.state}.`;
    throw new Refusal('CALCULATION_NOT_COMPLETE', message, 'Wait until it is complete, or calculate again.');
  }
  return { fingerprint: row.fingerprint, position: BigInt(row.position) };
}

async function refuseClosedSince(tx: Transaction, { calculation, position }: Settleable): Promise<void> {
  const sql = `
    select c.period from period_closing c join audit_entry a on a.entry = c.entry
    where a.position > $1 order by a.position desc limit 1`;
  const [closing] = await tx.query<{ period: string }>(sql, [position]);
  if (!closing) return;
  const message = `${closing.period} was closed after the facts of calculation ${calculation} were pinned.`;
  throw new Refusal('PERIOD_CLOSED_SINCE', message, CALCULATE_ANEW);
}
