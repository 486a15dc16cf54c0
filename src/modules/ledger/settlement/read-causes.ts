import { FIRST_DAY, readDay, type Day } from '../../../engine/kernel/day.js';
import type { Causes } from '../../../engine/model/ledger.js';
import {
  nameCauses,
  type ChangedBooking,
  type ChangedFact,
} from '../../../engine/steps/settle/name-causes.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { CHANGED_BOOKINGS, CHANGED_FACTS } from '../facts-since.sql.js';
import type { SettlingWindow } from './windows.js';

interface BookingRow {
  readonly id: string;
  readonly external_id: string;
  readonly line_no: number;
  readonly revision: number;
  readonly booked_on: string;
  readonly withdrawn: boolean;
  readonly undone: boolean;
  readonly participants: string[];
}

interface FactRow {
  readonly kind: string;
  readonly name: string;
  readonly revision: number | null;
  readonly withdrawn: boolean;
  readonly undone: boolean;
  readonly participants: string[] | null;
  readonly from_day: string | null;
  readonly until_day: string | null;
}

/** What became known between two positions, as the cause of differences between windows. */
export async function readCauses(
  tx: Transaction,
  since: { readonly from: bigint; readonly to: bigint },
  windows: readonly SettlingWindow[],
): Promise<Causes> {
  const holding = [...new Set(windows.flatMap(({ earnings }) => earnings.map(({ heldIn }) => heldIn)))];
  const bookings = await tx.query<BookingRow>(CHANGED_BOOKINGS, [since.from, since.to, holding]);
  const facts = await tx.query<FactRow>(CHANGED_FACTS, [since.from, since.to]);
  const measured = new Map(windows.map(({ key, measuredFrom }) => [key, measuredFrom]));
  return nameCauses({
    bookings: bookings.map(changedBooking),
    facts: facts.map(changedFact),
    measuredFrom: (key) => measured.get(key) ?? key.origin.from,
  });
}

function changedBooking(row: BookingRow): ChangedBooking {
  const { id, external_id, line_no, booked_on, participants } = row;
  const name = `booking ${external_id} line ${line_no} ${howChanged(row)}`;
  return { bookingLine: id, name, date: readDay(booked_on) ?? FIRST_DAY, participants };
}

function changedFact(row: FactRow): ChangedFact {
  const until: Day | undefined = row.until_day === null ? undefined : readDay(row.until_day);
  const from = row.from_day === null ? FIRST_DAY : (readDay(row.from_day) ?? FIRST_DAY);
  const name = `${row.kind} ${row.name} ${howChanged(row)}`;
  return { name, participants: row.participants, from, until: until ?? null };
}

function howChanged(row: Pick<FactRow, 'revision' | 'withdrawn' | 'undone'>): string {
  if (row.revision === null) return row.undone ? 'replaced' : 'published';
  if (row.undone) return `revision ${row.revision} undone`;
  return row.withdrawn ? 'withdrawn' : `revision ${row.revision}`;
}
