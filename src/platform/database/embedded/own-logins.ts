import pg from 'pg';
import type { DatabaseUrls } from '../urls.js';
import type { Passwords } from './cluster.js';

const DATABASE = 'kicker';
const LOGINS = {
  owner: { name: 'kicker_owner', powers: 'createrole createdb' },
  service: { name: 'kicker_api', powers: 'nocreaterole nocreatedb' },
  worker: { name: 'kicker_calculator', powers: 'nocreaterole nocreatedb' },
} as const;

/** The addresses of the logins of a server of our own. */
export function ownUrls(
  port: number,
  passwords: Passwords,
): DatabaseUrls & { owner: string; administrator: string } {
  const url = (login: string, password: string, database: string): string =>
    `postgres://${login}:${password}@127.0.0.1:${port}/${database}`;
  return {
    service: url(LOGINS.service.name, passwords.service, DATABASE),
    worker: url(LOGINS.worker.name, passwords.worker, DATABASE),
    owner: url(LOGINS.owner.name, passwords.owner, DATABASE),
    administrator: url('postgres', passwords.postgres, 'postgres'),
  };
}

/** Makes the three logins and the database where they are missing; none of the three is a superuser. */
export async function ensureLogins(port: number, passwords: Passwords): Promise<void> {
  const client = new pg.Client({
    connectionString: ownUrls(port, passwords).administrator,
    connectionTimeoutMillis: 10_000,
  });
  await client.connect();
  try {
    const known = await client.query<{ rolname: string }>('select rolname from pg_roles');
    for (const [key, { name, powers }] of Object.entries(LOGINS)) {
      if (known.rows.some((row) => row.rolname === name)) continue;
      const password = client.escapeLiteral(passwords[key as keyof typeof LOGINS]);
      await client.query(`create role ${name} login ${powers} password ${password}`);
    }
    const databases = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (databases.rowCount === 0)
      await client.query(`create database ${DATABASE} owner ${LOGINS.owner.name}`);
  } finally {
    await client.end();
  }
}
