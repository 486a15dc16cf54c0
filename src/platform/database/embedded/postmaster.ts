import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, fchownSync, openSync, readFileSync, statSync } from 'node:fs';
import type { Socket } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from './account.js';
import { serverProcess } from './cluster.js';
import type { DataFolder } from './data-folder.js';
import { isAlive } from './lock-file.js';

/** A server that answers: its process and its port. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

/** A server that is a child of ours, and the way to end it. */
export interface OwnPostmaster extends Postmaster {
  stop(): Promise<void>;
}

const START_PATIENCE = 60_000;
const LOG_LIMIT = 10_000_000;

/**
 * File descriptor 3 is a life line: the kernel closes it when we die in any way, `kill -9` too, and then the server shuts down.
 * `read` is the shell's own, so no process stays behind when the server ends first.
 */
const LIFE_LINE = `"$@" </dev/null 3<&- & server=$!
trap 'kill -INT $server' INT TERM
( trap - INT TERM; read line <&3; kill -INT $server ) & watch=$!
wait $server; wait $server; status=$?
kill $watch 2>/dev/null
exit $status`;

/** What postmaster.pid says, if its process lives. */
export function readPostmaster(cluster: string): (Postmaster & { ready: boolean }) | undefined {
  try {
    const lines = readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    if (!isAlive(pid)) return undefined;
    return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
  } catch {
    return undefined;
  }
}

/** Starts a server on a port and waits until it answers. */
export async function startPostmaster(
  folder: DataFolder,
  account: Account,
  use: { postgres: string; port: number; settings: Readonly<Record<string, string>> },
): Promise<OwnPostmaster> {
  const settings = {
    ...use.settings,
    port: String(use.port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = launch([use.postgres, '-D', folder.cluster, ...flags], folder, account);
  let ended = false;
  const end = new Promise<void>((resolve) => {
    child.once('exit', () => {
      ended = true;
      resolve();
    });
    child.once('error', () => {
      ended = true;
      resolve();
    });
  });
  const since = Date.now();
  for (;;) {
    const found = readPostmaster(folder.cluster);
    if (found?.ready && found.port === use.port) return own(found, child, end);
    if (ended) throw new Error(`The database did not start: ${lastWords(folder.log)}`);
    if (Date.now() - since > START_PATIENCE) {
      child.kill();
      throw new Error(`The database did not start within a minute: ${lastWords(folder.log)}`);
    }
    await sleep(10);
  }
}

function launch(command: readonly string[], folder: DataFolder, account: Account): ChildProcess {
  const [program = '', ...rest] = command;
  const log = openSync(folder.log, logIsLong(folder.log) ? 'w' : 'a', 0o600);
  try {
    if (account.uid !== undefined && account.gid !== undefined) fchownSync(log, account.uid, account.gid);
    const options = serverProcess(account);
    if (process.platform === 'win32')
      return spawn(program, rest, { ...options, stdio: ['ignore', log, log] });
    return spawn('/bin/sh', ['-c', LIFE_LINE, 'kicker-postgres', ...command], {
      ...options,
      stdio: ['ignore', log, log, 'pipe'],
      detached: true,
    });
  } finally {
    closeSync(log);
  }
}

/** The child must not keep our process alive: whoever started it ends it, or dies and so ends it. */
function own(found: Postmaster, child: ChildProcess, end: Promise<void>): OwnPostmaster {
  child.unref();
  (child.stdio[3] as Socket | null | undefined)?.unref();
  return {
    pid: found.pid,
    port: found.port,
    stop: async () => {
      child.ref();
      if (isAlive(found.pid)) process.kill(found.pid, 'SIGINT');
      await end;
    },
  };
}

function logIsLong(log: string): boolean {
  return (statSync(log, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT;
}

/** The last lines of the server's log, where it says why it gave up. */
export function lastWords(log: string): string {
  try {
    return readFileSync(log, 'utf8').trimEnd().split('\n').slice(-5).join('\n');
  } catch {
    return `see ${log}`;
  }
}
