import { latestKnown } from '../../../platform/database/known.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { moneyOfDecimal } from '../../../platform/graphql/scalars/money.js';
import type { BookingEventType, BookingLineType } from './booking.type.js';
import { bookingKey, namesOf, NOT_PASSED, positionNow, WANTED, type BookingNamed } from './read-bookings.js';

/** Parts of several bookings, by `bookingKey`. */
export type ByBooking<T> = ReadonlyMap<string, readonly T[]>;

interface LineRow {
  readonly source: string;
  readonly external_id: string;
  readonly line_no: number;
  readonly revision: number;
  readonly booked_on: string;
  readonly currency: string;
  readonly net: string;
  readonly salesperson: string | null;
  readonly territory: string | null;
  readonly account: string | null;
  readonly changes: string | null;
  readonly deal: string | null;
  readonly attributes: Readonly<Record<string, string>>;
}

const LINE_COLUMNS =
  'id, source, external_id, line_no, revision, booked_on, currency, net, salesperson, territory, account, changes, deal, attributes';

/** The lines of bookings at their latest known revision, in their order. */
export async function readBookingLines(
  tx: Transaction,
  wanted: readonly BookingNamed[],
): Promise<ByBooking<BookingLineType>> {
  const rows = await tx.query<LineRow>(
    `select line.* from (${latestKnown('booking_line', LINE_COLUMNS)}) line
     join ${WANTED} on wanted.source = line.source and wanted.id = line.external_id where ${NOT_PASSED} order by line.line_no`,
    [await positionNow(tx), ...namesOf(wanted)],
  );
  return byBooking(rows, ({ source, external_id: id }) => ({ source, id }), lineOf);
}

interface EventRow {
  readonly source: string;
  readonly external_id: string;
  readonly booking_source: string;
  readonly booking: string;
  readonly kind: string;
  readonly happened_on: string;
  readonly amount: string | null;
  readonly currency: string | null;
}

const EVENT_COLUMNS = 'source, external_id, booking_source, booking, kind, happened_on, amount, currency';

/** What happened to bookings later, oldest first. */
export async function readBookingEvents(
  tx: Transaction,
  wanted: readonly BookingNamed[],
): Promise<ByBooking<BookingEventType>> {
  const rows = await tx.query<EventRow>(
    `select event.* from (${latestKnown('booking_event', EVENT_COLUMNS)}) event
     join ${WANTED} on wanted.source = event.booking_source and wanted.id = event.booking
     order by event.happened_on, event.source collate "C", event.external_id collate "C"`,
    [await positionNow(tx), ...namesOf(wanted)],
  );
  return byBooking(rows, ({ booking_source: source, booking: id }) => ({ source, id }), eventOf);
}

/** A stored decimal without the zeros that only fill its places. */
export function plainDecimal(stored: string): string {
  return stored.includes('.') ? stored.replace(/\.?0+$/, '') : stored;
}

/** Rows by the booking they belong to, in their order. */
export function byBooking<R, T>(
  rows: readonly R[],
  of: (row: R) => BookingNamed,
  show: (row: R) => T,
): ByBooking<T> {
  const lists = new Map<string, T[]>();
  for (const row of rows) {
    const key = bookingKey(of(row));
    const list = lists.get(key) ?? [];
    list.push(show(row));
    lists.set(key, list);
  }
  return lists;
}

function lineOf(row: LineRow): BookingLineType {
  const { line_no: line, revision, booked_on: date, salesperson, territory, account, changes, deal } = row;
  return {
    line,
    revision,
    date,
    net: moneyOfDecimal(plainDecimal(row.net), row.currency),
    salesperson,
    territory,
    account,
    changes,
    deal,
    attributes: Object.entries(row.attributes)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => ({ name, value })),
  };
}

function eventOf({
  external_id: id,
  source,
  kind,
  happened_on: date,
  amount,
  currency,
}: EventRow): BookingEventType {
  return {
    id,
    source,
    kind,
    date,
    amount: amount === null || currency === null ? null : moneyOfDecimal(plainDecimal(amount), currency),
  };
}
