import { linkSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { EnvironmentFault } from '../../environment-fault.js';

const PATIENCE = 60_000;
/** Milliseconds after which a lock that names nobody is nobody's: locks are made with their content. */
const NAMELESS = 3_000;

/** Locks that this process holds: one with our number that we do not hold was left by another process that had the same. */
const held = new Set<string>();

/** Whether a process with this number lives (it may belong to somebody else). */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Runs `work` while holding a lock file, so that two processes starting at once take turns; a dead holder's lock is taken over. */
export async function withLockFile<T>(file: string, work: () => Promise<T>): Promise<T> {
  const since = Date.now();
  while (!take(file)) {
    if (!dropIfDead(file)) await sleep(50);
    if (Date.now() - since > PATIENCE)
      throw new EnvironmentFault(
        `Process ${holder(file)} has been starting the database for a minute; end it or remove ${file}.`,
      );
  }
  held.add(file);
  try {
    return await work();
  } finally {
    held.delete(file);
    rmSync(file, { force: true });
  }
}

/** The lock appears with its content, so that a process killed in between leaves none that is empty. */
function take(file: string): boolean {
  const prepared = `${file}.${process.pid}.new`;
  writeFileSync(prepared, String(process.pid));
  try {
    linkSync(prepared, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    return takeWithoutLinks(file, error);
  } finally {
    rmSync(prepared, { force: true });
  }
}

/** Some file systems know no links. */
function takeWithoutLinks(file: string, error: unknown): boolean {
  if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EINVAL'].includes((error as NodeJS.ErrnoException).code ?? ''))
    throw error;
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code !== 'EEXIST') throw failure;
    return false;
  }
}

/** The process that a lock names; 0 when it names none. */
function holder(file: string): number {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    return Number.isInteger(pid) && pid > 0 ? pid : 0;
  } catch {
    return 0;
  }
}

function isDead(file: string, pid: number): boolean {
  if (held.has(file)) return false;
  if (pid !== 0) return pid === process.pid || !isAlive(pid);
  const written = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  return written !== undefined && Date.now() - written > NAMELESS;
}

/** A rename has one winner, so of several who saw the dead holder only one removes the lock, and never a newer one. */
function dropIfDead(file: string): boolean {
  const pid = holder(file);
  if (!isDead(file, pid)) return false;
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return true;
  }
  const taken = holder(aside);
  if (taken !== pid && isAlive(taken)) renameSync(aside, file);
  else rmSync(aside, { force: true });
  return true;
}
