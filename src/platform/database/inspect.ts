import type { Database } from './database.js';
import { compareSchema } from './schema/migrate.js';
import type { DatabaseUrls } from './urls.js';

/** What a login may do beyond what Kicker gave it. */
export interface LoginPowers {
  readonly login: keyof DatabaseUrls;
  readonly name: string;
  readonly superuser: boolean;
  readonly bypassesRowSecurity: boolean;
  readonly ownsTables: boolean;
}

/** What a database says of itself. */
export interface DatabaseFacts {
  readonly version: string;
  /** 180004 is 18.4. */
  readonly versionNumber: number;
  readonly settings: Readonly<Record<string, string>>;
  readonly encoding: string;
  readonly logins: readonly LoginPowers[];
  readonly migrations: { readonly missing: readonly string[]; readonly unknown: readonly string[] };
}

const SETTINGS = ['fsync', 'full_page_writes', 'synchronous_commit', 'max_connections', 'data_checksums'];
const POWERS = `select r.rolsuper as superuser, r.rolbypassrls as "bypassesRowSecurity",
    exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relowner = r.oid and n.nspname = 'public') as "ownsTables"
  from pg_roles r where r.rolname = $1`;

/** Asks a database for everything that `doctor` judges. Changes nothing. */
export async function inspectDatabase(database: Database, urls: DatabaseUrls): Promise<DatabaseFacts> {
  return await database.inTransaction({ id: 'doctor' }, async (tx) => {
    const rows = await tx.query<{ name: string; setting: string }>(
      'select name, setting from pg_settings where name = any($1)',
      [[...SETTINGS, 'server_version', 'server_version_num', 'server_encoding']],
    );
    const settings = Object.fromEntries(rows.map((row) => [row.name, row.setting]));
    const logins: LoginPowers[] = [];
    for (const login of ['owner', 'service', 'worker'] as const) {
      const name = decodeURIComponent(new URL(urls[login] || 'none://').username);
      const [powers] = await tx.query<Omit<LoginPowers, 'login' | 'name'>>(POWERS, [name]);
      if (powers) logins.push({ login, name, ...powers });
    }
    return {
      version: settings['server_version'] ?? '?',
      versionNumber: Number(settings['server_version_num']),
      settings,
      encoding: settings['server_encoding'] ?? '?',
      logins,
      migrations: await compareSchema((sql) => tx.query(sql)),
    };
  });
}
