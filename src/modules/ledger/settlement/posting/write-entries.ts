import { writeDay } from '../../../../engine/kernel/day.js';
import type { ChangeTransaction } from '../../../../platform/database/transaction.js';
import { COMMISSION, owedTo, sides } from '../../accounts.js';
import { remembered } from '../../remembered.js';
import { writeCents } from '../../scaled.js';
import type { Posted } from './post-windows.js';
import type { SettlingWindow } from '../windows.js';

const TYPES = [
  'int',
  'text',
  'text',
  'numeric',
  'text',
  'text',
  'text',
  'text',
  'text',
  'text',
  'date',
  'date',
  'text',
  'date',
  'date',
  'text',
  'int',
] as const;

const INSERT = `
  insert into ledger_entry (entry, kind, calculation, reason, number, debit, credit, amount, currency, participant, incentive, calendar,
    every, origin, origin_from, origin_until, posted, posted_from, posted_until, state, lines)
  select $1, 'earning', $2, '', * from unnest(${TYPES.map((type, index) => `$${index + 3}::${type}[]`).join(', ')})`;

const dayText = remembered((day: string): string => writeDay(Number(day)));

/** Windows written at once. */
const CHUNK = 5000;

/** Writes the double entry of each window that lines were posted on: one debit and one credit of the sum of its lines. */
export async function writeEntries(
  tx: ChangeTransaction,
  calculation: bigint,
  windows: readonly (readonly [SettlingWindow, Posted])[],
): Promise<void> {
  for (let from = 0; from < windows.length; from += CHUNK) {
    const rows = windows.slice(from, from + CHUNK).map(([window, posted]) => entryRow(window, posted));
    const columns = TYPES.map((_, column) => rows.map((row) => row[column]));
    await tx.query(INSERT, [tx.entry, calculation, ...columns]);
  }
}

function entryRow({ number, key, posted }: SettlingWindow, { cents, lines }: Posted): readonly unknown[] {
  const { participant, incentive, currency, calendar, every, origin, state } = key;
  const { debit, credit, cents: amount } = sides(COMMISSION, owedTo(participant, state), cents);
  const accounts = [number, debit, credit, writeCents(amount), currency];
  const from = [origin.name, dayText(`${origin.from}`), dayText(`${origin.until}`)];
  const to = [posted.name, dayText(`${posted.from}`), dayText(`${posted.until}`)];
  return [...accounts, participant, incentive, calendar, every, ...from, ...to, state, lines];
}
