import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, fchownSync, openSync, readFileSync, statSync } from 'node:fs';
import type { Socket } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from './account.js';
import { serverProcess } from './cluster.js';
import type { DataFolder } from './data-folder.js';
import { isLifeLineGone, makeLifeLine, type LifeLine } from './life-line.js';
import { isAlive } from './lock-file.js';
import { EnvironmentFault } from '../../environment-fault.js';

/** A server that answers: its process and its port. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

/** A server that we use, and the way to leave it: it ends with its last user. */
export interface OwnPostmaster extends Postmaster {
  stop(): Promise<void>;
}

const START_PATIENCE = 60_000;
const LOG_LIMIT = 10_000_000;
/** Milliseconds in which the guard notices that its last user is gone. */
const GUARD_PATIENCE = 1_000;

/**
 * The server's guard. File descriptor 3 is the life line; at its end the server shuts down. Whoever finds the line in its place after
 * opening it holds the server: the guard takes the line away and reads once more. `read` is the shell's own, so no process stays behind when
 * the server ends first.
 */
const GUARD = `line=$1; shift
"$@" </dev/null 3<&- & server=$!
trap 'kill -INT $server' INT TERM
( trap - INT TERM; read word <&3; if [ -n "$line" ]; then rm -f "$line"; read word <&3; fi; kill -INT $server ) & watch=$!
exec 3<&-
wait $server; wait $server; status=$?
kill $watch 2>/dev/null
exit $status`;

/** What postmaster.pid says, if its process lives. */
export function readPostmaster(cluster: string): (Postmaster & { ready: boolean }) | undefined {
  try {
    const lines = readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    if (pid === process.pid || !isAlive(pid)) return undefined;
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
  const stale = readPostmaster(folder.cluster)?.pid;
  const line = makeLifeLine(folder, account);
  const child = launch([use.postgres, '-D', folder.cluster, ...flags], { folder, account, line });
  const { end, hasEnded } = endOf(child);
  const since = Date.now();
  for (;;) {
    const found = readPostmaster(folder.cluster);
    if (found?.ready && found.port === use.port && found.pid !== stale)
      return own(found, { child, end, line });
    if (hasEnded()) {
      line?.use.letGo();
      throw notStarted(folder, stale);
    }
    if (Date.now() - since > START_PATIENCE) {
      child.kill();
      line?.use.letGo();
      throw new EnvironmentFault(`The database did not start within a minute: ${lastWords(folder.log)}`);
    }
    await sleep(10);
  }
}

function endOf(child: ChildProcess): { end: Promise<void>; hasEnded: () => boolean } {
  let ended = false;
  const end = new Promise<void>((resolve) => {
    for (const event of ['exit', 'error'])
      child.once(event, () => {
        ended = true;
        resolve();
      });
  });
  return { end, hasEnded: () => ended };
}

function launch(
  command: readonly string[],
  { folder, account, line }: { folder: DataFolder; account: Account; line: LifeLine | undefined },
): ChildProcess {
  const [program = '', ...rest] = command;
  const log = openSync(folder.log, logIsLong(folder.log) ? 'w' : 'a', 0o600);
  try {
    if (account.uid !== undefined && account.gid !== undefined) fchownSync(log, account.uid, account.gid);
    const options = serverProcess(account);
    if (process.platform === 'win32')
      return spawn(program, rest, { ...options, stdio: ['ignore', log, log] });
    return spawn('/bin/sh', ['-c', GUARD, 'kicker-postgres', line?.file ?? '', ...command], {
      ...options,
      stdio: ['ignore', log, log, line?.reader ?? 'pipe'],
      detached: true,
    });
  } finally {
    closeSync(log);
    if (line) closeSync(line.reader);
  }
}

/** PostgreSQL decides whether what postmaster.pid names is a server; it refuses where that could be one. */
function notStarted(folder: DataFolder, stale: number | undefined): EnvironmentFault {
  const pidFile = path.join(folder.cluster, 'postmaster.pid');
  const words = lastWords(folder.log);
  if (stale === undefined || !words.includes('postmaster.pid'))
    return new EnvironmentFault(`The database did not start: ${words}`);
  return new EnvironmentFault(
    `The database did not start: ${pidFile} names process ${stale}, which lives and answers no login of ours. If it is a PostgreSQL, end it; if it is another program, remove that file.`,
  );
}

interface Launched {
  readonly child: ChildProcess;
  readonly end: Promise<void>;
  readonly line: LifeLine | undefined;
}

/** The child must not keep our process alive: its last user ends it, or dies and so ends it. */
function own(found: Postmaster, { child, end, line }: Launched): OwnPostmaster {
  child.unref();
  (child.stdio[3] as Socket | null | undefined)?.unref();
  return {
    pid: found.pid,
    port: found.port,
    stop: async () => {
      if (line && !(await isLastUser(line))) return;
      child.ref();
      if (!line && isAlive(found.pid)) process.kill(found.pid, 'SIGINT');
      await end;
    },
  };
}

async function isLastUser(line: LifeLine): Promise<boolean> {
  line.use.letGo();
  for (let waited = 0; waited < GUARD_PATIENCE; waited += 10) {
    if (isLifeLineGone(line.file)) return true;
    await sleep(10);
  }
  return isLifeLineGone(line.file);
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
