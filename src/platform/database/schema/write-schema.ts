import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Database } from '../database.js';
import { startEmbedded } from '../embedded/start.js';
import { writeDerived } from '../../write-derived.js';
import { migrate } from './migrate.js';
import { schemaListing } from './schema-listing.js';

const dataDir = mkdtempSync(path.join(os.tmpdir(), 'kicker-schema-'));
// As root the server runs under a borrowed account, which must reach its folder.
chmodSync(dataDir, 0o711);
const server = await startEmbedded({ dataDir, settings: { fsync: 'off' } });
const database = new Database(server.urls);
try {
  await migrate(server.urls);
  const text = await database.asOwner((tx) => schemaListing((sql) => tx.query(sql)));
  const how = { args: process.argv.slice(2), command: 'npm run -s generate:db:schema' };
  process.exitCode = writeDerived('migrations/schema.sql', text, how);
} finally {
  await database.close();
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
