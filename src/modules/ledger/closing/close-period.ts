import { readDay, writeDay, type Day, type NamedPeriod } from '../../../engine/kernel/day.js';
import { periodContaining } from '../../../engine/kernel/calendar-period.js';
import type { Calendar } from '../../../engine/rulebook/rulebook.js';
import type { ChangeTransaction, Transaction } from '../../../platform/database/transaction.js';
import { Refusal } from '../../../platform/refusal.js';
import { factEntries } from '../settlement/settleable.js';
import { lastSettlement, newestPosition, type Settlement } from '../settlement/settlement.js';
import { closedDays } from '../settlement/standing-calendars.js';

/** A closed period: nothing is posted to it any more. */
export interface Closing {
  readonly calendar: string;
  readonly period: string;
  readonly from: string;
  readonly until: string;
  /** What was known when it was closed. */
  readonly position: bigint;
  readonly settlement: string;
}

/**
 * Closes a period, under the ledger's lock. Refused while an earlier period is open, while a calculation waits to be settled, and when
 * facts were told that the last settled calculation does not know; from that look to the commit nothing is told. What is told later posts to the next open period, naming its origin.
 */
export async function closePeriod(
  tx: ChangeTransaction,
  calendar: Calendar,
  period: NamedPeriod,
): Promise<Closing> {
  await requireNext(tx, calendar, period);
  const settlement = await requireSettled(tx);
  const closing = {
    calendar: calendar.id,
    period: period.name,
    from: writeDay(period.from),
    until: writeDay(period.until),
    position: settlement.position,
    settlement: settlement.identity,
  };
  const sql = `insert into period_closing (calendar, period, period_from, period_until, position, settlement, entry)
    values ($1, $2, $3, $4, $5, $6, $7)`;
  await tx.query(sql, [...Object.values(closing), tx.entry]);
  return closing;
}

/** Refused unless the period begins on the first day that is open. */
async function requireNext(tx: Transaction, calendar: Calendar, period: NamedPeriod): Promise<void> {
  const closedUntil = (await closedDays(tx)).get(calendar.id);
  if (closedUntil === undefined) return requireNothingBefore(tx, calendar, period);
  if (period.until <= closedUntil) {
    throw new Refusal(
      'PERIOD_CLOSED',
      `${period.name} is closed already.`,
      'Nothing is left to do for it.',
      'period',
    );
  }
  if (period.from !== closedUntil) throw earlierOpen(nameAt(calendar, closedUntil), period);
}

/** Before the first close, whatever the ledger posted earlier is a period that is open. */
async function requireNothingBefore(tx: Transaction, calendar: Calendar, period: NamedPeriod): Promise<void> {
  const sql = `select posted, posted_from from ledger_entry where calendar = $1 and posted_from < $2 order by posted_from, posted limit 1`;
  const [row] = await tx.query<{ posted: string; posted_from: string }>(sql, [
    calendar.id,
    writeDay(period.from),
  ]);
  if (row) throw earlierOpen(nameAt(calendar, readDay(row.posted_from) ?? period.from, row.posted), period);
}

function nameAt(calendar: Calendar, day: Day, otherwise = writeDay(day)): string {
  const stretch = calendar.yearStarts === null ? 'quarter' : 'month';
  return periodContaining(calendar, stretch, day)?.name ?? otherwise;
}

function earlierOpen(earlier: string, period: NamedPeriod): Refusal {
  const message = `${earlier} is still open, so ${period.name} cannot be closed.`;
  return new Refusal('EARLIER_PERIOD_OPEN', message, `Close ${earlier} first.`, 'period');
}

async function requireSettled(tx: Transaction): Promise<Settlement> {
  const settlement = await lastSettlement(tx);
  const waiting = await waitingCalculation(tx, settlement);
  if (waiting !== undefined || !settlement) {
    const message =
      waiting === undefined
        ? 'Nothing was calculated and settled yet.'
        : `Calculation ${waiting} is not settled.`;
    throw new Refusal('NOT_SETTLED', message, 'Calculate and settle, look at the result, then close.');
  }
  const newest = await newestPosition(tx, { hold: true });
  const told = await factEntries(tx, settlement.position, newest);
  if (told.length > 0) {
    const what = told.slice(0, 3).map(({ action, subject }) => `${action} ${subject}`);
    const more = told.length > 3 ? ` and ${told.length - 3} more` : '';
    const message = `The last settled calculation does not know what was told since: ${what.join(', ')}${more}.`;
    throw new Refusal('CALCULATION_STALE', message, 'Calculate and settle again, then close.');
  }
  return settlement;
}

/** The newest complete calculation that knows more than the last settlement. */
async function waitingCalculation(
  tx: Transaction,
  settlement: Settlement | undefined,
): Promise<string | undefined> {
  const sql = `
    select calculation from calculation
    where state = 'complete' and position > $1 and calculation is distinct from $2
    order by position desc, calculation desc limit 1`;
  const values = [settlement?.position ?? -1n, settlement?.calculation ?? null];
  const [row] = await tx.query<{ calculation: string }>(sql, values);
  return row?.calculation;
}
