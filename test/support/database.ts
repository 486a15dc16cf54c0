import { afterAll } from '@jest/globals';
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

/** The door to this test file's own database; closed when the file has run. */
export function testDatabase(): Database {
  const database = new Database(testUrls(), { poolSize: 10 });
  afterAll(() => database.close());
  return database;
}
