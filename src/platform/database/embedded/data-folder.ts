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
import type { Account } from './account.js';
import { SHARED_FOLDER } from './binaries.js';
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

/**
 * The folder asked for, or, where the server's account cannot reach it or it cannot be written, one under /var/tmp named after it;
 * which one is said.
 */
export function chooseDataFolder(wanted: string, account: Account, say: (line: string) => void): DataFolder {
  const asked = path.resolve(wanted);
  if (isUsable(asked, account)) return layout(asked);
  const name = `kicker-${createHash('sha256').update(asked).digest('hex').slice(0, 12)}`;
  const instead = path.join(SHARED_FOLDER, name);
  refuseForeign(instead);
  if (!isUsable(instead, account)) {
    throw new EnvironmentFault(
      `The database can keep its data neither in ${asked} nor in ${instead}: set KICKER_DATA_DIR to a folder it can write.`,
    );
  }
  say(`The database's account cannot reach ${asked}; its data is in ${instead}.`);
  return layout(instead);
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

function isUsable(root: string, account: Account): boolean {
  const { cluster } = layout(root);
  if (canLook(cluster)) refuseForeignCluster(layout(root));
  try {
    if (!existsSync(root)) {
      mkdirSync(root, { recursive: true });
      chmodSync(root, 0o711);
    }
    mkdirSync(cluster, { recursive: true });
    accessSync(root, constants.W_OK);
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
