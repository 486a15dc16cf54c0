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
  /** Whether it was the last to be settled, and nothing was told since. */
  readonly isSettled: boolean;
}

/** Something told since: an import, its undo, a publication. */
export interface FactEntry {
  readonly position: string;
  readonly action: string;
  readonly subject: string;
}

const CALCULATE_ANEW =
  'Calculate again, then settle that calculation: calculationStart, or kicker calculate.';

/**
 * Whether a calculation may be settled now; refused when it is not complete, when a newer one was settled, or when a period was closed
 * after its facts were pinned. `position` is a later pin at which the same fingerprint came out again; it is not believed but proved.
 */
export async function settleable(
  tx: Transaction,
  calculation: bigint,
  position?: bigint,
): Promise<Settleable> {
  const found = await findComplete(tx, calculation);
  const pinned = position !== undefined && position > found.position ? position : found.position;
  if (pinned !== found.position) await requireHolding(tx, { calculation, position: found.position }, pinned);
  const last = await lastSettlement(tx);
  if (last && pinned < last.position) {
    throw new Refusal(
      'CALCULATION_OLDER',
      `Calculation ${calculation} knows the facts up to position ${pinned}; calculation ${last.calculation}, settled before, knew more.`,
      CALCULATE_ANEW,
    );
  }
  const isSettled =
    last?.calculation === calculation && (await factEntries(tx, last.position, pinned)).length === 0;
  const settleable = { calculation, fingerprint: found.fingerprint, position: pinned, last, isSettled };
  if (!isSettled) await refuseClosedSince(tx, settleable);
  return settleable;
}

/** Refused unless the calculation holds at the position: nothing was told since its own, or since one at which it was confirmed. */
async function requireHolding(
  tx: Transaction,
  { calculation, position }: Pick<Settleable, 'calculation' | 'position'>,
  pin: bigint,
): Promise<void> {
  const sql = `
    select last_position() as reached, max((after ->> 'position')::bigint) as confirmed from audit_entry
    where action = 'calculation.confirm' and after ->> 'calculation' = $1 and (after ->> 'position')::bigint <= $2`;
  const [row] = await tx.query<{ reached: string; confirmed: string | null }>(sql, [`${calculation}`, pin]);
  const reached = BigInt(row?.reached ?? 0);
  const confirmed = BigInt(row?.confirmed ?? 0);
  const holds = confirmed > position ? confirmed : position;
  if (pin <= reached && (await factEntries(tx, holds, pin)).length === 0) return;
  const message =
    pin > reached
      ? `Position ${pin} has not been reached: the newest is ${reached}.`
      : `Calculation ${calculation} is not known to hold at position ${pin}: something was told after position ${holds}.`;
  throw new Refusal('POSITION_UNPROVED', message, CALCULATE_ANEW, 'position');
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

async function refuseClosedSince(
  tx: Transaction,
  { calculation, position }: Pick<Settleable, 'calculation' | 'position'>,
): Promise<void> {
  const sql = `
    select c.period from period_closing c join audit_entry a on a.entry = c.entry
    where a.position > $1 order by a.position desc limit 1`;
  const [closing] = await tx.query<{ period: string }>(sql, [position]);
  if (!closing) return;
  const message = `${closing.period} was closed after the facts of calculation ${calculation} were pinned.`;
  throw new Refusal('PERIOD_CLOSED_SINCE', message, CALCULATE_ANEW);
}
