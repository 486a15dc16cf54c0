import { createHmac } from 'node:crypto';
import type pg from 'pg';
import { EnvironmentFault } from '../../environment-fault.js';
import type { DatabaseUrls } from '../urls.js';

const DERIVED_WORKER = 'kicker_worker_login';

/**
 * The worker's address where none was given: on the owner's database, with a login of its own whose password follows from the
 * owner's, so that every process that knows the owner's finds the same. Refused where the owner's has none: anybody could work out the worker's.
 */
export function deriveWorkerUrl(ownerUrl: string): string {
  const url = new URL(ownerUrl);
  if (url.password === '')
    throw new EnvironmentFault(
      "DATABASE_OWNER_URL has no password that the worker's could follow from: set DATABASE_WORKER_URL.",
    );
  const password = createHmac('sha256', decodeURIComponent(url.password))
    .update('kicker worker login')
    .digest('base64url');
  url.username = DERIVED_WORKER;
  url.password = password;
  return url.toString();
}

/** Gives the logins of the addresses their powers; makes those that do not exist. Run as owner, after the migrations. */
export async function grantLogins(owner: pg.Client, urls: DatabaseUrls): Promise<void> {
  const [ownerName] = credentials(urls.owner ?? '');
  for (const [role, url] of [
    ['kicker_service', urls.service],
    ['kicker_worker', urls.worker],
  ] as const) {
    const [name, password] = credentials(url);
    if (name === ownerName)
      throw new EnvironmentFault(
        `The ${role === 'kicker_service' ? 'service' : 'worker'} may not use the owner's login ${name}: give each its own.`,
      );
    await ensureLogin(owner, name, password);
    if (!(await isMember(owner, name, role)))
      await owner.query(`grant ${role} to ${owner.escapeIdentifier(name)}`);
  }
}

function credentials(url: string): [name: string, password: string] {
  const { username, password } = new URL(url);
  return [decodeURIComponent(username), decodeURIComponent(password)];
}

async function ensureLogin(owner: pg.Client, name: string, password: string): Promise<void> {
  const found = await owner.query('select from pg_roles where rolname = $1', [name]);
  const verb = found.rowCount === 0 ? 'create' : name === DERIVED_WORKER ? 'alter' : undefined;
  if (!verb) return;
  await owner.query(
    `${verb} role ${owner.escapeIdentifier(name)} login password ${owner.escapeLiteral(password)}`,
  );
}

async function isMember(owner: pg.Client, name: string, role: string): Promise<boolean> {
  const sql = `select from pg_auth_members where roleid = $2::regrole and member = $1::regrole`;
  return (await owner.query(sql, [owner.escapeIdentifier(name), role])).rowCount !== 0;
}
