import { describe, expect, it } from '@jest/globals';
import { testDatabase, testUrls } from '../../test/support/database.js';
import { readConfig } from './config.js';
import { inspectDatabase, type DatabaseFacts } from './database/inspect.js';
import { diagnose } from './doctor.js';

const database = testDatabase();
const config = readConfig({});

async function found(
  change: (facts: DatabaseFacts) => Partial<DatabaseFacts>,
): Promise<Record<string, string>> {
  const facts = await inspectDatabase(database, testUrls());
  const checks = diagnose({ node: 'v24.1.0', config, own: false, database: { ...facts, ...change(facts) } });
  return Object.fromEntries(
    checks.filter((check) => check.state !== 'ok').map((check) => [check.what, check.found]),
  );
}

describe('doctor', () => {
  it('finds a test server wanting only in what tests do without', async () => {
    expect(await found(() => ({}))).toEqual({
      'Setting fsync': 'off',
      'Setting full_page_writes': 'off',
      'Setting synchronous_commit': 'off',
    });
  });

  it('says what to do about each thing that is not right', async () => {
    const facts = await inspectDatabase(database, testUrls());
    const checks = diagnose({ node: 'v20.20.2', config, own: true, database: facts }).filter(
      (check) => check.state !== 'ok',
    );
    expect(checks.map((check) => check.what)).toContain('Node');
    expect(checks.filter((check) => (check.remedy ?? '') === '')).toEqual([]);
  });

  it('sees an old server, powers too great, shared logins, a foreign schema and too few connections', async () => {
    const durable = {
      fsync: 'on',
      full_page_writes: 'on',
      synchronous_commit: 'on',
      data_checksums: 'on',
      max_connections: '25',
    };
    const seen = await found(({ logins }) => ({
      version: '14.9',
      versionNumber: 140_009,
      settings: durable,
      logins: logins.map((login) => ({ ...login, name: 'root', superuser: true, ownsTables: true })),
      migrations: { missing: [], unknown: ['Later'] },
    }));
    expect(seen).toEqual({
      PostgreSQL: '14.9',
      'Login of the owner': 'root, a superuser',
      'Login of the service': 'root is a superuser, owns tables',
      'Login of the worker': 'root is a superuser, owns tables',
      'Logins are apart': 'root, root, root',
      Migrations: 'made by a newer Kicker: Later',
      Connections: '10 for each login and process, 25 on the server',
    });
  });
});
