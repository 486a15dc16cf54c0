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

/** What is disputed, and when it was last told who is credited: the later of that and its own day is what a filing window starts with. */
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

/**
 * A booking, and when something was last told, or taken back, that may change who is credited for it: of itself all but its amount, rulings on it or on its account, and whoever
 * owned the account or held the territory on its day.
 */
const BOOKING = `
  with row as (
    select b.*, jsonb_build_array(b.booked_on, b.salesperson, b.territory, b.account, b.changes, b.deal, b.attributes, b.withdrawn) as says
    from booking_line b where b.source = $1 and b.external_id = $2),
  line as (
    select distinct on (id) booked_on, territory, account, withdrawn, line_no from row
    where not exists (select from import_undo u where u.undone = row.entry) order by id, revision desc, nth desc),
  changed as (
    select entry from (
      select entry, says, lag(says) over (partition by id order by revision, nth) as before from row
      where not exists (select from import_undo u where u.undone = row.entry)) told where before is distinct from says),
  beside as (
    select r.entry from credit_ruling r where r.booking_source = $1 and r.booking = $2 or r.account in (select account from line)
    union select o.entry from account_owner o join line on line.account = o.account
      where o.effective_from <= line.booked_on and (o.effective_until is null or o.effective_until > line.booked_on)
    union select h.entry from territory_holder h join line on line.territory = h.territory
      where h.effective_from <= line.booked_on and (h.effective_until is null or h.effective_until > line.booked_on)),
  told as (
    select max(a.recorded_at) as told from audit_entry a where a.entry in (
      select entry from changed union select entry from beside
      union select u.entry from import_undo u where u.undone in (select entry from row union select entry from beside)))
  select line.booked_on, line.account, told.told from line cross join told where not line.withdrawn order by line.line_no limit 1`;

async function bookingOf(
  tx: Transaction,
  scope: DisputedThing['scope'],
  ruling: string | null,
): Promise<Found> {
  const [row] = await tx.query<{ booked_on: string; account: string | null; told: Date }>(BOOKING, [
    scope.source,
    scope.booking,
  ]);
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
