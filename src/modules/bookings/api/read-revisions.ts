import type { Transaction } from '../../../platform/database/transaction.js';
import { moneyOfDecimal } from '../../../platform/graphql/scalars/money.js';
import { BOOKINGS } from '../kinds/bookings.js';
import type { BookingRevisionType, FieldChangeType } from './booking.type.js';
import { byBooking, plainDecimal, type ByBooking } from './read-booking-parts.js';
import { namesOf, type BookingNamed } from './read-bookings.js';

interface Row {
  readonly source: string;
  readonly external_id: string;
  readonly line_no: number;
  readonly revision: number;
  readonly withdrawn: boolean;
  readonly entry: string;
  readonly undone: boolean;
  readonly recorded_at: string;
  readonly actor: string;
  readonly currency: string;
  readonly net: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly said: Readonly<Record<string, unknown>>;
}

/** What an import says in a column of its own, beside identity. */
const TOLD = BOOKINGS.columns.flatMap(({ name, stored, is }) => {
  if (stored === null || stored === 'line_no') return [];
  return [{ name, value: is === 'amount' ? `trim_scale(line.${stored})::text` : `line.${stored}::text` }];
});

/** Every telling of every line of bookings, line by line in the order of their revisions. */
export async function readRevisions(
  tx: Transaction,
  wanted: readonly BookingNamed[],
): Promise<ByBooking<BookingRevisionType>> {
  const said = TOLD.map(({ name, value }) => `'${name}', ${value}`).join(', ');
  const rows = await tx.query<Row>(
    `select line.source, line.external_id, line.line_no, line.revision, line.withdrawn, line.entry, line.currency, line.net,
       line.attributes, a.actor, to_char(a.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as recorded_at,
       exists (select from import_undo u where u.undone = line.entry) as undone, jsonb_build_object(${said}) as said
     from booking_line line join unnest($1::text[], $2::text[]) wanted (source, id)
       on wanted.source = line.source and wanted.id = line.external_id
     join audit_entry a on a.entry = line.entry
     order by line.source, line.external_id, line.line_no, line.revision, line.nth`,
    [...namesOf(wanted)],
  );
  let before: Row | undefined;
  const shown = rows.map((row) => {
    const revision = revisionOf(row, isSameLine(before, row) ? before : undefined);
    // What was taken back is compared with what it followed; nothing is compared with it.
    if (!row.undone || !isSameLine(before, row)) before = row.undone ? undefined : row;
    return { row, revision };
  });
  return byBooking(
    shown,
    ({ row: { source, external_id: id } }) => ({ source, id }),
    ({ revision }) => revision,
  );
}

function isSameLine(a: Row | undefined, b: Row): boolean {
  return a?.source === b.source && a.external_id === b.external_id && a.line_no === b.line_no;
}

function revisionOf(row: Row, before: Row | undefined): BookingRevisionType {
  const { line_no: line, revision, recorded_at, actor, entry, undone, withdrawn, net, currency } = row;
  return {
    line,
    revision,
    recordedAt: recorded_at,
    recordedBy: actor,
    importId: entry,
    undone,
    withdrawn,
    net: moneyOfDecimal(plainDecimal(net), currency),
    changed: changesOf(saidBy(before), saidBy(row)),
  };
}

function saidBy(row: Row | undefined): ReadonlyMap<string, string> {
  const all = Object.entries({ ...row?.said, ...row?.attributes, withdrawn: row?.withdrawn ? 'yes' : null });
  return new Map(all.flatMap(([name, value]) => (value === null ? [] : [[name, String(value)]])));
}

function changesOf(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): FieldChangeType[] {
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return names
    .map((field) => ({ field, before: before.get(field) ?? null, after: after.get(field) ?? null }))
    .filter((change) => change.before !== change.after);
}
