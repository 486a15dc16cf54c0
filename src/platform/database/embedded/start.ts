import type { DatabaseUrls } from '../urls.js';
import { freePort, isListening } from '../../process/free-port.js';
import type { Account } from './account.js';
import { findBinaries } from './binaries.js';
import { ensureCluster, type Passwords } from './cluster.js';
import { inDataFolder, type DataFolder } from './data-folder.js';
import { joinLifeLine } from './life-line.js';
import { ensureLogins, ownUrls } from './own-logins.js';
import { readPostmaster, startPostmaster, type OwnPostmaster, type Postmaster } from './postmaster.js';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

export interface EmbeddedOptions {
  readonly dataDir: string;
  /** The port wanted; the next free one is taken when it is busy. 0 asks for any. */
  readonly port?: number;
  /** Server settings beside or instead of the usual ones. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly say?: (line: string) => void;
}

/** A PostgreSQL of our own, running. */
export interface Embedded {
  readonly urls: DatabaseUrls;
  /** The superuser's address: for making test databases, never for the service. */
  readonly administrator: string;
  readonly port: number;
  readonly folder: string;
  /** `adopted`: another process of ours started it. */
  readonly state: 'new' | 'started' | 'adopted';
  /** Leaves the server, which ends with its last user. */
  stop(): Promise<void>;
}

const STOP_PATIENCE = 20_000;

/** Loads of millions of rows need room; the rest are PostgreSQL's own defaults. Nothing here trades safety for speed. */
const SETTINGS: Readonly<Record<string, string>> = {
  max_connections: '100',
  shared_buffers: '256MB',
  work_mem: '32MB',
  maintenance_work_mem: '256MB',
  effective_cache_size: '1GB',
  max_wal_size: '4GB',
  checkpoint_timeout: '15min',
  wal_level: 'minimal',
  max_wal_senders: '0',
  wal_compression: 'on',
  random_page_cost: '1.1',
  jit: 'off',
  log_min_messages: 'warning',
  log_timezone: 'UTC',
};

/**
 * Starts the PostgreSQL that came with the install, or adopts the one already running on the same data. It ends with the last
 * process that uses it, however that process ends.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const say = options.say ?? ((): void => undefined);
  return await inDataFolder(options.dataDir, say, async ({ folder, account }) => {
    const program = findBinaries(account, say);
    const { passwords, fresh } = ensureCluster(folder, account, program('initdb'));
    const running = await adopt(folder, passwords);
    if (running) return describe(running, passwords, { folder: folder.root, state: 'adopted' });
    const server = await launchOnFreePort(folder, account, {
      ...options,
      say,
      postgres: program('postgres'),
    });
    await ensureLogins(server.port, passwords);
    return describe(server, passwords, { folder: folder.root, state: fresh ? 'new' : 'started' });
  });
}

/**
 * A live server on this data, once it lets us in; a dead one's remains are PostgreSQL's to clear. One that stopped answering is the server
 * of a process that just died: it is waited for, since two servers never share their data. What is still there then, or is no
 * PostgreSQL, is PostgreSQL's to judge.
 */
async function adopt(folder: DataFolder, passwords: Passwords): Promise<OwnPostmaster | undefined> {
  for (let waited = 0; waited < STOP_PATIENCE; waited += 50) {
    const found = readPostmaster(folder.cluster);
    if (!found || isSomethingElse(found.pid)) return undefined;
    const server = found.ready ? await join(folder, found, passwords) : undefined;
    if (server) return server;
    await sleep(50);
  }
  return undefined;
}

/** Holds the server's life line, logs in, and makes sure that the line was not let go of in between. */
async function join(
  folder: DataFolder,
  found: Postmaster,
  passwords: Passwords,
): Promise<OwnPostmaster | undefined> {
  if (!(await isListening(found.port))) return undefined;
  const line = joinLifeLine(folder);
  if (!line) return undefined;
  const lets = await answers(found.port, passwords);
  if (line === 'none') return lets ? { ...found, stop: async () => undefined } : undefined;
  if (lets && line.isHeld()) return { ...found, stop: async () => line.use.letGo() };
  line.use.letGo();
  return undefined;
}

/** Whether a process is known to be no PostgreSQL: its number was used again after the server died. */
function isSomethingElse(pid: number): boolean {
  try {
    return !readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres');
  } catch {
    return false;
  }
}

async function answers(port: number, passwords: Passwords): Promise<boolean> {
  try {
    await ensureLogins(port, passwords);
    return true;
  } catch {
    return false;
  }
}

async function launchOnFreePort(
  folder: DataFolder,
  account: Account,
  use: EmbeddedOptions & { postgres: string; say: (line: string) => void },
): Promise<OwnPostmaster> {
  const settings = { ...SETTINGS, ...use.settings };
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort(use.port ?? 0, (line) => use.say(`The database's ${line}`));
    try {
      return await startPostmaster(folder, account, { postgres: use.postgres, port, settings });
    } catch (error) {
      if (attempt === 3 || !(await isListening(port))) throw error;
    }
  }
}

function describe(
  server: OwnPostmaster,
  passwords: Passwords,
  rest: Pick<Embedded, 'folder' | 'state'>,
): Embedded {
  const { administrator, ...urls } = ownUrls(server.port, passwords);
  return { urls, administrator, port: server.port, stop: () => server.stop(), ...rest };
}
