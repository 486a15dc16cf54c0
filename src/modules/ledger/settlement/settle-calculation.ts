import { invariant } from '../../../engine/kernel/invariant.js';
import { writeDay } from '../../../engine/kernel/day.js';
import type { Causes } from '../../../engine/model/ledger.js';
import type { Rulebook } from '../../../engine/rulebook/rulebook.js';
import { settlementIdentity } from '../../../engine/settle.js';
import type { ChangeTransaction } from '../../../platform/database/transaction.js';
import { writeCents } from '../scaled.js';
import type { Settleable } from './settleable.js';
import { readCauses } from './read-causes.js';
import { readCalendars } from './standing-calendars.js';
import { postDifferences, postFresh, type Posted } from './post-windows.js';
import { readWindows } from './read-windows.js';
import { ledgerPosition, type PostedToPeriod, type Settlement } from './settlement.js';
import { isFresh, type SettlingWindow } from './windows.js';
import { writeEntries } from './write-entries.js';

type PostedWindow = readonly [SettlingWindow, Posted];

const NO_CAUSES: Causes = { ofLine: () => undefined, ofWindow: () => [] };

/**
 * Posts what a calculation earns beyond what was posted, under the ledger's lock: the windows that differ from the last settled
 * calculation are read, their differences posted, and the settlement recorded. All of it commits together or not at all.
 */
export async function settleCalculation(
  tx: ChangeTransaction,
  { calculation, fingerprint, position, last }: Settleable,
  rulebook: Rulebook,
): Promise<Settlement> {
  const against = await ledgerPosition(tx);
  const calendars = await readCalendars(tx, rulebook, position);
  const windows = await readWindows(tx, { calculation, before: last?.calculation ?? null }, calendars);
  const since = { from: last?.position ?? 0n, to: position };
  const causes = windows.every(isFresh) ? NO_CAUSES : await readCauses(tx, since, windows);
  const posted = new Map([
    ...(await postFresh(tx, windows)),
    ...(await postDifferences(tx, windows, causes)),
  ]);
  const written = windows.flatMap((window): PostedWindow[] => {
    const on = posted.get(window.number);
    return on === undefined ? [] : [[window, on]];
  });
  await writeEntries(tx, calculation, written);
  const identity = settlementIdentity(fingerprint, against);
  const settlement = { identity, calculation, position, ...summaryOf(written) };
  await recordSettlement(tx, settlement, against);
  return settlement;
}

async function recordSettlement(
  tx: ChangeTransaction,
  settlement: Settlement,
  against: bigint,
): Promise<void> {
  const { identity, calculation, position, entries, lines, periods } = settlement;
  const summary = JSON.stringify({ entries, lines, periods });
  const sql = `insert into settlement (identity, calculation, position, ledger_position, entry, summary)
    values ($1, $2, $3, $4, $5, $6)`;
  await tx.query(sql, [identity, calculation, position, against, tx.entry, summary]);
}

function summaryOf(written: readonly PostedWindow[]): Pick<Settlement, 'entries' | 'lines' | 'periods'> {
  const periods = new Map<string, { window: SettlingWindow; amount: bigint; late: bigint }>();
  let lines = 0;
  for (const [window, posted] of written) {
    const { calendar, currency, origin } = window.key;
    const name = [calendar, writeDay(window.posted.from), window.posted.name, currency].join(' ');
    const sum = periods.get(name) ?? { window, amount: 0n, late: 0n };
    sum.amount += posted.cents;
    if (window.posted.name !== origin.name) sum.late += posted.cents;
    periods.set(name, sum);
    lines += posted.lines;
  }
  const ordered = [...periods].sort(([a], [b]) => (a < b ? -1 : 1));
  return { entries: written.length, lines, periods: ordered.map(([, sum]) => postedToPeriod(sum)) };
}

function postedToPeriod(sum: { window: SettlingWindow; amount: bigint; late: bigint }): PostedToPeriod {
  const { key, posted } = sum.window;
  invariant(posted.from >= key.origin.from, 'a difference posted before its origin');
  const place = {
    calendar: key.calendar,
    period: posted.name,
    from: writeDay(posted.from),
    currency: key.currency,
  };
  return { ...place, amount: writeCents(sum.amount), late: writeCents(sum.late) };
}
