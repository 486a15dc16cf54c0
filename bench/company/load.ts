import { createHash } from 'node:crypto';
import type { ChangeTransaction } from '../../src/platform/database/transaction.js';
import type { Database } from '../../src/platform/database/database.js';
import { CopyWriter } from '../../src/platform/database/copy/copy-writer.js';
import { BENCH } from './actor.js';
import {
  bookings,
  type Booking,
  CURRENCY,
  people,
  QUARTERS,
  quotaOf,
  YEAR_ENDS,
  YEAR_STARTS,
} from './company.js';

const SOURCE = 'bench';
const HEAD = 'id, source, external_id, revision, nth, entry, content';

/** Writes the company's facts straight into their tables: loading is not what is measured here. */
export async function loadCompany(database: Database, size: number): Promise<void> {
  await database.change(BENCH, { action: 'import', subject: `${size} bookings` }, async (tx) => {
    const load = new Loader(tx);
    await load.rows(
      { table: 'participant', columns: 'name, attributes', items: people() },
      (rows, person) => {
        load.head(rows, 9, person.id);
        rows.text(person.id);
        rows.jsonb('{}');
      },
    );
    await load.rows(
      {
        table: 'assignment',
        columns: 'participant, plan, manager, effective_from, effective_until, attributes',
        items: people(),
      },
      (rows, person) => {
        load.head(rows, 13, `${person.id} ${person.plan}`);
        rows.text(person.id);
        rows.text(person.plan);
        if (person.manager === null) rows.null();
        else rows.text(person.manager);
        rows.date(YEAR_STARTS);
        rows.date(YEAR_ENDS);
        rows.jsonb('{}');
      },
    );
    await loadQuotas(load, size);
    await loadBookings(load, bookings(size));
    return { result: undefined };
  });
  await database.asOwner((tx) => tx.query('analyze'));
}

async function loadQuotas(load: Loader, size: number): Promise<void> {
  const quotas = people().flatMap((person) => QUARTERS.map((quarter, index) => ({ person, quarter, index })));
  await load.rows(
    {
      table: 'quota',
      columns: 'participant, name, amount, unit, effective_from, effective_until',
      items: quotas,
    },
    (rows, quota) => {
      load.head(rows, 13, `${quota.person.id} ${quota.index}`);
      rows.text(quota.person.id);
      rows.text('attribute.quota');
      rows.numeric(quotaOf(quota.person, quota.index, size), 0);
      rows.text(CURRENCY);
      rows.date(quota.quarter.from);
      rows.date(quota.quarter.until);
    },
  );
}

async function loadBookings(load: Loader, items: Iterable<Booking>): Promise<void> {
  const columns = 'line_no, booked_on, sequence, currency, net, salesperson, attributes';
  await load.rows({ table: 'booking_line', columns, items }, (rows, booking) => {
    load.head(rows, 14, booking.id);
    rows.int4(1);
    rows.date(booking.day);
    rows.int8(BigInt(booking.sequence));
    rows.text(CURRENCY);
    rows.numeric(BigInt(booking.cents), 2);
    rows.text(booking.seller);
    rows.jsonb(`{"booking.type": "${booking.type}"}`);
  });
}

/** Tells every tenth booking anew, at half its price: its second revision. */
export async function amendBookings(database: Database, size: number): Promise<void> {
  await database.change(BENCH, { action: 'import', subject: 'amendments' }, async (tx) => {
    await loadBookings(new Loader(tx, 2), everyTenth(size));
    return { result: undefined };
  });
  await database.asOwner((tx) => tx.query('analyze booking_line'));
}

function* everyTenth(size: number): Generator<Booking> {
  for (const booking of bookings(size))
    if (booking.sequence % 10 === 0) yield { ...booking, cents: Math.floor(booking.cents / 2) };
}

interface Rows<T> {
  readonly table: string;
  readonly columns: string;
  readonly items: Iterable<T>;
}

class Loader {
  private table = '';

  constructor(
    private readonly tx: ChangeTransaction,
    private readonly revision = 1,
  ) {}

  async rows<T>(
    { table, columns, items }: Rows<T>,
    write: (rows: CopyWriter, item: T) => void,
  ): Promise<void> {
    this.table = table;
    await this.tx.query(
      `create temporary table loaded_${table} (like ${table} including defaults) on commit drop`,
    );
    const stream = this.tx.copyIn(`copy loaded_${table} (${HEAD}, ${columns}) from stdin (format binary)`);
    const rows = new CopyWriter();
    for (const item of items) {
      write(rows, item);
      if (rows.isFull) await rows.flush(stream);
    }
    await rows.end(stream);
    await this.tx.query(`insert into ${table} select * from loaded_${table}`);
  }

  /** The columns that every fact has; its id follows from its kind and its name. */
  head(rows: CopyWriter, columns: number, id: string): void {
    const bytes = createHash('sha256')
      .update(`${this.table}\u001f${SOURCE}\u001f${id}`)
      .digest()
      .subarray(0, 16);
    rows.row(columns);
    rows.uuid(bytes);
    rows.text(SOURCE);
    rows.text(id);
    rows.int4(this.revision);
    rows.int4(this.revision);
    rows.int8(this.tx.entry);
    rows.uuid(bytes);
  }
}
