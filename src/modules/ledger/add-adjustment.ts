import { readDecimal, roundToUnits } from '../../engine/kernel/ratio.js';
import { writeDay, type NamedPeriod } from '../../engine/kernel/day.js';
import { latestKnown } from '../../platform/database/known.js';
import type { ChangeTransaction, Transaction } from '../../platform/database/transaction.js';
import { Refusal } from '../../platform/refusal.js';
import { ADJUSTMENT, owedTo, sides } from './accounts.js';
import { CENTS, writeCents } from './scaled.js';
import { newestPosition } from './settlement/settlement.js';
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
  /** Names the request, so that the same one twice adds one entry. */
  readonly requestId?: string;
}

/** Where an adjustment is posted, and the currencies that plans pay in. */
export interface AdjustmentPlace {
  readonly calendar: string;
  readonly period: NamedPeriod;
  readonly currencies: ReadonlySet<string>;
}

/** Writes a manual entry to an open period, under the ledger's lock; refused without a reason, an amount, a known participant or a known currency. */
export async function addAdjustment(
  tx: ChangeTransaction,
  adjustment: Adjustment,
  { calendar, period, currencies }: AdjustmentPlace,
): Promise<string> {
  const { participant, amount, currency, reason, requestId = null } = adjustment;
  const cents = requireAmount(amount);
  requireReason(reason);
  await requireCurrency(tx, currency, currencies);
  await requireParticipant(tx, participant);
  await requireOpen(tx, calendar, period);
  await requireNear(tx, period);
  const { debit, credit, cents: sum } = sides(ADJUSTMENT, owedTo(participant, 'payable'), cents);
  const days = [period.name, writeDay(period.from), writeDay(period.until)];
  const sql = `
    insert into ledger_entry (entry, number, kind, debit, credit, amount, currency, participant, incentive, calendar, every,
      origin, origin_from, origin_until, posted, posted_from, posted_until, state, calculation, lines, reason, request)
    values ($1, 1, 'adjustment', $2, $3, $4, $5, $6, '', $7, '', $8, $9, $10, $8, $9, $10, 'payable', null, 0, $11, $12)`;
  const values = [
    tx.entry,
    debit,
    credit,
    writeCents(sum),
    currency,
    participant,
    calendar,
    ...days,
    reason,
    requestId,
  ];
  await tx.query(sql, values);
  return `${tx.entry}-1`;
}

/** The entry that this request added before; undefined when it is new, refused when it asked for something else. */
export async function addedBefore(tx: Transaction, adjustment: Adjustment): Promise<string | undefined> {
  const { requestId, participant, amount, currency, period, reason, calendar = null } = adjustment;
  if (requestId === undefined) return undefined;
  if (requestId === '') {
    const hint = 'Give the request an id, or leave it out.';
    throw new Refusal('REQUEST_UNNAMED', 'The id of the request is empty.', hint, 'requestId');
  }
  const sql = `
    select entry || '-' || number as added, participant = $2 and currency = $3 and posted = $4 and reason = $5
      and case when debit = $6 then amount else -amount end = $7::numeric
      and calendar = coalesce($8, calendar) as same
    from ledger_entry where request = $1`;
  const cents = requireAmount(amount);
  const values = [requestId, participant, currency, period, reason, ADJUSTMENT, writeCents(cents), calendar];
  const [found] = await tx.query<{ added: string; same: boolean }>(sql, values);
  if (!found || found.same) return found?.added;
  const message = `Request ${requestId} asked for another adjustment before: ledger entry ${found.added}.`;
  throw new Refusal('REQUEST_REUSED', message, 'Give each request an id of its own.', 'requestId');
}

function requireReason(reason: string): void {
  if (reason.trim() !== '') return;
  const hint = 'Say why, as the participant will read it.';
  throw new Refusal('REASON_MISSING', 'An adjustment needs a reason.', hint, 'reason');
}

async function requireOpen(tx: Transaction, calendar: string, { name, until }: NamedPeriod): Promise<void> {
  const closedUntil = (await closedDays(tx)).get(calendar);
  if (closedUntil === undefined || until > closedUntil) return;
  throw new Refusal('PERIOD_CLOSED', `${name} is closed.`, 'Post to a period that is open.', 'period');
}

/** A currency is known when a plan pays in it or the ledger holds it: a mistyped one would be owed for good. */
async function requireCurrency(
  tx: Transaction,
  currency: string,
  currencies: ReadonlySet<string>,
): Promise<void> {
  if (currencies.has(currency)) return;
  const [held] = await tx.query('select 1 as found from ledger_entry where currency = $1 limit 1', [
    currency,
  ]);
  if (held) return;
  const hint = `Write one that a plan pays in: ${[...currencies].sort().join(', ')}.`;
  throw new Refusal('CURRENCY_UNKNOWN', `Nothing is paid in ${currency}.`, hint, 'currency');
}

/** Refused when the period begins more than a year after today or after the newest period posted to, whichever is later. */
async function requireNear(tx: Transaction, { name, from }: NamedPeriod): Promise<void> {
  const sql = `
    select (greatest(current_date, max(posted_from)) + interval '1 year')::date < $1::date as far
    from ledger_entry where kind = 'earning'`;
  const [row] = await tx.query<{ far: boolean }>(sql, [writeDay(from)]);
  if (row?.far !== true) return;
  const hint = 'Post to a period that begins within a year.';
  throw new Refusal('PERIOD_TOO_FAR', `${name} is more than a year ahead.`, hint, 'period');
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
  const [found] = await tx.query(sql, [await newestPosition(tx), participant]);
  if (found) return;
  const hint = 'Check the id, or import the participant first.';
  throw new Refusal('PARTICIPANT_UNKNOWN', `There is no participant ${participant}.`, hint, 'participant');
}
