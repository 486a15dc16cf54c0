import { createReadStream, createWriteStream, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Writable } from 'node:stream';
import type { Database, Transaction } from '../../src/platform/database/database.js';
import { projectRoot } from '../../src/platform/project-root.js';

/** What a calculation reads of each booking line. */
export const BOOKINGS = `select id, source, external_id, line_no, booked_on, sequence, currency, net, salesperson, territory, account,
  attributes ->> 'booking.type' from booking_line`;

/** Rows that are written: their table, and the statement that gives them. */
export interface Output {
  readonly table: string;
  readonly sql: string;
}

/** What a calculation writes. */
export const resultsOf = (calculation: string): readonly Output[] =>
  ['earning_line', 'earning', 'manifest'].map((table) => ({
    table,
    sql: `select * from calculation_data.${table}_${calculation}`,
  }));

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
};

/**
 * The physical limit: the same inputs out by COPY and thrown away, then the very bytes of the results in by COPY, into tables without
 * index, in one commit. Nothing is computed, ordered or indexed.
 */
export async function copyOutAndIn(
  database: Database,
  inputs: readonly string[],
  outputs: readonly Output[],
): Promise<number> {
  const files = outputs.map((output) => ({
    ...output,
    file: path.join(os.tmpdir(), `kicker-bench-${process.pid}-${output.table}`),
  }));
  try {
    await database.asOwner(async (tx) => {
      for (const { table, sql, file } of files) {
        await tx.query(`drop table if exists limit_${table}; create table limit_${table} (like ${table})`);
        await pipeline(tx.copyOut(`copy (${sql}) to stdout (format binary)`), createWriteStream(file));
      }
    });
    const out = await seconds(() => database.asOwner((tx) => readAll(tx, inputs)));
    const into = await seconds(() =>
      database.asOwner(async (tx) => {
        for (const { table, file } of files) {
          await pipeline(
            createReadStream(file, { highWaterMark: 1 << 18 }),
            tx.copyIn(`copy limit_${table} from stdin (format binary)`),
          );
        }
      }),
    );
    return out + into;
  } finally {
    for (const { file } of files) rmSync(file, { force: true });
  }
}

async function readAll(tx: Transaction, inputs: readonly string[]): Promise<void> {
  for (const sql of inputs)
    await pipeline(
      tx.copyOut(`copy (${sql}) to stdout (format binary)`),
      new Writable({ write: (_chunk, _encoding, done) => done() }),
    );
}

/** One statement written by hand for this company. */
export async function handWrittenSql(database: Database): Promise<number> {
  const sql = readFileSync(path.join(projectRoot(), 'bench', 'calculate.sql'), 'utf8');
  return await database.asOwner(async (tx) => {
    await tx.query(`select set_config('work_mem', '256MB', true)`);
    return await seconds(() => tx.query(sql));
  });
}

/** Participants and periods in which the statement and the calculation differ by a cent or more, or in the number of lines. */
export async function differences(database: Database, calculation: string): Promise<string[]> {
  const rows = await database.asOwner((tx) =>
    tx.query<{ what: string }>(
      `with ours as (select participant, period_from as quarter, sum(amount) as amount, sum(lines) as lines
         from calculation_data.earning_${calculation} group by 1, 2),
       theirs as (select participant, quarter, sum(amount) as amount, count(*) as lines from bench_line group by 1, 2)
       select format('%s %s: ours %s on %s lines, the statement %s on %s', coalesce(o.participant, t.participant), coalesce(o.quarter, t.quarter),
         o.amount, o.lines, t.amount, t.lines) as what
       from ours o full join theirs t on t.participant = o.participant and t.quarter = o.quarter
       where o.amount is distinct from t.amount or o.lines is distinct from t.lines limit 10`,
    ),
  );
  return rows.map((row) => row.what);
}

/** The most memory that any worker held while it computed a shard, in megabytes. */
export async function workerMemory(database: Database, calculation: string): Promise<number> {
  const sql = `select max((summary ->> 'memory')::integer) as megabytes from calculation_shard where calculation = $1`;
  const [row] = await database.asOwner((tx) => tx.query<{ megabytes: number }>(sql, [calculation]));
  return row?.megabytes ?? 0;
}
