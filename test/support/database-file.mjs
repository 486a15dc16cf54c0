/** Before each test file: its own copy of the migrated template. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';

const { administrator, ...urls } = JSON.parse(process.env.KICKER_TEST_DATABASE_URLS);
const name = `test_${randomBytes(6).toString('hex')}`;
const admin = new pg.Client({ connectionString: administrator });
await admin.connect();
await admin.query(`create database ${name} template template_of_tests strategy file_copy owner kicker_owner`);
await admin.end();
// What a request was is in the log of a service; a test run would drown in it.
process.env.KICKER_LOG_LEVEL ??= 'warn';
process.env.KICKER_TEST_DATABASE = JSON.stringify(
  Object.fromEntries(Object.entries(urls).map(([login, url]) => [login, url.replace(/[^/]*$/, name)])),
);
