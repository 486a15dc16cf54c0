import { spawn } from 'node:child_process';
import { once } from 'node:events';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as migrations from '../../../../migrations/index.js';
import { administratorUrl, testUrls } from '../../../../test/support/database.js';
import { Database } from '../database.js';
import { LOCKS } from '../locks.js';
import type { DatabaseUrls } from '../urls.js';
import { projectRoot } from '../../project-root.js';
import { deriveWorkerUrl } from './logins.js';
import { checkSchema, migrate } from './migrate.js';
import { seeingAll } from '../../../../test/support/actors/actor.js';

const admin = new pg.Client({ connectionString: administratorUrl() });
const ALL = Object.keys(migrations);
/** As they run: by the time in their name. */
const IN_ORDER = [...ALL].sort((a, b) => a.slice(-13).localeCompare(b.slice(-13)));
const suffix = new URL(testUrls().service).pathname.slice(1);

async function emptyDatabase(name: string): Promise<DatabaseUrls & { owner: string }> {
  await admin.query(`create database ${name}_${suffix} owner kicker_owner`);
  const at = (url: string): string => url.replace(/[^/]*$/, `${name}_${suffix}`);
  const { service, worker, owner } = testUrls();
  return { service: at(service), worker: at(worker), owner: at(owner) };
}

async function query<R extends pg.QueryResultRow>(url: string, sql: string): Promise<R[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<R>(sql)).rows;
  } finally {
    await client.end();
  }
}

beforeAll(() => admin.connect());
afterAll(() => admin.end());

describe('migrate', () => {
  it('runs once when five processes start at once', async () => {
    const urls = await emptyDatabase('five');
    const program = `const { migrate } = await import(${JSON.stringify(`file://${projectRoot()}/dist/src/platform/database/schema/migrate.js`)});
      process.stdout.write(String((await migrate(JSON.parse(process.argv[1]))).applied.length));`;
    const run = async (): Promise<string> => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', program, JSON.stringify(urls)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let text = '';
      child.stdout.on('data', (chunk) => (text += String(chunk)));
      const [code] = (await once(child, 'close')) as [number];
      return `${code} ${text}`;
    };
    const runs = await Promise.all(Array.from({ length: 5 }, run));
    expect(runs.sort()).toEqual(['0 0', '0 0', '0 0', '0 0', `0 ${ALL.length}`]);
    await expect(checkSchema(urls.service)).resolves.toEqual([]);
  });

  it('refuses a schema that a newer Kicker made, and says what to do', async () => {
    const urls = await emptyDatabase('newer');
    await migrate(urls);
    await query(
      urls.owner,
      `insert into schema_migration (timestamp, name) values (9999999999999, 'FromTheFuture9999999999999')`,
    );
    await expect(migrate(urls)).rejects.toThrow(
      'migrated by a newer Kicker (FromTheFuture9999999999999): start that version',
    );
    await expect(checkSchema(urls.service)).rejects.toThrow('newer Kicker');
  });

  it('names what is missing to a process that may not migrate', async () => {
    const urls = await emptyDatabase('older');
    await expect(checkSchema(urls.service)).rejects.toThrow(
      `is not migrated (${ALL.join(', ')}): run \`kicker migrate\``,
    );
  });

  it('makes the logins of the addresses where they are missing, and the worker that follows from the owner', async () => {
    const urls = await emptyDatabase('logins');
    const service = new URL(urls.service);
    service.username = `api_${suffix}`;
    service.password = 'p%40ss%2Fword';
    const given = { owner: urls.owner, service: service.toString(), worker: deriveWorkerUrl(urls.owner) };
    await migrate(given);
    await migrate(given);
    const database = new Database(given);
    try {
      expect(
        await database.change(seeingAll('a'), { action: 'test', subject: 's' }, async () => ({ result: 1 })),
      ).toEqual({ result: 1, position: 1n });
      await expect(database.asWorker((tx) => tx.query('select from earning'))).resolves.toEqual([]);
    } finally {
      await database.close();
    }
  });

  it('refuses one login for two powers, and an address where nothing answers', async () => {
    const urls = await emptyDatabase('same');
    await expect(migrate({ ...urls, service: urls.owner })).rejects.toThrow(
      `may not use the owner's login kicker_owner`,
    );
    const nowhere = 'postgres://kicker_owner:secret@127.0.0.1:9/kicker';
    const failure = await migrate({ ...urls, owner: nowhere }).catch((error: unknown) => String(error));
    expect(failure).toMatch(
      /The database at postgres:\/\/kicker_owner@127\.0\.0\.1:9\/kicker cannot be reached/,
    );
    expect(failure).not.toContain('secret');
  });

  it("makes no worker's password from an owner that has none", () => {
    expect(() => deriveWorkerUrl('postgres://kicker_owner@127.0.0.1:5432/kicker')).toThrow(
      'set DATABASE_WORKER_URL',
    );
  });

  it('gives up, and says so, behind one that does not end or a table that is never let go', async () => {
    const urls = await emptyDatabase('busy');
    const patience = { migrating: '300ms', table: '300ms' };
    const other = new pg.Client({ connectionString: urls.owner });
    await other.connect();
    try {
      await other.query('select pg_advisory_lock($1)', [LOCKS.migrate]);
      await expect(migrate(urls, patience)).rejects.toMatchObject({
        name: 'EnvironmentFault',
        message: expect.stringContaining('Another process is still migrating the database'),
      });
      await other.query('select pg_advisory_unlock($1)', [LOCKS.migrate]);
      await other.query(
        'create table schema_migration (id serial primary key, timestamp bigint not null, name varchar not null)',
      );
      await other.query('begin');
      await other.query('lock table schema_migration in exclusive mode');
      await expect(migrate(urls, patience)).rejects.toThrow(
        'The tables are in use by something that does not end',
      );
      await other.query('rollback');
      await expect(migrate(urls, patience)).resolves.toMatchObject({ applied: IN_ORDER });
    } finally {
      await other.end();
    }
  });
});
