import { Injectable } from '@nestjs/common';
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

/** A booking, and what it changes to the end, the nearest first, as known now. */
const CHAIN = `
  with recursive chain as (
    select $1::text as booking, 0 as far
    union all
    select line.changes, chain.far + 1 from chain cross join lateral (
      select distinct latest.changes from (
        select distinct on (b.id) b.changes, b.withdrawn from booking_line b
        where b.source = $2 and b.external_id = chain.booking and not exists (select from import_undo u where u.undone = b.entry)
        order by b.id, b.revision desc, b.nth desc) latest
      where not latest.withdrawn and latest.changes is not null) line
    where chain.far < 50
  ),
  nearest as (select booking, min(far) as far from chain group by booking)`;

/** The rulings that decide a booking of an account on a day: those about the nearest of its chain, or else those about the account. */
const DECIDING = `${CHAIN},
  reaching as (
    select k.external_id as ruling, coalesce(n.far, 100) as far from ${latestRows('credit_ruling')} k
    left join nearest n on k.booking_source = $2 and k.booking = n.booking
    where n.booking is not null or (k.account = $3 and k.effective_from <= $4 and (k.effective_until is null or k.effective_until > $4)))
  select ruling from reaching where far = (select min(far) from reaching) order by ruling`;

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

/** A booking, with its account and its day. */
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

  /** Ids of the rulings that decide a booking, as known now. The transaction must see everything. */
  async deciding(tx: Transaction, { source, booking, account, day }: Booked): Promise<readonly string[]> {
    const rows = await tx.query<{ ruling: string }>(DECIDING, [booking, source, account, day]);
    return rows.map(({ ruling }) => ruling);
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
