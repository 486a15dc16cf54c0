import type { DisputedThing } from '../../../engine/disputes/dispute.js';
import { readDay, type Day } from '../../../engine/kernel/day.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { Refusal } from '../../../platform/refusal.js';
import type { CreditRulingsService } from '../../bookings/credit-rulings.service.js';

/** What somebody says that they dispute: a booking, or a ruling by its id. */
export interface Subject {
  readonly source: string | null;
  readonly booking: string | null;
  readonly ruling: string | null;
}

/** What is disputed, and when it was told: the later of that and its own day is what a filing window starts with. */
export interface Found {
  readonly thing: DisputedThing;
  readonly told: Date;
}

/** The booking or ruling that is disputed; refused where there is none. */
export async function whatIsDisputed(
  tx: Transaction,
  rulings: CreditRulingsService,
  { source, booking, ruling }: Subject,
): Promise<Found> {
  if (ruling === null) return await bookingOf(tx, { source: source ?? '', booking: booking ?? '' }, null);
  const known = await rulings.known(tx, ruling);
  if (!known?.booking) throw unknown('ruling', `There is no ruling ${ruling} about a booking.`);
  const found = await bookingOf(tx, { source: known.source ?? '', booking: known.booking }, ruling);
  return { ...found, told: known.told };
}

/** The day about which it is, for the filing window, where the company is. */
export function dayAbout({ thing, told }: Found, dayOf: (at: number) => Day): Day {
  const day = dayOf(told.getTime());
  return thing.about === 'ruling' ? day : Math.max(day, thing.date);
}

async function bookingOf(
  tx: Transaction,
  scope: DisputedThing['scope'],
  ruling: string | null,
): Promise<Found> {
  const [row] = await tx.query<{ booked_on: string; account: string | null; told: Date }>(
    `select line.booked_on, line.account, first.told from (
       select distinct on (b.id) b.booked_on, b.account, b.withdrawn, b.line_no from booking_line b
       where b.source = $1 and b.external_id = $2 and not exists (select from import_undo u where u.undone = b.entry)
       order by b.id, b.revision desc, b.nth desc) line
     cross join (
       select min(a.recorded_at) as told from booking_line b join audit_entry a on a.entry = b.entry
       where b.source = $1 and b.external_id = $2 and not exists (select from import_undo u where u.undone = b.entry)) first
     where not line.withdrawn order by line.line_no limit 1`,
    [scope.source, scope.booking],
  );
  if (!row) throw unknown('booking', `There is no booking ${scope.booking} of ${scope.source}.`);
  const date = readDay(row.booked_on) ?? 0;
  const about = ruling === null ? 'booking' : 'ruling';
  return { thing: { about, scope, ruling, account: row.account, date }, told: row.told };
}

function unknown(path: string, message: string): Refusal {
  const hint =
    'Write the id as the booking, or its ruling, tells it; for an account’s ruling name one of its bookings.';
  return new Refusal('DISPUTE_SUBJECT_UNKNOWN', message, hint, path);
}
