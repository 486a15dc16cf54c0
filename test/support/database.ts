import { afterAll } from '@jest/globals';
import pg from 'pg';
import { Database } from '../../src/platform/database/database.js';
import type { DatabaseUrls } from '../../src/platform/database/urls.js';

/** The addresses of this test file's own database: a copy of the migrated template, made before the file runs. */
export function testUrls(): DatabaseUrls & { owner: string } {
  const urls = process.env['KICKER_TEST_DATABASE'];
  if (urls === undefined) throw new Error('Only tests named *.db.spec.ts have a database.');
  return JSON.parse(urls) as DatabaseUrls & { owner: string };
}

/** The superuser's address on the test server: for making other databases, and for what only a superuser could break. */
export function administratorUrl(): string {
  const { administrator } = JSON.parse(process.env['KICKER_TEST_DATABASE_URLS'] ?? '{}') as {
    administrator: string;
  };
  return administrator;
}

/** What only somebody with the server's own keys can do to this test file's database: break the walls on purpose. */
export async function asAdministrator(...statements: readonly string[]): Promise<void> {
  const url = Object.assign(new URL(administratorUrl()), { pathname: new URL(testUrls().service).pathname });
  const client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  try {
    for (const sql of statements) await client.query(sql);
  } finally {
    await client.end();
  }
}

/** The door to this test file's own database; closed when the file has run. */
export function testDatabase(): Database {
  const database = new Database(testUrls(), { poolSize: 10 });
  afterAll(() => database.close());
  return database;
}
