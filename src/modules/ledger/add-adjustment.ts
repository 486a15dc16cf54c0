import { readDecimal, roundToUnits } from '../../engine/kernel/ratio.js';
import { writeDay, type NamedPeriod } from '../../engine/kernel/day.js';
import { latestKnown } from '../../platform/database/known.js';
import type { ChangeTransaction, Transaction } from '../../platform/database/transaction.js';
import { Refusal } from '../../platform/refusal.js';
import { ADJUSTMENT, owedTo, sides } from './accounts.js';
import { CENTS, writeCents } from './scaled.js';
import { closedDays } from './settlement/standing-calendars.js';

/** What finance adds by hand, positive in the participant's favour. Settlement never nets it. */
export interface Adjustment {
  readonly participant: string;
  /** A decimal with at most two places, such as -100.00. */
  readonly amount: string;
  readonly currency: string;
  readonly calendar?: string;
  readonly period: string;
  readonly reason: string;
}

/** Where an adjustment is posted. */
export interface AdjustmentPlace {
  readonly calendar: string;
  readonly period: NamedPeriod;
}

/** Writes a manual entry to an open period, under the ledger's lock; refused without a reason, an amount or a known participant. */
export async function addAdjustment(
  tx: ChangeTransaction,
  adjustment: Adjustment,
  { calendar, period }: AdjustmentPlace,
): Promise<string> {
  const { participant, amount, currency, reason } = adjustment;
  const cents = requireAmount(amount);
  requireWords(adjustment);
  await requireParticipant(tx, participant);
  const closedUntil = (await closedDays(tx)).get(calendar);
  if (closedUntil !== undefined && period.until <= closedUntil) {
    throw new Refusal(
      'PERIOD_CLOSED',
      `${period.name} is closed.`,
      'Post to a period that is open.',
      'period',
    );
  }
  const { debit, credit, cents: sum } = sides(ADJUSTMENT, owedTo(participant, 'payable'), cents);
  const days = [period.name, writeDay(period.from), writeDay(period.until)];
  const sql = `
    insert into ledger_entry (entry, number, kind, debit, credit, amount, currency, participant, incentive, calendar, every,
      origin, origin_from, origin_until, posted, posted_from, posted_until, state, calculation, lines, reason)
    values ($1, 1, 'adjustment', $2, $3, $4, $5, $6, '', $7, '', $8, $9, $10, $8, $9, $10, 'payable', null, 0, $11)`;
  const values = [tx.entry, debit, credit, writeCents(sum), currency, participant, calendar, ...days, reason];
  await tx.query(sql, values);
  return `${tx.entry}-1`;
}

function requireWords({ reason, currency }: Adjustment): void {
  if (reason.trim() === '') {
    throw new Refusal(
      'REASON_MISSING',
      'An adjustment needs a reason.',
      'Say why, as the participant will read it.',
      'reason',
    );
  }
  if (!/^[A-Z]{3}$/.test(currency)) {
    throw new Refusal(
      'CURRENCY_UNKNOWN',
      `${currency} is no currency.`,
      'Write three letters, such as USD.',
      'currency',
    );
  }
}

function requireAmount(text: string): bigint {
  const amount = readDecimal(text);
  const cents = amount && roundToUnits(amount, CENTS);
  if (!amount || cents === undefined || cents * amount.d !== amount.n * 100n || cents === 0n) {
    const hint = 'Write an amount other than zero with at most two decimals, such as -100.00.';
    throw new Refusal('AMOUNT_UNREADABLE', `${text} is no amount to adjust by.`, hint, 'amount');
  }
  return cents;
}

async function requireParticipant(tx: Transaction, participant: string): Promise<void> {
  const known = latestKnown('participant', 'external_id');
  const sql = `select 1 as found from (${known}) p where p.external_id = $2`;
  const [{ position = '0' } = {}] = await tx.query<{ position: string }>(
    'select last_position() as position',
  );
  const [found] = await tx.query(sql, [position, participant]);
  if (found) return;
  const hint = 'Check the id, or import the participant first.';
  throw new Refusal('PARTICIPANT_UNKNOWN', `There is no participant ${participant}.`, hint, 'participant');
}
