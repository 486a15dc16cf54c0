import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Account } from './account.js';
import { refuseForeignCluster, type DataFolder } from './data-folder.js';
import { EnvironmentFault } from '../../environment-fault.js';

/** Passwords of the logins of a server of our own; kept in its data folder, readable by its owner only. */
export interface Passwords {
  readonly postgres: string;
  readonly owner: string;
  readonly service: string;
  readonly worker: string;
}

/** The passwords of the cluster in this folder, which is made when there is none. */
export function ensureCluster(
  folder: DataFolder,
  account: Account,
  initdb: string,
): { passwords: Passwords; fresh: boolean } {
  if (existsSync(folder.logins)) {
    // Left behind by a stop between the two: with it, a lost file of logins would let this cluster be made anew.
    rmSync(folder.unfinished, { force: true });
    return { passwords: JSON.parse(readFileSync(folder.logins, 'utf8')) as Passwords, fresh: false };
  }
  refuseForeignCluster(folder);
  writeFileSync(folder.unfinished, '');
  emptyCluster(folder, account);
  const password = (): string => randomBytes(18).toString('base64url');
  const passwords = { postgres: password(), owner: password(), service: password(), worker: password() };
  runInitdb(folder, account, { initdb, password: passwords.postgres });
  writeFileSync(folder.logins, `${JSON.stringify(passwords)}\n`, { mode: 0o600 });
  rmSync(folder.unfinished);
  return { passwords, fresh: true };
}

function emptyCluster(folder: DataFolder, account: Account): void {
  rmSync(folder.cluster, { recursive: true, force: true });
  mkdirSync(folder.cluster, { mode: 0o700 });
  if (account.uid !== undefined && account.gid !== undefined)
    chownSync(folder.cluster, account.uid, account.gid);
  if (process.platform !== 'win32') chmodSync(folder.cluster, 0o700);
}

function runInitdb(folder: DataFolder, account: Account, use: { initdb: string; password: string }): void {
  const passwordFile = path.join(os.tmpdir(), `kicker-${randomBytes(9).toString('hex')}`);
  writeFileSync(passwordFile, `${use.password}\n`, { mode: 0o600 });
  try {
    if (account.uid !== undefined && account.gid !== undefined)
      chownSync(passwordFile, account.uid, account.gid);
    const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
    const safety = ['--auth=scram-sha-256', '--data-checksums', '--pwfile', passwordFile];
    const made = spawnSync(use.initdb, ['-D', folder.cluster, '-U', 'postgres', ...locale, ...safety], {
      ...serverProcess(account),
      encoding: 'utf8',
    });
    if (made.status !== 0)
      throw new EnvironmentFault(
        `The database could not be made in ${folder.cluster}: ${made.error?.message ?? made.stderr.trim()}`,
      );
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** How the server's programs are run: its own account, nothing of our environment that could change what it stores. */
export function serverProcess(account: Account): {
  uid?: number;
  gid?: number;
  cwd: string;
  env: NodeJS.ProcessEnv;
} {
  const env = process.platform === 'win32' ? { ...process.env } : { PATH: process.env['PATH'] };
  return {
    ...(account.uid === undefined ? {} : { uid: account.uid }),
    ...(account.gid === undefined ? {} : { gid: account.gid }),
    cwd: process.platform === 'win32' ? process.cwd() : '/',
    env: { ...env, LC_ALL: 'C', TZ: 'UTC' },
  };
}
