/**
 * One throw-away server for a test run, its template database migrated once. The server hangs on this process by its life line, so
 * nothing stays behind when the run is killed; the folder of a killed run is removed by the next one.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { migrate } from '../../dist/src/platform/database/schema/migrate.js';
import { startEmbedded } from '../../dist/src/platform/database/embedded/start.js';

const PREFIX = 'kicker-test-';
const settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '200',
  shared_buffers: '128MB',
  max_wal_size: '1GB',
};

export default async function setUp() {
  sweep();
  const dataDir = path.join(os.tmpdir(), `${PREFIX}${process.pid}`);
  const server = await startEmbedded({ dataDir, settings });
  globalThis.kickerTestServer = { server, dataDir };
  const template = inDatabase(server, 'template_of_tests');
  const admin = new pg.Client({ connectionString: server.administrator });
  await admin.connect();
  await admin.query('create database template_of_tests owner kicker_owner');
  await admin.end();
  await migrate(template);
  process.env.KICKER_TEST_DATABASE_URLS = JSON.stringify({
    ...server.urls,
    administrator: server.administrator,
  });
}

function inDatabase(server, name) {
  return Object.fromEntries(
    Object.entries(server.urls).map(([login, url]) => [login, url.replace(/[^/]*$/, name)]),
  );
}

function sweep() {
  for (const name of fs.readdirSync(os.tmpdir())) {
    const pid = Number(name.startsWith(PREFIX) ? name.slice(PREFIX.length) : NaN);
    if (Number.isInteger(pid) && !isAlive(pid))
      fs.rmSync(path.join(os.tmpdir(), name), { recursive: true, force: true });
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
