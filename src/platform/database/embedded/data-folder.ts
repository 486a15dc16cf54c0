import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
} from 'node:fs';
import path from 'node:path';
import { serverAccount, type Account } from './account.js';
import { SHARED_FOLDER } from './binaries.js';
import { withLockFile } from './lock-file.js';
import { EnvironmentFault } from '../../environment-fault.js';

/** Where one server keeps everything: its cluster, its log and the passwords of its logins. */
export interface DataFolder {
  readonly root: string;
  readonly cluster: string;
  readonly log: string;
  readonly logins: string;
  readonly lock: string;
  /** The folder of the life line of a running server; see LifeLine. */
  readonly users: string;
  /** Present while a cluster is being made: what is found beside it is unfinished and ours. */
  readonly unfinished: string;
}

/** A data folder that its server's account can use, and that account. */
export interface Housing {
  readonly folder: DataFolder;
  readonly account: Account;
}

/**
 * Runs `work` in the folder asked for, or, where the server's account cannot reach it or it cannot be written, in one under /var/tmp named
 * after it; which one is said. The folder is looked at and worked in under one lock: another start may be making it.
 */
export async function inDataFolder<T>(
  wanted: string,
  say: (line: string) => void,
  work: (housing: Housing) => Promise<T>,
): Promise<T> {
  const asked = path.resolve(wanted);
  const there = await housedIn(asked, work);
  if (there) return there.done;
  const name = `kicker-${createHash('sha256').update(asked).digest('hex').slice(0, 12)}`;
  const instead = path.join(SHARED_FOLDER, name);
  makeRoot(instead);
  refuseForeign(instead);
  const elsewhere = await housedIn(instead, async (housing) => {
    say(`The database's account cannot reach ${asked}; its data is in ${instead}.`);
    return await work(housing);
  });
  if (elsewhere) return elsewhere.done;
  throw new EnvironmentFault(
    `The database can keep its data neither in ${asked} nor in ${instead}: set KICKER_DATA_DIR to a folder it can write.`,
  );
}

/** Undefined when the folder cannot be used. */
async function housedIn<T>(
  root: string,
  work: (housing: Housing) => Promise<T>,
): Promise<{ done: T } | undefined> {
  const folder = layout(root);
  if (!makeRoot(root)) {
    if (canLook(folder.cluster)) refuseForeignCluster(folder);
    return undefined;
  }
  return await withLockFile(folder.lock, async () => {
    const account = serverAccount(folder.cluster);
    return isUsable(folder, account) ? { done: await work({ folder, account }) } : undefined;
  });
}

/** Whether the folder is there and can be written. It appears with its mode, so that nobody finds it closed to the server's account. */
function makeRoot(root: string): boolean {
  try {
    mkdirSync(path.dirname(root), { recursive: true });
    if (!existsSync(root)) makeReachable(root);
    accessSync(root, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function makeReachable(root: string): void {
  const usual = process.umask(0o066);
  try {
    mkdirSync(root, { mode: 0o711 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    process.umask(usual);
  }
}

function layout(root: string): DataFolder {
  const within = (name: string): string => path.join(root, name);
  return {
    root,
    cluster: within('postgres'),
    log: within('postgres.log'),
    logins: within('logins.json'),
    lock: within('start.lock'),
    users: within('users'),
    unfinished: within('unfinished'),
  };
}

/** Refuses a cluster that was not made by Kicker. Looks only: nothing of such a folder is touched. */
export function refuseForeignCluster(folder: DataFolder): void {
  if (!existsSync(folder.cluster) || readdirSync(folder.cluster).length === 0) return;
  if (existsSync(folder.unfinished) || existsSync(folder.logins)) return;
  throw new EnvironmentFault(
    `${folder.cluster} is not empty and was not made by Kicker: set KICKER_DATA_DIR to another folder.`,
  );
}

function isUsable(folder: DataFolder, account: Account): boolean {
  const { cluster } = folder;
  if (canLook(cluster)) refuseForeignCluster(folder);
  try {
    mkdirSync(cluster, { recursive: true });
    if (account.uid !== undefined && account.gid !== undefined) chownSync(cluster, account.uid, account.gid);
    if (process.platform !== 'win32') chmodSync(cluster, 0o700);
  } catch {
    return false;
  }
  if (account.uid === undefined) return true;
  const options = { uid: account.uid, gid: account.gid, cwd: '/' };
  return spawnSync('/bin/sh', ['-c', 'test -w "$1"', 'sh', cluster], options).status === 0;
}

function canLook(folder: string): boolean {
  try {
    accessSync(folder, constants.R_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function refuseForeign(folder: string): void {
  if (process.getuid && existsSync(folder) && lstatSync(folder).uid !== process.getuid()) {
    throw new EnvironmentFault(
      `${folder} belongs to somebody else: set KICKER_DATA_DIR to a folder of your own.`,
    );
  }
}
