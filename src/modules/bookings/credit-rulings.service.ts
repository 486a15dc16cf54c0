import { Injectable } from '@nestjs/common';
import { readDay, type Day } from '../../engine/kernel/day.js';
import { invariant } from '../../engine/kernel/invariant.js';
import {
  CreditRulings,
  readShares,
  type BookingChange,
  type CreditRuling,
} from '../../engine/model/credit-ruling.js';
import type { ChangeTransaction, Transaction } from '../../platform/database/transaction.js';
import { RulesService } from '../rules/rules.service.js';
import { ToldRows, type RowFields } from './api/records/told-rows.js';
import { CREDIT_RULINGS } from './kinds/subjects/credit-rulings.js';
import { plainMapping } from './mapping/mapping.js';
import { FILE_LIMITS } from './reading/csv-rows.js';
import { latestRows } from './writing/known.js';
import { lockImports } from './writing/lock-imports.js';
import { runImport } from './writing/run-import.js';

/** A ruling to tell; days are `YYYY-MM-DD`, shares as `writeShares` writes them. */
export interface RulingTold {
  readonly ruling: string;
  readonly booking: { readonly source: string; readonly id: string } | null;
  readonly account: string | null;
  readonly from: string | null;
  readonly until: string | null;
  readonly shares: string;
  readonly reason: string;
  readonly decidedBy: string;
  readonly arisesFrom: string;
  /** The booking whose rulings give way to it. */
  readonly inPlaceOf: { readonly source: string; readonly id: string };
}

/** What is wrong with a ruling that was told, and in which column. */
export interface RulingFault {
  readonly column: string;
  readonly reason: string;
}

/** A ruling that is known, by the booking that it is about. */
export interface RulingKnown {
  readonly ruling: string;
  readonly source: string | null;
  readonly booking: string | null;
  readonly account: string | null;
  readonly shares: string;
  /** The day on which it was told, in UTC. */
  readonly told: Date;
}

const SOURCE = 'disputes';
const KNOWN = `select k.external_id as ruling, k.booking_source, k.booking, k.account, k.effective_from, k.effective_until, k.shares, k.reason,
    k.decided_by, k.arises_from, a.recorded_at as told
  from ${latestRows('credit_ruling')} k join audit_entry a on a.entry = k.entry`;

/** What each reached booking of source $2 changes, by accounts and days of its lines, as known now: nothing where a line of it changes none. */
const CHANGED = `select distinct latest.changes, latest.account, latest.booked_on from (
    select distinct on (b.id) b.changes, b.account, b.booked_on, b.withdrawn from booking_line b
    where b.source = $2 and b.external_id = reached.booking and not exists (select from import_undo u where u.undone = b.entry)
    order by b.id, b.revision desc, b.nth desc) latest
  where not latest.withdrawn`;

/** A booking, and what it changes to the end. Each is visited once: they may change several, and each other in a circle. */
const CHANGES = `
  with recursive reached as (
    select $1::text as booking
    union
    select line.changes from reached cross join lateral (${CHANGED}) line where line.changes is not null
  )
  select reached.booking, line.changes, line.account, line.booked_on as day from reached cross join lateral (${CHANGED}) line`;

/** Rulings about bookings of a source, and then those about an account. */
const REACHING = `${KNOWN} where (k.booking_source = $1 and k.booking = any($2::text[])) or k.account = any($3::text[])
  order by k.booking is null, k.external_id collate "C"`;

interface Row {
  readonly ruling: string;
  readonly booking_source: string | null;
  readonly booking: string | null;
  readonly account: string | null;
  readonly effective_from: string;
  readonly effective_until: string | null;
  readonly shares: string;
  readonly reason: string;
  readonly decided_by: string;
  readonly arises_from: string | null;
  readonly told: Date;
}

/** What a line of a booking changes, or that it changes none, with its account and its day. */
interface Changing {
  readonly booking: string;
  readonly changes: string | null;
  readonly account: string | null;
  readonly day: string;
}

/** A booking, with the account and the day that count where no line of it is known any more. */
interface Booked {
  readonly source: string;
  readonly booking: string;
  readonly account: string | null;
  readonly day: string;
}

/** Rulings of people on credit, told within a change of somebody else's, by the rules of their files. */
@Injectable()
export class CreditRulingsService {
  constructor(private readonly rules: RulesService) {}

  /** A ruling as known now, by its id. */
  async known(tx: Transaction, ruling: string): Promise<RulingKnown | undefined> {
    const [row] = await tx.query<Row>(`${KNOWN} where k.external_id = $1`, [ruling]);
    if (!row) return undefined;
    const { booking_source: source, booking, account, shares, told } = row;
    return { ruling: row.ruling, source, booking, account, shares, told };
  }

  /** Ids of the rulings that decide any line of a booking, as known now, found as crediting finds them. The transaction must see everything. */
  async deciding(tx: Transaction, { source, booking, account, day }: Booked): Promise<readonly string[]> {
    const lines = await tx.query<Changing>(CHANGES, [booking, source]);
    const known = lines.filter((line) => line.booking === booking);
    const own = known.length === 0 ? [{ changes: null, account, day }] : known;
    const links = lines.flatMap(({ booking: from, changes }) =>
      changes === null ? [] : [{ booking: from, changes }],
    );
    const bookings = [booking, ...links.map(({ changes }) => changes)];
    const accounts = own.flatMap((line) => line.account ?? []);
    const rows = await tx.query<Row>(REACHING, [source, bookings, accounts]);
    // They are of one source, so that what changes what is said once for all of them.
    const rulings = new CreditRulings(rows.map((row, nth) => decisionOf(row, nth === 0 ? links : [])));
    const found = own.flatMap((line) =>
      rulings.on({ source, booking, account: line.account, date: dayOf(line.day), changes: line.changes }),
    );
    return [...new Set(found.map(({ id }) => id))].sort();
  }

  /** Tells a ruling; those about the same booking give way to it. What is wrong with it, where nothing was written. */
  async tell(tx: ChangeTransaction, told: RulingTold): Promise<RulingFault | null> {
    await lockImports(tx, CREDIT_RULINGS, SOURCE);
    const before = await tx.query<Row>(
      `${KNOWN} where k.booking_source = $1 and k.booking = $2 and k.external_id <> $3`,
      [told.inPlaceOf.source, told.inPlaceOf.id, told.ruling],
    );
    const records = [...before.map(withdrawn), fieldsOf(told)].map((fields) => ({ fields, at: [] }));
    const rows = new ToldRows(CREDIT_RULINGS, records);
    const outcome = await runImport(tx, {
      kind: CREDIT_RULINGS,
      source: SOURCE,
      fileName: 'dispute',
      open: async function* () {
        yield Buffer.from(rows.text);
      },
      mapping: plainMapping(CREDIT_RULINGS.name),
      catalogue: await this.rules.catalogueNow(tx),
      partial: false,
      limits: FILE_LIMITS,
    });
    const { rejections } = 'unchanged' in outcome ? outcome.unchanged : outcome.result;
    const [first] = rejections;
    return first ? { column: first.column, reason: first.reason } : null;
  }
}

function decisionOf(row: Row, changedBy: readonly BookingChange[]): CreditRuling {
  const to = readShares(row.shares);
  invariant(to === 'house' || !('fault' in to), `stored shares ${row.shares} that nobody has`);
  return {
    id: row.ruling,
    of:
      row.booking === null
        ? { account: row.account ?? '' }
        : { source: row.booking_source ?? '', booking: row.booking },
    from: dayOf(row.effective_from),
    until: row.effective_until === null ? null : dayOf(row.effective_until),
    to,
    because: row.reason,
    by: row.decided_by,
    arisesFrom: row.arises_from,
    changedBy,
  };
}

function dayOf(text: string): Day {
  const day = readDay(text);
  invariant(day !== undefined, `a stored date ${text} that is no day`);
  return day;
}

function fieldsOf({ booking, inPlaceOf: _before, ...told }: RulingTold): RowFields {
  return {
    ...filled({ ...told }),
    ...(booking ? { booking: booking.id, bookingSource: booking.source } : {}),
  };
}

function withdrawn(row: Row): RowFields {
  return {
    ...filled({
      ruling: row.ruling,
      booking: row.booking,
      bookingSource: row.booking_source,
      account: row.account,
      from: row.effective_from,
      until: row.effective_until,
      shares: row.shares,
      reason: row.reason,
      decidedBy: row.decided_by,
      arisesFrom: row.arises_from,
    }),
    withdrawn: true,
  };
}

function filled(fields: Readonly<Record<string, string | null>>): RowFields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== ''));
}
