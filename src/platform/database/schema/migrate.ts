import type pg from 'pg';
import { DataSource, type MigrationInterface } from 'typeorm';
import * as migrations from '../../../../migrations/index.js';
import { EnvironmentFault } from '../../environment-fault.js';
import { sqlState } from '../database.js';
import { LOCKS } from '../locks.js';
import { grantLogins } from './logins.js';
import { connectOnce, withoutPassword } from '../session.js';
import type { DatabaseUrls } from '../urls.js';
import type { Ask } from './schema-listing.js';

/** How long another process may migrate before this one gives up, and how long anybody may keep a table from being migrated. */
interface Patience {
  readonly migrating: string;
  readonly table: string;
}

const PATIENCE: Patience = { migrating: '10min', table: '1min' };
const LOCK_TIMEOUT = '55P03';
const OLDEST_SERVER = 15;
const TABLE = 'schema_migration';

type MigrationClass = new () => MigrationInterface & { name: string };

/**
 * Brings the schema up to this version of Kicker as the owner, and gives the service's and the worker's logins their powers. Any
 * number of processes may call it at once. Throws, with what to do, when the server is too old, or when the schema was made by a newer Kicker.
 */
export async function migrate(
  urls: DatabaseUrls,
  patience: Patience = PATIENCE,
): Promise<{ applied: string[] }> {
  if (urls.owner === undefined)
    throw new EnvironmentFault(
      'DATABASE_OWNER_URL is not set: migrating needs the login that owns the database.',
    );
  const owner = await connect(urls.owner);
  try {
    await takeTurn(owner, patience);
    await refuseOldServer(owner);
    await refuseNewerSchema(owner);
    const applied = await runMigrations(urls.owner, patience);
    await grantLogins(owner, urls);
    return { applied };
  } finally {
    await owner.end();
  }
}

/** Refuses a schema that is not this version's, for a process that may not migrate. Nothing is applied. */
export async function checkSchema(serviceUrl: string): Promise<[]> {
  const client = await connect(serviceUrl);
  try {
    await refuseOldServer(client);
    await refuseNewerSchema(client);
    const { missing } = await compareSchema(askOf(client));
    if (missing.length === 0) return [];
    throw new EnvironmentFault(
      `The database is not migrated (${missing.join(', ')}): run \`kicker migrate\` with DATABASE_OWNER_URL set.`,
    );
  } finally {
    await client.end();
  }
}

/** Names of the migrations that this version of Kicker has and the database has not, and the other way round. */
export async function compareSchema(ask: Ask): Promise<{ missing: string[]; unknown: string[] }> {
  const known = (Object.values(migrations) as MigrationClass[]).map((each) => new each().name);
  const [table] = await ask<{ there: boolean }>(`select to_regclass('public.${TABLE}') is not null as there`);
  const applied = table?.there
    ? (await ask<{ name: string }>(`select name from ${TABLE}`)).map((row) => row.name)
    : [];
  return {
    missing: known.filter((name) => !applied.includes(name)),
    unknown: applied.filter((name) => !known.includes(name)),
  };
}

const askOf =
  (client: pg.Client): Ask =>
  async <R>(sql: string) =>
    (await client.query(sql)).rows as R[];

async function connect(url: string): Promise<pg.Client> {
  try {
    return await connectOnce(url);
  } catch (error) {
    const why =
      error instanceof Error ? error.message || String((error as NodeJS.ErrnoException).code) : String(error);
    throw new EnvironmentFault(`The database at ${withoutPassword(url)} cannot be reached: ${why}`, {
      cause: error,
    });
  }
}

/** Serialises migrations: TypeORM takes no lock of its own. The lock is the session's. */
async function takeTurn(owner: pg.Client, patience: Patience): Promise<void> {
  await owner.query(`select set_config('lock_timeout', $1, false)`, [patience.migrating]);
  await orBusy(
    owner.query('select pg_advisory_lock($1)', [LOCKS.migrate]),
    'Another process is still migrating the database',
  );
  await owner.query(`select set_config('lock_timeout', $1, false)`, [patience.table]);
}

async function orBusy<T>(work: Promise<T>, what: string): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (sqlState(error) !== LOCK_TIMEOUT) throw error;
    throw new EnvironmentFault(`${what}: wait for it or end it, then migrate again. Nothing was changed.`, {
      cause: error,
    });
  }
}

async function refuseOldServer(owner: pg.Client): Promise<void> {
  const answer = await owner.query<{ number: string; version: string }>(
    `select current_setting('server_version_num') as number, current_setting('server_version') as version`,
  );
  const { number = '0', version = '?' } = answer.rows[0] ?? {};
  if (Number(number) < OLDEST_SERVER * 10_000) {
    throw new EnvironmentFault(
      `The database is PostgreSQL ${version}; Kicker needs ${OLDEST_SERVER} or newer.`,
    );
  }
}

async function refuseNewerSchema(owner: pg.Client): Promise<void> {
  const { unknown } = await compareSchema(askOf(owner));
  if (unknown.length === 0) return;
  throw new EnvironmentFault(
    `The database was migrated by a newer Kicker (${unknown.join(', ')}): start that version, or restore a backup from before it.`,
  );
}

async function runMigrations(url: string, patience: Patience): Promise<string[]> {
  const source = new DataSource({
    type: 'postgres',
    url,
    migrations: Object.values(migrations),
    migrationsTableName: TABLE,
    migrationsTransactionMode: 'each',
    installExtensions: false,
    poolSize: 1,
    extra: { options: `-c lock_timeout=${patience.table}` },
    applicationName: 'kicker migrate',
    logging: false,
  });
  await source.initialize();
  try {
    const ran = await orBusy(source.runMigrations(), 'The tables are in use by something that does not end');
    return ran.map((migration) => migration.name);
  } finally {
    await source.destroy();
  }
}
