import { createHash } from 'node:crypto';
import type { ChangeTransaction } from '../../src/platform/database/transaction.js';
import type { Database } from '../../src/platform/database/database.js';
import { EVERYTHING } from '../../src/platform/database/actor.js';
import { CopyWriter } from '../../src/platform/database/copy/copy-writer.js';
import { bookings, CURRENCY, people, QUARTERS, quotaOf, YEAR_ENDS, YEAR_STARTS } from './company.js';

const SOURCE = 'bench';
const HEAD = 'id, source, external_id, revision, nth, entry, content';

/** Writes the company's facts straight into their tables: loading is not what is measured here. */
export async function loadCompany(database: Database, size: number): Promise<void> {
  await database.change(
    { id: 'bench', sight: EVERYTHING },
    { action: 'import', subject: `${size} bookings` },
    async (tx) => {
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
      await loadBookings(load, size);
      return { result: undefined };
    },
  );
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

async function loadBookings(load: Loader, size: number): Promise<void> {
  const columns = 'line_no, booked_on, sequence, currency, net, salesperson, attributes';
  await load.rows({ table: 'booking_line', columns, items: bookings(size) }, (rows, booking) => {
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

interface Rows<T> {
  readonly table: string;
  readonly columns: string;
  readonly items: Iterable<T>;
}

class Loader {
  private table = '';

  constructor(private readonly tx: ChangeTransaction) {}

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
    rows.int4(1);
    rows.int4(1);
    rows.int8(this.tx.entry);
    rows.uuid(bytes);
  }
}
